import { includes } from "../includes.ts";
import type { Operator } from "../operator.ts";

export const isIn: Operator = {
  name: "in",
  doc: "The fact is one of the list, or a part of the text.",
  fact: ["text", "number", "boolean", "date"],
  value: "list",
  words: { is: "is one of", isNot: "is none of" },
  test: (fact, value) => includes(value, fact),
};
