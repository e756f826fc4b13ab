import { isList } from "../includes.ts";
import type { Decorator } from "../operator.ts";

export const someFact: Decorator = {
  name: "someFact",
  doc: "The fact is a list, and the comparison holds for one of its items.",
  words: { side: "fact", is: "an item of", isNot: "no item of" },
  decorate: (next) => (fact, value, points) => isList(fact) && fact.some((item) => next(item, value, points)),
};
