import { type FactRecord, unreadable } from "../../rules/value.ts";
import { dateOf, dayOf } from "./dayNumbers.ts";
import { type Elimination, eliminate, type Range } from "./elimination.ts";
import { type Bounds, bounded, plus, type Sum, sumOfFigure } from "./linear.ts";
import type { Problem } from "./problem.ts";
import type { Solution } from "./search.ts";
import type { Witness } from "./solver.ts";

/** Wholes that a rate is tried with: plain numbers of people. */
const wholes = [100, 200, 1_000, 40, 10, 1, 10_000, 1_000_000];
const plainWhole = 40;
const plainNumber = 50;
/** Days before the clock of a date that nothing else is known of. */
const plainDaysAgo = 100;

/** Records that a solution may stand for, the plainest first. Whether they are what they seem the evaluator says. */
export function* concreteWitnesses(problem: Problem, solution: Solution, clock: string): Generator<Witness> {
  for (const bounds of withoutMargins(solution.bounds)) {
    const isAsFound = bounds === solution.bounds;
    for (const each of withRates(problem, bounds)) {
      const figures =
        isAsFound && each === bounds ? solution.figures : eliminate(each, problem.variables.linears.figures);
      if (!figures.feasible) continue;
      const witness = concrete(problem, solution, figures, clock);
      if (witness !== undefined) yield witness;
    }
  }
}

/** Figures of rules are not as fine as this; what is finer is a margin that was added for rounding. */
const grid = 1e4;

/** The bounds without margins, as they would be if nothing were rounded, and then as they are. */
function withoutMargins(bounds: Bounds): readonly Bounds[] {
  const hasMargin = (bound: number): boolean =>
    Number.isFinite(bound) && Math.abs(Math.round(bound * grid) / grid - bound) > 1e-12;
  if (![...bounds.values()].some(({ low, high }) => hasMargin(low) || hasMargin(high))) return [bounds];
  const rounded = (isOut: boolean): Bounds =>
    new Map(
      [...bounds].map(([id, bound]) => [
        id,
        {
          ...bound,
          ...(hasMargin(bound.low) ? { low: Math.ceil(bound.low * grid) / grid, lowIsOut: isOut } : {}),
          ...(hasMargin(bound.high) ? { high: Math.floor(bound.high * grid) / grid, highIsOut: isOut } : {}),
        },
      ]),
    );
  return [rounded(false), rounded(true), bounds];
}

/** The bounds with each rate made a sum like any other: once the whole is a certain number, it is one. */
function* withRates(problem: Problem, bounds: Bounds): Generator<Bounds> {
  const all = [...problem.terms.rates];
  const rates = all.filter(([figure]) => isUsed(figure, bounds));
  if (rates.length === 0) {
    yield bounds;
    // A rate between two bounds is not to be had of every whole.
    for (const whole of wholes) {
      let next: Bounds | undefined = bounds;
      for (const [, rate] of all)
        next = withEqual(problem, next, plus(rate.whole, { terms: new Map(), constant: -whole }));
      if (next !== undefined && next !== bounds) yield next;
    }
    return;
  }
  for (const whole of wholes) {
    let next: Bounds | undefined = bounds;
    for (const [figure, rate] of rates) {
      next = withEqual(problem, next, plus(rate.whole, { terms: new Map(), constant: -whole }));
      const scaled = plus({ terms: new Map(), constant: 0 }, rate.part, 100);
      next = withEqual(problem, next, plus(scaled, sumOfFigure(figure), -whole));
    }
    if (next !== undefined) yield next;
  }
}

function withEqual(problem: Problem, bounds: Bounds | undefined, sum: Sum): Bounds | undefined {
  if (bounds === undefined) return undefined;
  const test = problem.variables.linears.compare(sum, "=");
  if (typeof test === "boolean") return test ? bounds : undefined;
  return bounded(bounds, test);
}

function isUsed(figure: number, bounds: Bounds): boolean {
  for (const { vector } of bounds.values())
    if (vector.terms.some(([variable]) => variable === figure)) return true;
  return false;
}

function concrete(
  { variables, terms }: Problem,
  solution: Solution,
  figures: Extract<Elimination, { feasible: true }>,
  clock: string,
): Witness | undefined {
  const today = dayOf(clock);
  const chosen = figures.choose((figure, range) => {
    const described = variables.linears.figures[figure];
    if (figure === terms.asOf) return pick(range, today, true);
    if (described?.kind === "date") return pick(range, today - plainDaysAgo, true);
    return described?.isWhole === true ? pick(range, plainWhole, true) : pick(range, plainNumber, false);
  });
  if (chosen === undefined) return undefined;
  const record: Record<string, FactRecord[string]> = {};
  const absent: string[] = [];
  for (const [index, { name, of, type, cells, figure, isOutside }] of variables.all.entries()) {
    if (of !== "base") continue;
    const open = solution.cells[index] ?? 0n;
    const cell = cells.find(({ kind }, at) => kind !== "unnamed" && (open & (1n << BigInt(at))) !== 0n);
    switch (cell?.kind) {
      case undefined:
        return undefined;
      case "value":
        record[name] = cell.value;
        break;
      case "unreadable":
        record[name] = unreadable("?");
        break;
      case "absent":
        if (isOutside !== true) absent.push(name);
        break;
      case "figure": {
        const plain = type === "date" ? today - plainDaysAgo : plainWhole;
        const value = figure === undefined ? plain : (chosen.get(figure) ?? plain);
        record[name] = type === "date" ? dateOf(value) : value;
        break;
      }
      case "empty":
        if (isOutside === true) record[name] = null;
        break;
      default:
    }
  }
  const asOf = chosen.get(terms.asOf);
  return { record, absent, asOf: asOf === undefined ? clock : dateOf(asOf) };
}

/** The number in a range that is nearest to the one that is preferred, and plain. */
function pick({ low, lowIsOut, high, highIsOut }: Range, preferred: number, isWhole: boolean): number {
  const isIn = (value: number): boolean =>
    (lowIsOut ? value > low : value >= low) && (highIsOut ? value < high : value <= high);
  if (isIn(preferred)) return preferred;
  const nearest = preferred <= low ? low : high;
  if (isIn(nearest)) return nearest;
  const step = nearest === low ? 1 : -1;
  for (const by of isWhole ? [1] : [1, 0.5, 0.1, 0.01, 0.001]) {
    const value = Number((nearest + step * by).toFixed(3));
    if (isIn(value)) return value;
  }
  return (low + high) / 2;
}
