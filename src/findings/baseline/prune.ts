import type { Baseline } from "./schema.ts";
import type { BaselineUse } from "./use.ts";

/** The baseline without what is fixed; the rest, and its order, as they were. */
export function pruneBaseline(
  baseline: Baseline,
  fixed: readonly Pick<BaselineUse["fixed"][number], "fingerprint" | "count">[],
): Baseline {
  const gone = new Map(fixed.map(({ fingerprint, count }) => [fingerprint, count]));
  return {
    ...baseline,
    findings: baseline.findings.flatMap((entry) => {
      const count = entry.count - (gone.get(entry.fingerprint) ?? 0);
      return count > 0 ? [{ ...entry, count }] : [];
    }),
  };
}
