import { isList } from "../includes.ts";
import type { Decorator } from "../operator.ts";

export const everyFact: Decorator = {
  name: "everyFact",
  doc: "The fact is a list, and the comparison holds for each of its items.",
  words: { side: "fact", is: "every item of", isNot: "not every item of" },
  decorate: (next) => (fact, value, points) =>
    isList(fact) && fact.every((item) => next(item, value, points)),
};
