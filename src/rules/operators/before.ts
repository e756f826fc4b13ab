import { areDates } from "../calendar.ts";
import type { Operator } from "../operator.ts";

export const before: Operator = {
  name: "before",
  doc: "The fact is a calendar date before the value.",
  fact: ["date"],
  value: "date",
  words: { is: "is before", isNot: "is not before" },
  test: (fact, value) => areDates(fact, value) && fact < value,
};
