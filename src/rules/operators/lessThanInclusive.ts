import { isNumeric } from "../numeric.ts";
import type { Operator } from "../operator.ts";

export const lessThanInclusive: Operator = {
  name: "lessThanInclusive",
  doc: "The fact is a number not above the value.",
  fact: ["number"],
  value: "number",
  words: { is: "is at most", isNot: "is more than" },
  test: (fact, value) => isNumeric(fact) && fact <= value,
};
