import { roundOff } from "../numeric.ts";
import type { Operator } from "../operator.ts";

export const withinPoints: Operator = {
  name: "withinPoints",
  doc: "The fact differs from the value by at most so many points.",
  fact: ["number"],
  value: "tolerance",
  words: { is: "is within {points} of", isNot: "is more than {points} away from" },
  test: (fact, value, points) =>
    typeof fact === "number" &&
    typeof value === "number" &&
    roundOff(Math.abs(roundOff(fact) - roundOff(value))) <= points,
};
