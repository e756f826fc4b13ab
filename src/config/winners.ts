import { differs, type Entries, type Entry } from "./entries.ts";
import { covers, type Sort } from "./scopes.ts";

/** The entry that counts for events of a kind: the last that is about them. */
export function winner(entries: readonly Entry[], { unit, eventType }: Sort): Entry | undefined {
  return entries.findLast((entry) => covers(entry, unit, eventType));
}

/**
 * The entries that make a difference to some events: those that count and differ from the rule, and those that count and
 * say for some events what the rule says, against an earlier one. Whoever reads them in their order knows how the rules are
 * set for every event of these kinds.
 */
export function telling(entries: Entries, sorts: readonly Sort[]): ReadonlySet<Entry> {
  const found = new Set<Entry>();
  for (const ofRule of entries.values()) {
    for (const ofName of ofRule.values()) {
      const counting = sorts.map((sort) => ({ sort, entry: winner(ofName, sort) }));
      const changing = new Set(
        counting.flatMap(({ entry }) => (entry !== undefined && differs(entry) ? [entry] : [])),
      );
      for (const entry of changing) found.add(entry);
      for (const { sort, entry } of counting) {
        if (entry === undefined || found.has(entry)) continue;
        const before = [...changing].some(
          (each) => each.order < entry.order && covers(each, sort.unit, sort.eventType),
        );
        if (before) found.add(entry);
      }
    }
  }
  return found;
}
