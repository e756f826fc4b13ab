import { type Elimination, eliminate } from "./elimination.ts";
import type { CellLiteral, Formula, Formulas, LinearLiteral, Settled } from "./formula.ts";
import { bounded, type Figure } from "./linear.ts";

/** What the search ended with: a solution that was taken, none at all, only some that were not taken, or nothing yet. */
export type SearchEnd = "taken" | "none" | "refused" | "budget";

export interface Solution extends Settled {
  readonly figures: Extract<Elimination, { feasible: true }>;
}

/** Rows of sums that take about as long as the rest of a node: many sums make each node dear. */
const rowsOfNode = 50;

/**
 * Looks for what makes a formula true: what must hold is settled, then a literal is taken to hold and not to hold in
 * turn. Each turn leaves out what cannot be, so that an end without a solution is a proof.
 */
export function search(
  formula: Formula,
  start: Settled,
  formulas: Formulas,
  figures: readonly Figure[],
  budget: { left: number },
  take: (solution: Solution) => boolean,
): SearchEnd {
  function go(asked: Formula, settled: Settled): SearchEnd {
    if (budget.left-- <= 0) return "budget";
    let now = settled;
    let rest = formulas.given(asked, now);
    while (rest !== formulas.no) {
      const literals = literalsOf(rest);
      if (literals.length === 0) break;
      const next = settle(now, literals);
      if (next === undefined) return "none";
      now = next;
      rest = formulas.given(rest, now);
    }
    if (rest === formulas.no) return "none";
    const feasible =
      now.bounds === settled.bounds && rest !== formulas.yes ? undefined : eliminate(now.bounds, figures);
    if (feasible !== undefined) budget.left -= Math.floor(feasible.rows / rowsOfNode);
    if (feasible?.feasible === false) return "none";
    if (rest === formulas.yes)
      return feasible !== undefined && take({ ...now, figures: feasible }) ? "taken" : "refused";
    const literal = choose(rest);
    if (literal === undefined) return "none";
    const one = go(formulas.and([literal, rest]), now);
    if (one === "taken" || one === "budget") return one;
    const other = go(formulas.and([formulas.opposite(literal, now), rest]), now);
    return other === "none" ? one : other;
  }

  return go(formula, start);
}

function literalsOf(formula: Formula): readonly (CellLiteral | LinearLiteral)[] {
  if (formula.kind === "cell" || formula.kind === "linear") return [formula];
  return formula.kind === "and"
    ? formula.parts.flatMap((part) => (part.kind === "or" ? [] : literalsOf(part)))
    : [];
}

function settle(settled: Settled, literals: readonly (CellLiteral | LinearLiteral)[]): Settled | undefined {
  let { bounds } = settled;
  let cells: bigint[] | undefined;
  for (const literal of literals) {
    if (literal.kind === "linear") {
      const next = bounded(bounds, literal.test);
      if (next === undefined) return undefined;
      bounds = next;
    } else {
      cells ??= [...settled.cells];
      const left = (cells[literal.variable] ?? 0n) & literal.cells;
      if (left === 0n) return undefined;
      cells[literal.variable] = left;
    }
  }
  return { cells: cells ?? settled.cells, bounds };
}

/** A literal of the alternative with the fewest parts; those of cells first, which settle most at the least cost. */
function choose(formula: Formula): CellLiteral | LinearLiteral | undefined {
  const alternatives = formula.kind === "and" ? formula.parts.filter(({ kind }) => kind === "or") : [formula];
  let best: Formula | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const each of alternatives) {
    if (each.kind !== "or" || each.parts.length >= fewest) continue;
    best = each;
    fewest = each.parts.length;
  }
  return best === undefined ? undefined : firstLiteral(best);
}

/** Of comparisons those that make a figure large come first: people do not expect examples below 0. */
function firstLiteral(formula: Formula): CellLiteral | LinearLiteral | undefined {
  if (formula.kind === "cell" || formula.kind === "linear") return formula;
  if (formula.kind !== "and" && formula.kind !== "or") return undefined;
  let linear: LinearLiteral | undefined;
  for (const part of formula.parts) {
    if (part.kind === "cell") return part;
    if (part.kind === "linear" && (linear === undefined || (isFloor(part) && !isFloor(linear))))
      linear = part;
  }
  if (linear !== undefined) return linear;
  for (const part of formula.parts) {
    const found = firstLiteral(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isFloor({ test: { relation } }: LinearLiteral): boolean {
  return relation === "atLeast" || relation === "above";
}
