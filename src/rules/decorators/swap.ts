import type { Decorator } from "../operator.ts";

export const swap: Decorator = {
  name: "swap",
  doc: "Fact and value change places.",
  decorate: (next) => (fact, value, points) => next(value, fact, points),
};
