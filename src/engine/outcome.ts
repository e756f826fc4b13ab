import type { Confidence } from "../rules/schema.ts";
import type { FactValue } from "../rules/value.ts";

/** Why a fact had no value when a rule asked for it. */
export type Missing =
  | { readonly fact: string; readonly why: "absent" | "empty" | "unreadable" }
  /** It is no part of the record, and was not handed over: the stored version, a look-up, what other records tell. */
  | { readonly fact: string; readonly why: "noPrevious" | "notLookedUp" | "otherRecords" }
  /** It was looked up, without an answer. */
  | { readonly fact: string; readonly why: "lookupFailed" | "lookupLate" | "lookupCancelled" }
  /** Computed from facts that had no value themselves. */
  | { readonly fact: string; readonly why: "derived"; readonly from: readonly Missing[] }
  /** All is there, but gives no value: a rate of no participants, a due date beyond the calendar. */
  | { readonly fact: string; readonly why: "undefined" };

/** What a rule says of one record. */
export type Outcome =
  /** The rule is not about this record, is not in force on its date, or is switched off for it. */
  | { readonly outcome: "notApplicable"; readonly because: "when" | "effective" | "configuration" }
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

/** An {@link Outcome} with the rule that it is of. */
export type RuleOutcome = { readonly ruleId: string; readonly ruleVersion: number } & Outcome;

/** What a failed rule has to say, with its placeholders filled. */
export interface Failure {
  /** What is wrong. */
  readonly message: string;
  /** What to do. */
  readonly fix: string;
  /** What a form should highlight, in the order of the rule; those left out whose `if` does not hold. */
  readonly fields: readonly FailedField[];
  /** The date after which the rule counts as failed, where it has one. */
  readonly due?: string;
}

/** A field of a failed rule. */
export interface FailedField {
  /** Name of the fact. */
  readonly field: string;
  /** The value in the record; not given for a fact that may hold personal data, and where there is none. */
  readonly observed?: FactValue;
  /** What a right value looks like, in words. */
  readonly expected?: string;
  /** A value to propose, where the data tells one. */
  readonly suggested?: FactValue;
  /** How sure the proposal is; given where there is one. */
  readonly confidence?: Confidence;
}
