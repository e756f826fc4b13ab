import type { DerivedFact } from "../../rules/fact.ts";
import { sum } from "./inputs.ts";

export const femaleMaleSum: DerivedFact = {
  name: "femaleMaleSum",
  type: "number",
  doc: "Women and men together; no value where one is missing.",
  label: "sum of women and men",
  whole: true,
  from: ["female", "male"],
  derive: (female, male) => sum([female, male]),
  behaviour: { kind: "sum" },
};
