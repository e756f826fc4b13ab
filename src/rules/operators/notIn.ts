import { includes } from "../includes.ts";
import type { Operator } from "../operator.ts";

export const notIn: Operator = {
  name: "notIn",
  doc: "The fact is none of the list, nor a part of the text.",
  fact: ["text", "number", "boolean", "date"],
  value: "list",
  words: { is: "is none of", isNot: "is one of" },
  test: (fact, value) => !includes(value, fact),
};
