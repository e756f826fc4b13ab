import { areDates } from "../calendar.ts";
import type { Operator } from "../operator.ts";

export const after: Operator = {
  name: "after",
  doc: "The fact is a calendar date after the value.",
  fact: ["date"],
  value: "date",
  words: { is: "is after", isNot: "is not after" },
  test: (fact, value) => areDates(fact, value) && fact > value,
};
