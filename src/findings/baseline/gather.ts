import { compareText } from "../../compareText.ts";
import type { Finding } from "../finding.ts";
import type { Baseline, BaselineEntry } from "./schema.ts";

/** The check that a baseline is written from. */
export type BaselineRun = Pick<Baseline, "asOf" | "ruleset">;

/** Makes a baseline from findings that come one by one; keeps of each only what the baseline has. */
export interface BaselineGatherer {
  readonly add: (finding: Pick<Finding, "fingerprint" | "ruleId" | "eventId" | "fields" | "status">) => void;
  readonly end: (run: BaselineRun) => Baseline;
}

/** What a waiver covers is left out: it has a reason and an end already, and is a finding again after that. */
export function gatherBaseline(): BaselineGatherer {
  const entries = new Map<string, Omit<BaselineEntry, "count"> & { count: number }>();
  return {
    add({ fingerprint, ruleId, eventId, fields, status }) {
      if (status === "waived") return;
      const entry = entries.get(fingerprint);
      if (entry !== undefined) entry.count++;
      else {
        const names = fields.map(({ field }) => field).sort(compareText);
        entries.set(fingerprint, { fingerprint, ruleId, eventId, fields: names, count: 1 });
      }
    },
    end: ({ asOf, ruleset: { name, version } }) => ({
      schema: "ems-data-quality/baseline/1",
      asOf,
      ruleset: { name, version },
      findings: [...entries.values()].sort(compareEntries),
    }),
  };
}

/**
 * The baseline of findings that are there whole.
 *
 * @example
 * ```ts
 * const { run, findings } = checker.checkAll(events);
 * const baseline = baselineOf(findings, run);
 * ```
 */
export function baselineOf(findings: Iterable<Finding>, run: BaselineRun): Baseline {
  const gatherer = gatherBaseline();
  for (const finding of findings) gatherer.add(finding);
  return gatherer.end(run);
}

/** Events without an identifier come first. */
function compareEntries(one: BaselineEntry, other: BaselineEntry): number {
  return (
    compareText(one.ruleId, other.ruleId) ||
    Number(one.eventId !== null) - Number(other.eventId !== null) ||
    compareText(one.eventId ?? "", other.eventId ?? "") ||
    compareText(one.fields.join(" "), other.fields.join(" ")) ||
    compareText(one.fingerprint, other.fingerprint)
  );
}
