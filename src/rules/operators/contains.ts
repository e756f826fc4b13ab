import { includes } from "../includes.ts";
import type { Operator } from "../operator.ts";

export const contains: Operator = {
  name: "contains",
  doc: "The fact is a list that holds the value.",
  fact: ["list"],
  value: "item",
  words: { is: "holds", isNot: "does not hold" },
  test: (fact, value) => Array.isArray(fact) && includes(fact, value),
};
