import type { Rule } from "../../rules/schema.ts";

/** The days of grace of a rule's due date. */
export function resolvedDays({ due, params = {} }: Rule): number {
  if (due === undefined) return 0;
  if (typeof due.days === "number") return due.days;
  const value = params[due.days.param]?.default;
  if (typeof value !== "number") throw new RangeError(`there is no number of days ${due.days.param}`);
  return value;
}
