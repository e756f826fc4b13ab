import { type Bounds, type Figure, greatestCommonDivisor } from "./linear.ts";

/** factors · figures ≤ bound, or < where it is strict; all whole, so that nothing is rounded. */
interface Row {
  readonly factors: readonly number[];
  readonly bound: number;
  readonly isStrict: boolean;
}

interface Step {
  readonly figure: number;
  readonly rows: readonly Row[];
}

/** What is left to choose from for a figure; `low` and `high` may be out themselves. */
export interface Range {
  readonly low: number;
  readonly lowIsOut: boolean;
  readonly high: number;
  readonly highIsOut: boolean;
}

export type Elimination =
  | { readonly feasible: false; readonly rows: number }
  | {
      readonly feasible: true;
      /** Rows that were made on the way: what it cost. */
      readonly rows: number;
      /** Values for the figures, chosen one after the other; `undefined` where a choice leaves none for another. */
      readonly choose: (
        prefer: (figure: number, range: Range) => number | undefined,
      ) => ReadonlyMap<number, number> | undefined;
    };

/** More rows than this are not combined further; nothing is then said to be impossible. */
const rowsAtMost = 400;

/**
 * Whether figures can meet all bounds at once, by Fourier and Motzkin: a figure is eliminated by joining each row that
 * bounds it from below with each that bounds it from above. Rows of whole numbers are tightened to whole bounds, which
 * every whole solution meets. "Not feasible" is a proof, by exact arithmetic; "feasible" may be too much said for whole
 * numbers, or where there were too many rows.
 */
export function eliminate(bounds: Bounds, figures: readonly Figure[]): Elimination {
  const used = [
    ...new Set([...bounds.values()].flatMap(({ vector }) => vector.terms.map(([variable]) => variable))),
  ].sort((one, other) => one - other);
  const at = new Map(used.map((variable, index) => [variable, index]));
  const whole = used.map((variable) => figures[variable]?.isWhole === true);
  let rows: readonly Row[] = [];
  for (const { vector, low, lowIsOut, high, highIsOut } of bounds.values()) {
    const factors = new Array<number>(used.length).fill(0);
    for (const [variable, factor] of vector.terms) factors[at.get(variable) ?? 0] = factor;
    if (Number.isFinite(high)) rows = withRow(rows, wholeRow(factors, high, highIsOut));
    if (Number.isFinite(low))
      rows = withRow(
        rows,
        wholeRow(
          factors.map((factor) => -factor),
          -low,
          lowIsOut,
        ),
      );
  }
  const first = tidy(rows, whole);
  let made = rows.length;
  if (first === undefined) return { feasible: false, rows: made };
  rows = first;
  const steps: Step[] = [];
  const left = new Set(used.keys());
  let isWholeStory = true;
  while (left.size > 0) {
    const figure = cheapest(rows, left);
    left.delete(figure);
    const with_ = rows.filter(({ factors }) => factors[figure] !== 0);
    steps.push({ figure, rows: with_ });
    const without = rows.filter(({ factors }) => factors[figure] === 0);
    const joined = joinRows(with_, figure);
    made += without.length + joined.length;
    if (without.length + joined.length > rowsAtMost) {
      isWholeStory = false;
      break;
    }
    const next = tidy([...without, ...joined], whole);
    if (next === undefined) return { feasible: false, rows: made };
    rows = next;
  }
  return {
    feasible: true,
    rows: made,
    choose: (prefer) => {
      if (!isWholeStory) return undefined;
      const values: (number | undefined)[] = [];
      for (const { figure, rows: limits } of steps.toReversed()) {
        const range = rangeOf(limits, figure, values, whole[figure] === true);
        if (range === undefined) return undefined;
        const value = prefer(used[figure] ?? 0, range);
        if (value === undefined) return undefined;
        values[figure] = value;
      }
      return new Map(used.map((variable, index) => [variable, values[index] ?? 0]));
    },
  };
}

function withRow(rows: readonly Row[], row: Row | undefined): readonly Row[] {
  return row === undefined ? rows : [...rows, row];
}

/** The row with a whole bound. One that would need rounding is left out: what is left says less, and nothing wrong. */
function wholeRow(factors: readonly number[], bound: number, isStrict: boolean): Row | undefined {
  for (let scale = 1; scale <= 1e9; scale *= 10) {
    const scaled = Math.round(bound * scale);
    if (!Number.isSafeInteger(scaled)) return undefined;
    if (scaled / scale === bound)
      return { factors: factors.map((factor) => factor * scale), bound: scaled, isStrict };
  }
  return undefined;
}

/** Lowest terms, whole bounds, of equal rows the tightest; `undefined` where one cannot hold. */
function tidy(rows: readonly Row[], whole: readonly boolean[]): readonly Row[] | undefined {
  const tightest = new Map<string, Row>();
  for (const row of rows) {
    const divisor = row.factors.reduce(greatestCommonDivisor, 0);
    if (divisor === 0) {
      if (row.bound < 0 || (row.bound === 0 && row.isStrict)) return undefined;
      continue;
    }
    const isWhole = row.factors.every((factor, index) => factor === 0 || whole[index] === true);
    let now: Row;
    if (isWhole) {
      const exact = row.bound / divisor;
      const bound = row.isStrict ? Math.ceil(exact) - 1 : Math.floor(exact);
      now = { factors: row.factors.map((factor) => factor / divisor), bound, isStrict: false };
    } else {
      const common = greatestCommonDivisor(divisor, row.bound);
      const factors = row.factors.map((factor) => factor / common);
      now = { factors, bound: row.bound / common, isStrict: row.isStrict };
    }
    if (![...now.factors, now.bound].every(Number.isSafeInteger)) continue;
    const key = now.factors.join(" ");
    const before = tightest.get(key);
    if (before === undefined || now.bound < before.bound || (now.bound === before.bound && now.isStrict))
      tightest.set(key, now);
  }
  return [...tightest.values()];
}

function cheapest(rows: readonly Row[], left: ReadonlySet<number>): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const figure of left) {
    let [above, below] = [0, 0];
    for (const { factors } of rows) {
      const factor = factors[figure] ?? 0;
      if (factor > 0) above++;
      else if (factor < 0) below++;
    }
    const cost = above * below - above - below;
    if (cost < least) [best, least] = [figure, cost];
  }
  return best;
}

function joinRows(rows: readonly Row[], figure: number): readonly Row[] {
  const above = rows.filter(({ factors }) => (factors[figure] ?? 0) > 0);
  const below = rows.filter(({ factors }) => (factors[figure] ?? 0) < 0);
  return above.flatMap((high) =>
    below.map((low) => {
      const [down, up] = [-(low.factors[figure] ?? 0), high.factors[figure] ?? 0];
      const common = greatestCommonDivisor(down, up);
      const [times, by] = [down / common, up / common];
      return {
        factors: high.factors.map((factor, index) => factor * times + (low.factors[index] ?? 0) * by),
        bound: high.bound * times + low.bound * by,
        isStrict: high.isStrict || low.isStrict,
      };
    }),
  );
}

function rangeOf(
  rows: readonly Row[],
  figure: number,
  values: readonly (number | undefined)[],
  isWhole: boolean,
): Range | undefined {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let [lowIsOut, highIsOut] = [false, false];
  for (const { factors, bound, isStrict } of rows) {
    const rest = factors.reduce(
      (sum, factor, index) => (index === figure || factor === 0 ? sum : sum - factor * (values[index] ?? 0)),
      bound,
    );
    const own = factors[figure] ?? 0;
    const limit = rest / own;
    if (own > 0) {
      if (limit < high || (limit === high && isStrict)) [high, highIsOut] = [limit, isStrict];
    } else if (limit > low || (limit === low && isStrict)) [low, lowIsOut] = [limit, isStrict];
  }
  if (isWhole) {
    low = lowIsOut ? Math.floor(low) + 1 : Math.ceil(low - 1e-9);
    high = highIsOut ? Math.ceil(high) - 1 : Math.floor(high + 1e-9);
    [lowIsOut, highIsOut] = [false, false];
  }
  return low > high || (low === high && (lowIsOut || highIsOut))
    ? undefined
    : { low, lowIsOut, high, highIsOut };
}
