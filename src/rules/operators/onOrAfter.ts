import { areDates } from "../calendar.ts";
import type { Operator } from "../operator.ts";

export const onOrAfter: Operator = {
  name: "onOrAfter",
  doc: "The fact is a calendar date not before the value.",
  fact: ["date"],
  value: "date",
  words: { is: "is on or after", isNot: "is before" },
  test: (fact, value) => areDates(fact, value) && fact >= value,
};
