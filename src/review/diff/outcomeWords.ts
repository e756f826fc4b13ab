import type { OutcomeName } from "../../rules/schema.ts";

/** Outcomes as people say them. */
export const outcomeWords: Readonly<Record<OutcomeName, string>> = {
  passed: "passed",
  failed: "failed",
  waived: "waived",
  notDue: "not due",
  notApplicable: "not applicable",
  notAssessed: "not assessed",
  error: "error",
};
