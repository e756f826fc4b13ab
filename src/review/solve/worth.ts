import type { FactValue } from "../../rules/value.ts";
import type { Formula, Formulas } from "./formula.ts";
import type { Sum } from "./linear.ts";
import type { Variables } from "./variables.ts";

/** A value that a fact has where a formula holds. */
export type Worth =
  | { readonly kind: "none" }
  | { readonly kind: "scalar"; readonly value: FactValue }
  | { readonly kind: "unnamed"; readonly finds: ReadonlySet<string> }
  | { readonly kind: "figure"; readonly type: "number" | "date"; readonly sum: Sum }
  /** So many per hundred; the whole is above 0. */
  | { readonly kind: "rate"; readonly part: Sum; readonly whole: Sum; readonly figure: number };

/** One of the values that a fact can have, and where. The cases of a fact exclude each other, and are all there are. */
export interface Case {
  readonly guard: Formula;
  readonly worth: Worth;
}

export interface Terms {
  readonly casesOf: (name: string) => readonly Case[];
  readonly emptyCases: (name: string) => readonly Case[];
  readonly formulas: Formulas;
  readonly variables: Variables;
  /** The variable of the clock in sums. */
  readonly asOf: number;
  /** Derived facts of which nothing is known but their type, and rates: a solution may not be one of theirs. */
  readonly loose: Set<string>;
  /** What follows from the meaning of rates, for formulas that speak of them. */
  readonly rates: Map<number, { readonly part: Sum; readonly whole: Sum }>;
}
