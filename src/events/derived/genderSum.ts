import type { DerivedFact } from "../../rules/fact.ts";
import { sum } from "./inputs.ts";

export const genderSum: DerivedFact = {
  name: "genderSum",
  type: "number",
  doc: "Women, men, another gender and not stated together; no value where one is missing.",
  from: ["female", "male", "otherGender", "genderNotStated"],
  derive: (female, male, otherGender, genderNotStated) => sum([female, male, otherGender, genderNotStated]),
};
