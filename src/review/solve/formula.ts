import { type Bounds, holdsWithin, type LinearTest, opposite } from "./linear.ts";

/**
 * What must hold of a record, without unknowns: three values are written as three formulas. A literal says which of its
 * cells a variable is in, or how a sum compares with a figure. Equal formulas are one object, so that what two rules
 * share is worked out once.
 */
export type Formula =
  | { readonly kind: "true"; readonly id: number }
  | { readonly kind: "false"; readonly id: number }
  | { readonly kind: "and" | "or"; readonly id: number; readonly parts: readonly Formula[] }
  | CellLiteral
  | LinearLiteral;
/** The variable is in one of these cells; a set of bits. */
export interface CellLiteral {
  readonly kind: "cell";
  readonly id: number;
  readonly variable: number;
  readonly cells: bigint;
}
export interface LinearLiteral {
  readonly kind: "linear";
  readonly id: number;
  readonly test: LinearTest;
}

/** What is settled so far: the cells that each variable may still be in, and the bounds of sums. */
export interface Settled {
  readonly cells: readonly bigint[];
  readonly bounds: Bounds;
}

export interface Formulas {
  readonly yes: Formula;
  readonly no: Formula;
  readonly and: (parts: readonly Formula[]) => Formula;
  readonly or: (parts: readonly Formula[]) => Formula;
  readonly cell: (variable: number, cells: bigint) => Formula;
  readonly linear: (test: LinearTest | boolean) => Formula;
  /** The formula with what is settled taken out. */
  readonly given: (formula: Formula, settled: Settled) => Formula;
  /** The opposite of a literal. */
  readonly opposite: (literal: CellLiteral | LinearLiteral, settled: Settled) => Formula;
}

export function createFormulas(): Formulas {
  const known = new Map<string, Formula>();
  let count = 2;
  const yes: Formula = { kind: "true", id: 0 };
  const no: Formula = { kind: "false", id: 1 };

  function cell(variable: number, cells: bigint): Formula {
    if (cells === 0n) return no;
    const key = `c${variable}:${cells}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const made: Formula = { kind: "cell", id: count++, variable, cells };
    known.set(key, made);
    return made;
  }

  function linear(test: LinearTest | boolean): Formula {
    if (typeof test === "boolean") return test ? yes : no;
    const key = `l${test.vector.id}:${test.relation}:${test.bound}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const made: Formula = { kind: "linear", id: count++, test };
    known.set(key, made);
    return made;
  }

  function join(kind: "and" | "or", parts: readonly Formula[]): Formula {
    const [neutral, final] = kind === "and" ? [yes, no] : [no, yes];
    const inside = new Set<Formula>();
    const cells = new Map<number, bigint>();
    const add = (part: Formula): boolean => {
      if (part === neutral) return true;
      if (part === final) return false;
      if (part.kind === kind) return part.parts.every(add);
      if (part.kind !== "cell") {
        inside.add(part);
        return true;
      }
      const before = cells.get(part.variable);
      const now =
        before === undefined ? part.cells : kind === "and" ? before & part.cells : before | part.cells;
      cells.set(part.variable, now);
      return now !== 0n;
    };
    if (!parts.every(add)) return final;
    for (const [variable, set] of cells) inside.add(cell(variable, set));
    if (inside.size === 0) return neutral;
    const all = [...inside].sort((one, other) => one.id - other.id);
    const [only] = all;
    if (all.length === 1 && only !== undefined) return only;
    const key = `${kind}${all.map(({ id }) => id).join(",")}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const made: Formula = { kind, id: count++, parts: all };
    known.set(key, made);
    return made;
  }

  function given(formula: Formula, settled: Settled): Formula {
    const done = new Map<number, Formula>();
    const inner = (part: Formula): Formula => {
      switch (part.kind) {
        case "true":
        case "false":
          return part;
        case "cell": {
          const open = settled.cells[part.variable] ?? 0n;
          const left = part.cells & open;
          if (left === 0n) return no;
          if (left === open) return yes;
          return left === part.cells ? part : cell(part.variable, left);
        }
        case "linear": {
          const holds = holdsWithin(part.test, settled.bounds);
          return holds === undefined ? part : holds ? yes : no;
        }
        default: {
          const before = done.get(part.id);
          if (before !== undefined) return before;
          const parts: Formula[] = [];
          const final = part.kind === "and" ? no : yes;
          let result: Formula | undefined;
          let isAsBefore = true;
          for (const each of part.parts) {
            const now = inner(each);
            isAsBefore &&= now === each;
            if (now === final) {
              result = final;
              break;
            }
            parts.push(now);
          }
          result ??= isAsBefore ? part : join(part.kind, parts);
          done.set(part.id, result);
          return result;
        }
      }
    };
    return inner(formula);
  }

  return {
    yes,
    no,
    and: (parts) => join("and", parts),
    or: (parts) => join("or", parts),
    cell,
    linear,
    given,
    opposite: (literal, settled) =>
      literal.kind === "cell"
        ? cell(literal.variable, (settled.cells[literal.variable] ?? 0n) & ~literal.cells)
        : join("or", opposite(literal.test).map(linear)),
  };
}
