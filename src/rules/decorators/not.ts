import type { Decorator } from "../operator.ts";

export const not: Decorator = {
  name: "not",
  doc: "The comparison does not hold.",
  decorate: (next) => (fact, value, points) => !next(fact, value, points),
};
