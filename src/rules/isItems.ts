import type { Operand, Value } from "./schema.ts";

/** Whether a value is a list; `Array.isArray` does not narrow to a list that is read-only. */
export function isItems(value: Value): value is readonly Operand[] {
  return Array.isArray(value);
}
