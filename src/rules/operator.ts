import type { FactType } from "./fact.ts";
import type { FactValue } from "./value.ts";

/** What an operator takes on its right side. */
export type ValueKind =
  | "any"
  | "number"
  | "date"
  | "true"
  | "list"
  | "item"
  | "pattern"
  | "codeList"
  | "tolerance"
  | "sum";

/** The verb of a comparison where a condition is told in English, and that of its contrary. */
export interface OperatorWords {
  /** `is more than`; the value follows. `{points}` stands for a tolerance. */
  readonly is: string;
  /** `is at most` */
  readonly isNot: string;
}

/** Whether a comparison of two known values holds. `points` is the tolerance, for an operator that takes one. */
export type Test = (fact: FactValue, value: FactValue, points: number) => boolean;

/**
 * A comparison of two known values. What is unknown never reaches it: the evaluator answers *unknown* itself.
 * Each operator is a record in a file of its own, so that a second meaning (SQL) can stand beside the first.
 */
export interface Operator {
  readonly name: string;
  /** One line, as it stands in the documentation. */
  readonly doc: string;
  /** Types of the fact for which it makes sense. */
  readonly fact: readonly FactType[];
  /** What it takes on its right. */
  readonly value: ValueKind;
  /** Default: that the fact fulfils the operator, by its name. */
  readonly words?: OperatorWords;
  readonly test: Test;
}

/** Asks how a fact stands in the record, not what it is; unknown only where the column is absent. */
export interface PresenceOperator {
  readonly name: string;
  /** One line, as it stands in the documentation. */
  readonly doc: string;
  /** Types of the fact for which it makes sense. */
  readonly fact: readonly FactType[];
  readonly value: "true";
  readonly words?: OperatorWords;
  readonly presence: (isEmpty: boolean) => boolean;
}

/** Changes what an operator compares: `everyFact:equal`, `not:matches`. */
export interface Decorator {
  readonly name: string;
  /** One line, as it stands in the documentation. */
  readonly doc: string;
  /** For one that speaks of the items of a list: of which side, and what stands before that side. */
  readonly words?: OperatorWords & { readonly side: "fact" | "value" };
  /** The comparison that the decorated operator makes. */
  readonly decorate: (next: Test) => Test;
}

export type AnyOperator = Operator | PresenceOperator;

export function asksPresence(operator: AnyOperator): operator is PresenceOperator {
  return "presence" in operator;
}
