import { includes } from "../includes.ts";
import type { Operator } from "../operator.ts";

export const doesNotContain: Operator = {
  name: "doesNotContain",
  doc: "The fact is a list that does not hold the value.",
  fact: ["list"],
  value: "item",
  words: { is: "does not hold", isNot: "holds" },
  test: (fact, value) => Array.isArray(fact) && !includes(fact, value),
};
