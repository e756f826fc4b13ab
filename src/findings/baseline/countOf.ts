import type { BaselineEntry } from "./schema.ts";

/** How many findings entries stand for: one that is found several times is one entry. */
export function countOf(entries: readonly Pick<BaselineEntry, "count">[]): number {
  return entries.reduce((total, { count }) => total + count, 0);
}
