import type { ReportHead } from "../report/schema.ts";
import { type Severity, severities } from "../rules/schema.ts";

export const failLevels = [...severities, "never"] as const;
export type FailLevel = (typeof failLevels)[number];

/**
 * 1 where anything is at or above the level: a finding, listed or not, a refused row, a fault of a whole column, or a
 * rule that could not be run, which is never a pass.
 */
export function exitCodeOf(head: ReportHead, refused: ReadonlySet<Severity>, failOn: FailLevel): 0 | 1 {
  if (failOn === "never") return 0;
  const { findings, outcomes } = head.summary;
  const reached = severities.slice(0, severities.indexOf(failOn) + 1);
  const isBad = (severity: Severity): boolean =>
    findings[severity] > 0 ||
    refused.has(severity) ||
    head.rootCauses.some((cause) => cause.severity === severity) ||
    (severity === "error" && outcomes.error > 0);
  return reached.some(isBad) ? 1 : 0;
}
