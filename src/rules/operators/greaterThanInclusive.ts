import { isNumeric } from "../numeric.ts";
import type { Operator } from "../operator.ts";

export const greaterThanInclusive: Operator = {
  name: "greaterThanInclusive",
  doc: "The fact is a number not below the value.",
  fact: ["number"],
  value: "number",
  words: { is: "is at least", isNot: "is less than" },
  test: (fact, value) => isNumeric(fact) && fact >= value,
};
