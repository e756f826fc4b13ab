import { includes } from "../includes.ts";
import type { Operator } from "../operator.ts";

export const oneOf: Operator = {
  name: "oneOf",
  doc: "The fact is an entry of the code list of that name.",
  fact: ["text"],
  value: "codeList",
  test: (fact, value) => includes(value, fact),
};
