import type { Operator } from "../operator.ts";

export const equal: Operator = {
  name: "equal",
  doc: "The fact is the value, of the same type.",
  fact: ["text", "number", "boolean", "date", "list"],
  value: "any",
  words: { is: "is", isNot: "is not" },
  test: (fact, value) => fact === value,
};
