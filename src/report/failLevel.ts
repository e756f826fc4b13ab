import { type Severity, severities } from "../rules/schema.ts";

export const failLevels = [...severities, "never"] as const;
/** From which severity on a check fails. */
export type FailLevel = (typeof failLevels)[number];

/** Whether something of this severity makes a check fail. */
export function isFailing(severity: Severity, failOn: FailLevel): boolean {
  return failOn !== "never" && severities.indexOf(severity) <= severities.indexOf(failOn);
}
