import type { FactValue } from "../rules/value.ts";

/** Why a fact had no value when a rule asked for it. */
export type Missing =
  | { readonly fact: string; readonly why: "absent" | "empty" | "unreadable" }
  /** Computed from facts that had no value themselves. */
  | { readonly fact: string; readonly why: "derived"; readonly from: readonly Missing[] }
  /** All is there, but gives no value: a rate of no participants, a due date beyond the calendar. */
  | { readonly fact: string; readonly why: "undefined" };

/** What a rule says of one record. */
export type Outcome =
  /** The rule is not about this record. */
  | { readonly outcome: "notApplicable"; readonly because: "when" | "effective" }
  /** It could not be decided, and why. `reasons` is never empty. */
  | { readonly outcome: "notAssessed"; readonly reasons: readonly Missing[] }
  /** Wrong so far, but there is time until `due`. */
  | { readonly outcome: "notDue"; readonly due: string }
  | { readonly outcome: "passed" }
  | { readonly outcome: "failed"; readonly failure: Failure }
  /** Failed, and a waiver covers it. */
  | { readonly outcome: "waived"; readonly failure: Failure; readonly waiver: string }
  /** The rule threw; this is never a pass. */
  | { readonly outcome: "error"; readonly error: string };

export type RuleOutcome = { readonly ruleId: string; readonly ruleVersion: number } & Outcome;

/** What a failed rule has to say, with its placeholders filled. */
export interface Failure {
  readonly message: string;
  readonly fix: string;
  readonly fields: readonly FailedField[];
  /** The date after which the rule counts as failed, where it has one. */
  readonly due?: string;
}

export interface FailedField {
  readonly field: string;
  /** The value in the record; not given for a fact that may hold personal data, and where there is none. */
  readonly observed?: FactValue;
  readonly expected?: string;
  readonly suggested?: FactValue;
}
