import type { Comparison, Condition } from "./schema.ts";

/** Whether a condition is a leaf, and no group, `not` or name of another. */
export function isComparison(condition: Condition): condition is Comparison {
  return "fact" in condition;
}
