import type { FactType } from "./fact.ts";
import type { FactValue } from "./value.ts";

/** What an operator takes on its right side. */
export type ValueKind =
  | "any"
  | "number"
  | "text"
  | "date"
  | "boolean"
  | "list"
  | "pattern"
  | "codeList"
  | "tolerance"
  | "sum";

/** The right side once parameters and facts are filled in. `points` is there for a tolerance only. */
export type OperatorValue = FactValue;

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
  /** Whether the comparison holds. `points` is the tolerance, for operators of that kind. */
  readonly test: (fact: FactValue, value: OperatorValue, points: number) => boolean;
}

/** Changes what an operator compares: `everyFact:equal`, `not:matches`. */
export interface Decorator {
  readonly name: string;
  readonly doc: string;
  readonly decorate: (next: Operator["test"]) => Operator["test"];
}
