import { areDates } from "../calendar.ts";
import type { Operator } from "../operator.ts";

export const onOrBefore: Operator = {
  name: "onOrBefore",
  doc: "The fact is a calendar date not after the value.",
  fact: ["date"],
  value: "date",
  words: { is: "is on or before", isNot: "is after" },
  test: (fact, value) => areDates(fact, value) && fact <= value,
};
