import type { OutcomeName, Rule } from "../../rules/schema.ts";
import type { FactRecord } from "../../rules/value.ts";
import type { RuleContext } from "../ruleContext.ts";

/** A record that shows what was asked for, as an example of a rule file can hold it. Made by the real evaluator's word. */
export interface Witness {
  readonly record: FactRecord;
  /** Facts that the source does not have at all. */
  readonly absent: readonly string[];
  /** The clock. */
  readonly asOf: string;
}

/**
 * Whether there is a record as asked for. `possible` has been seen: the evaluator itself says so of the witness.
 * `impossible` has been proved: every record is covered, of any clock and with any facts absent, whose values are of the
 * types that the vocabulary says (readers see to that), its numbers no larger than the machine adds exactly, and whose
 * derived facts are as they say of themselves. Where neither could be had it is `undecided`, never a guess.
 */
export type Verdict =
  | { readonly verdict: "possible"; readonly witness: Witness }
  | { readonly verdict: "impossible" }
  | {
      readonly verdict: "undecided";
      readonly why: string;
      /** The search went to the end of its budget: much like it will take as long. */
      readonly isGivenUp?: true;
    };

/** What a rule is to say of the record; `violated` is failed or notDue. */
export interface Wanted {
  readonly rule: Rule;
  readonly outcomes: readonly (OutcomeName | "violated")[];
}

/** Looks for records that make rules say certain things. Deterministic: the same question has the same answer. */
export interface Solver {
  /**
   * A record of which each rule says one of the outcomes that are wanted of it.
   *
   * @param near Records to start from: a witness that differs from one of them in little is preferred.
   */
  readonly find: (wanted: readonly Wanted[], near?: readonly Witness[]) => Verdict;
  /** A record of which two rules say different things: a rule and its mutant, or its next version. */
  readonly tellApart: (one: Rule, other: Rule, near?: readonly Witness[]) => Verdict;
}

export interface SolverOptions extends RuleContext {
  /** The clock of the first attempts. Default: that of examples. */
  readonly asOf?: string;
  /** Nodes of the search for one question, before it is given up as undecided. */
  readonly budget?: number;
}
