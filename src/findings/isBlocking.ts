import type { Finding } from "./finding.ts";

/**
 * Whether a finding stands in the way of the event: a new one that blocks at the stage of the check, or, where the check
 * was told no stage, a new error. What a waiver or a baseline covers never does.
 */
export function isBlocking({ status, effect, severity }: Finding): boolean {
  if (status !== "new") return false;
  return effect === undefined ? severity === "error" : effect === "block";
}
