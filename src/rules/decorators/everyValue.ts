import { asList } from "../includes.ts";
import type { Decorator } from "../operator.ts";

export const everyValue: Decorator = {
  name: "everyValue",
  doc: "The comparison holds for each item of the value's list.",
  words: { side: "value", is: "every one of", isNot: "every one of" },
  decorate: (next) => (fact, value, points) => asList(value).every((item) => next(fact, item, points)),
};
