import { roundOff } from "../numeric.ts";
import type { Operator } from "../operator.ts";

export const sumOf: Operator = {
  name: "sumOf",
  doc: "The fact is the sum of the values.",
  fact: ["number"],
  value: "sum",
  words: { is: "is the sum of", isNot: "is not the sum of" },
  test: (fact, value) =>
    typeof fact === "number" && typeof value === "number" && roundOff(fact) === roundOff(value),
};
