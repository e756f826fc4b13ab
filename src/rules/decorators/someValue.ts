import { asList } from "../includes.ts";
import type { Decorator } from "../operator.ts";

export const someValue: Decorator = {
  name: "someValue",
  doc: "The comparison holds for one item of the value's list.",
  words: { side: "value", is: "at least one of", isNot: "at least one of" },
  decorate: (next) => (fact, value, points) => asList(value).some((item) => next(fact, item, points)),
};
