import type { DerivedFact } from "../../rules/fact.ts";
import { sum, zeroIfEmpty } from "./inputs.ts";

export const genderSum: DerivedFact = {
  name: "genderSum",
  type: "number",
  doc: "Women, men, another gender and not stated together. An empty cell beside the women and the men counts as 0; no value where a column is absent or unreadable.",
  label: "sum of all genders",
  whole: true,
  from: [
    "female",
    "male",
    "otherGender",
    { isEmpty: "otherGender" },
    "genderNotStated",
    { isEmpty: "genderNotStated" },
  ],
  derive: (female, male, other, otherIsEmpty, notStated, notStatedIsEmpty) =>
    sum([female, male, zeroIfEmpty(other, otherIsEmpty), zeroIfEmpty(notStated, notStatedIsEmpty)]),
  behaviour: { kind: "sum" },
};
