import { type FailLevel, isFailing } from "../report/failLevel.ts";
import type { ReportHead } from "../report/schema.ts";
import { type Severity, severities } from "../rules/schema.ts";

/**
 * 1 where anything is at or above the level: a new finding, listed or not (what a waiver or a baseline covers is none), a refused row, a fault of a whole column, or a
 * rule that could not be run, which is never a pass. Rules on trial are in none of these.
 */
export function exitCodeOf(head: ReportHead, refused: ReadonlySet<Severity>, failOn: FailLevel): 0 | 1 {
  const { findings, outcomes } = head.summary;
  const isBad = (severity: Severity): boolean =>
    findings.new[severity] > 0 ||
    refused.has(severity) ||
    head.rootCauses.some((cause) => cause.severity === severity) ||
    (severity === "error" && outcomes.error > 0);
  return severities.some((severity) => isFailing(severity, failOn) && isBad(severity)) ? 1 : 0;
}
