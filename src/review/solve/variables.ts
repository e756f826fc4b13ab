import type { FactType } from "../../rules/fact.ts";
import type { FactValue } from "../../rules/value.ts";
import type { Linears } from "./linear.ts";

/** One of the ways in which a fact can stand in a record. Those that no rule in question tells apart share a cell. */
export type Cell =
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable" }
  /** The source has no such fact. */
  | { readonly kind: "absent" }
  /** This value, or any that no comparison tells from it. */
  | { readonly kind: "value"; readonly value: FactValue }
  /** A number or a date; which one, is for the sums to say. */
  | { readonly kind: "figure" }
  /** A text of which no example is known: which of the patterns find something in it. */
  | { readonly kind: "unnamed"; readonly finds: ReadonlySet<string> };

/** A fact of the record, a derived fact of which nothing is known, or a comparison of which nothing is known. */
export interface Variable {
  readonly name: string;
  readonly of: "base" | "derived" | "comparison";
  readonly type: FactType;
  readonly cells: readonly Cell[];
  /** The variable of sums for a number or date. */
  readonly figure?: number;
  /** It is no part of the record: "empty" is `null`, "absent" that it is not handed over, which is no matter of the source. */
  readonly isOutside?: true;
}

export interface Variables {
  readonly all: readonly Variable[];
  readonly add: (variable: Variable) => number;
  /** The cells of this variable for which it holds, as a set of bits. */
  readonly where: (variable: number, holds: (cell: Cell) => boolean) => bigint;
  readonly linears: Linears;
}

export function createVariables(linears: Linears): Variables {
  const all: Variable[] = [];
  return {
    all,
    linears,
    add: (variable) => all.push(variable) - 1,
    where: (variable, holds) => {
      let set = 0n;
      for (const [index, cell] of (all[variable]?.cells ?? []).entries())
        if (holds(cell)) set |= 1n << BigInt(index);
      return set;
    },
  };
}
