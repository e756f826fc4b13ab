/** A sum of figures with whole factors, in lowest terms, the first factor above 0. */
export interface Vector {
  readonly id: number;
  /** Variables and their factors, in the order of the variables. */
  readonly terms: readonly (readonly [variable: number, factor: number])[];
  /** Whether every variable stands for a whole number. */
  readonly isWhole: boolean;
}
export type Relation = "atMost" | "below" | "atLeast" | "above" | "exactly";
export interface LinearTest {
  readonly vector: Vector;
  readonly relation: Relation;
  readonly bound: number;
}

/** A sum of variables and a constant, as it is put together. */
export interface Sum {
  readonly terms: ReadonlyMap<number, number>;
  readonly constant: number;
}

export interface Bound {
  readonly vector: Vector;
  readonly low: number;
  readonly lowIsOut: boolean;
  readonly high: number;
  readonly highIsOut: boolean;
}
/** By the vector's id. */
export type Bounds = ReadonlyMap<number, Bound>;

/** A variable of a sum. */
export interface Figure {
  readonly name: string;
  readonly isWhole: boolean;
  readonly kind: "number" | "date";
}

export interface Linears {
  readonly figures: readonly Figure[];
  readonly add: (figure: Figure) => number;
  /** `sum` compared with 0; a plain truth where it holds no variable. */
  readonly compare: (sum: Sum, relation: "<" | "<=" | "=" | ">=" | ">") => LinearTest | boolean;
}

export const constantSum = (constant: number): Sum => ({ terms: new Map(), constant });
export const sumOfFigure = (variable: number): Sum => ({ terms: new Map([[variable, 1]]), constant: 0 });

export function plus(one: Sum, other: Sum, factor = 1): Sum {
  const terms = new Map(one.terms);
  for (const [variable, each] of other.terms) terms.set(variable, (terms.get(variable) ?? 0) + factor * each);
  return { terms, constant: one.constant + factor * other.constant };
}

export function createLinears(): Linears {
  const figures: Figure[] = [];
  const vectors = new Map<string, Vector>();

  function vectorOf(terms: Vector["terms"]): Vector {
    const key = terms.join(" ");
    const known = vectors.get(key);
    if (known !== undefined) return known;
    const isWhole = terms.every(([variable]) => figures[variable]?.isWhole === true);
    const vector: Vector = { id: vectors.size, terms, isWhole };
    vectors.set(key, vector);
    return vector;
  }

  function compare(sum: Sum, relation: "<" | "<=" | "=" | ">=" | ">"): LinearTest | boolean {
    const present = [...sum.terms].filter(([, factor]) => factor !== 0).sort(([one], [other]) => one - other);
    if (present.length === 0) return holds(sum.constant, relation);
    const scale = scaleOf(present.map(([, factor]) => factor));
    const factors = present.map(([, factor]) => Math.round(factor * scale));
    const divisor = factors.reduce(greatestCommonDivisor, 0);
    const turned = (factors[0] ?? 1) < 0 ? -1 : 1;
    const scaled = -sum.constant * scale;
    // A third has no end as a decimal: such a sum stays in its terms, so that nothing is rounded.
    const isWhole = present.every(([variable]) => figures[variable]?.isWhole === true);
    const by = isWhole || scaled % divisor === 0 ? divisor * turned : turned;
    const vector = vectorOf(present.map(([variable], index) => [variable, (factors[index] ?? 0) / by]));
    const bound = Number((scaled / by).toPrecision(15));
    return tightened(vector, turned < 0 ? mirrored[relation] : relation, bound);
  }

  return {
    figures,
    add: (figure) => figures.push(figure) - 1,
    compare,
  };
}

const mirrored = { "<": ">", "<=": ">=", "=": "=", ">=": "<=", ">": "<" } as const;

function holds(left: number, relation: "<" | "<=" | "=" | ">=" | ">"): boolean {
  switch (relation) {
    case "<":
      return left < 0;
    case "<=":
      return left <= 0;
    case "=":
      return left === 0;
    case ">=":
      return left >= 0;
    case ">":
      return left > 0;
  }
}

/** A sum of whole numbers below 5 is at most 4. */
function tightened(
  vector: Vector,
  relation: "<" | "<=" | "=" | ">=" | ">",
  bound: number,
): LinearTest | boolean {
  const test = (name: Relation, at: number): LinearTest => ({ vector, relation: name, bound: at });
  if (!vector.isWhole) {
    const names = { "<": "below", "<=": "atMost", "=": "exactly", ">=": "atLeast", ">": "above" } as const;
    return test(names[relation], bound);
  }
  switch (relation) {
    case "<":
      return test("atMost", Math.ceil(bound) - 1);
    case "<=":
      return test("atMost", Math.floor(bound));
    case "=":
      return Number.isInteger(bound) ? test("exactly", bound) : false;
    case ">=":
      return test("atLeast", Math.ceil(bound));
    case ">":
      return test("atLeast", Math.floor(bound) + 1);
  }
}

/** The power of ten that makes all of these whole. Figures of rules have at most nine decimals. */
function scaleOf(factors: readonly number[]): number {
  for (let scale = 1; scale <= 1e9; scale *= 10) {
    if (factors.every((factor) => Math.abs(factor * scale - Math.round(factor * scale)) < 1e-6)) return scale;
  }
  return 1e9;
}

export function greatestCommonDivisor(one: number, other: number): number {
  let [left, right] = [Math.abs(one), Math.abs(other)];
  while (right !== 0) [left, right] = [right, left % right];
  return left;
}

/** The tests of which one holds where this one does not. */
export function opposite({ vector, relation, bound }: LinearTest): readonly LinearTest[] {
  const step = vector.isWhole ? 1 : 0;
  const above: LinearTest = vector.isWhole
    ? { vector, relation: "atLeast", bound: bound + step }
    : { vector, relation: "above", bound };
  const below: LinearTest = vector.isWhole
    ? { vector, relation: "atMost", bound: bound - step }
    : { vector, relation: "below", bound };
  switch (relation) {
    case "atMost":
      return [above];
    case "atLeast":
      return [below];
    case "below":
      return [{ vector, relation: "atLeast", bound }];
    case "above":
      return [{ vector, relation: "atMost", bound }];
    case "exactly":
      return [below, above];
  }
}

/** Whether a test holds for all that the bounds allow, for none of it (`false`), or for some. */
export function holdsWithin({ vector, relation, bound }: LinearTest, bounds: Bounds): boolean | undefined {
  const known = bounds.get(vector.id);
  if (known === undefined) return undefined;
  const { low, high, lowIsOut, highIsOut } = known;
  switch (relation) {
    case "atMost":
      if (high <= bound) return true;
      return low > bound || (low === bound && lowIsOut) ? false : undefined;
    case "below":
      if (high < bound || (high === bound && highIsOut)) return true;
      return low >= bound ? false : undefined;
    case "atLeast":
      if (low >= bound) return true;
      return high < bound || (high === bound && highIsOut) ? false : undefined;
    case "above":
      if (low > bound || (low === bound && lowIsOut)) return true;
      return high <= bound ? false : undefined;
    case "exactly":
      if (low === bound && high === bound) return true;
      return low > bound || high < bound || (low === bound && lowIsOut) || (high === bound && highIsOut)
        ? false
        : undefined;
  }
}

/** The bounds with one more test; `undefined` where nothing is left. */
export function bounded(bounds: Bounds, { vector, relation, bound }: LinearTest): Bounds | undefined {
  const before = bounds.get(vector.id) ?? {
    vector,
    low: Number.NEGATIVE_INFINITY,
    lowIsOut: false,
    high: Number.POSITIVE_INFINITY,
    highIsOut: false,
  };
  let { low, lowIsOut, high, highIsOut } = before;
  if (relation !== "atLeast" && relation !== "above") {
    const isOut = relation === "below";
    if (bound < high || (bound === high && isOut)) [high, highIsOut] = [bound, isOut];
  }
  if (relation !== "atMost" && relation !== "below") {
    const isOut = relation === "above";
    if (bound > low || (bound === low && isOut)) [low, lowIsOut] = [bound, isOut];
  }
  if (low > high || (low === high && (lowIsOut || highIsOut))) return undefined;
  return new Map(bounds).set(vector.id, { vector, low, lowIsOut, high, highIsOut });
}
