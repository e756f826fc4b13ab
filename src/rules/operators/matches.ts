import type { Operator } from "../operator.ts";
import { pattern } from "../pattern.ts";

export const matches: Operator = {
  name: "matches",
  doc: "The pattern (RE2, in linear time) is found in the fact's text.",
  fact: ["text"],
  value: "pattern",
  words: { is: "matches", isNot: "does not match" },
  test: (fact, value) => typeof fact === "string" && typeof value === "string" && pattern(value).test(fact),
};
