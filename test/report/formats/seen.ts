import type { Severity } from "../../../src/rules/schema.ts";

/** What a reader of a report sees, whatever the format; sorted, since formats have an order of their own. */
export interface Seen {
  readonly findings: readonly SeenFinding[];
  readonly refused?: readonly string[];
  readonly causes?: readonly string[];
  /** `undefined` where the format leaves rules on trial out. */
  readonly shadow?: readonly string[];
  /** Counts that the format tells, apart from the list. */
  readonly counts?: Readonly<Record<"total" | Severity, number>>;
  /** Whether the check passed, where the format says so. */
  readonly passed?: boolean;
}

export interface SeenFinding {
  readonly rule: string;
  readonly event: string;
  readonly severity: Severity;
  /** Where the format has one. */
  readonly fingerprint?: string;
  readonly line?: number;
}
