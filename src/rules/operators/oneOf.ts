import { includes } from "../includes.ts";
import type { Operator } from "../operator.ts";

export const oneOf: Operator = {
  name: "oneOf",
  doc: "The fact is an entry of the code list of that name.",
  fact: ["text"],
  value: "codeList",
  words: { is: "is an entry of", isNot: "is no entry of" },
  test: (fact, value) => includes(value, fact),
};
