import { isNumeric } from "../numeric.ts";
import type { Operator } from "../operator.ts";

export const lessThan: Operator = {
  name: "lessThan",
  doc: "The fact is a number below the value.",
  fact: ["number"],
  value: "number",
  words: { is: "is less than", isNot: "is at least" },
  test: (fact, value) => isNumeric(fact) && fact < value,
};
