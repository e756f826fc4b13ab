import type { Operator } from "../operator.ts";

export const notEqual: Operator = {
  name: "notEqual",
  doc: "The fact is not the value.",
  fact: ["text", "number", "boolean", "date", "list"],
  value: "any",
  words: { is: "is not", isNot: "is" },
  test: (fact, value) => fact !== value,
};
