import { isNumeric } from "../numeric.ts";
import type { Operator } from "../operator.ts";

export const greaterThan: Operator = {
  name: "greaterThan",
  doc: "The fact is a number above the value.",
  fact: ["number"],
  value: "number",
  words: { is: "is more than", isNot: "is at most" },
  test: (fact, value) => isNumeric(fact) && fact > value,
};
