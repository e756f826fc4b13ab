import { addDays } from "../../rules/calendar.ts";
import type { FactValue } from "../../rules/value.ts";

/** What an input of a derived fact is, as far as it is known before its figures are. */
export type Standing =
  | { readonly kind: "given"; readonly value: FactValue | undefined }
  | { readonly kind: "figure"; readonly type: "number" | "date" };

/** One side of a comparison of figures: an input, or a constant. */
export type Item =
  | { readonly input: number; readonly type: "number" | "date" }
  | { readonly constant: number; readonly type: "number" };

/** How figures must compare for a value, as questions one after the other. */
export type OrderTree =
  | { readonly kind: "value"; readonly value: FactValue | undefined }
  | {
      readonly kind: "question";
      readonly left: Item;
      readonly relation: "<" | "<=" | "=";
      readonly right: Item;
      readonly yes: OrderTree;
      readonly no: OrderTree;
    };

/** One order of all items, ties and all: the place of each, and what the fact comes to. */
interface Row {
  readonly places: readonly number[];
  readonly value: FactValue | undefined;
  readonly key: string;
}

/** Orders that are derived for one combination of inputs. */
const ordersAtMost = 5_000;

/**
 * What a fact comes to by the order of its figures, where nothing but their order matters: every order is derived once,
 * and the fewest questions that tell the results apart are looked for. `undefined` where there are too many orders.
 */
export function orderTree(
  standing: readonly Standing[],
  constants: readonly number[],
  derive: (values: readonly (FactValue | undefined)[]) => FactValue | undefined,
): OrderTree | undefined {
  const inputs = standing.flatMap((each, input): readonly Item[] =>
    each.kind === "figure" ? [{ input, type: each.type }] : [],
  );
  const hasNumbers = inputs.some(({ type }) => type === "number");
  const sorted = hasNumbers ? [...new Set(constants)].sort((one, other) => one - other) : [];
  const items: readonly Item[] = [
    ...sorted.map((constant): Item => ({ constant, type: "number" })),
    ...inputs,
  ];
  const rows: Row[] = [];

  /** Puts the items from `index` on into every place of the levels so far. */
  function place(index: number, levels: Levels): boolean {
    const item = items[index];
    if (item === undefined) {
      if (rows.length >= ordersAtMost) return false;
      rows.push(rowOf(levels));
      return true;
    }
    const own = levels[item.type];
    for (let at = 0; at <= own.length; at++) {
      const between = [...own.slice(0, at), [index], ...own.slice(at)];
      if (!place(index + 1, { ...levels, [item.type]: between })) return false;
      const level = own[at];
      if (level === undefined) continue;
      if (!place(index + 1, { ...levels, [item.type]: own.with(at, [...level, index]) })) return false;
    }
    return true;
  }

  function rowOf(levels: Levels): Row {
    const places: number[] = [];
    const values = standing.map((each) => (each.kind === "given" ? each.value : undefined));
    for (const type of ["number", "date"] as const) {
      const figures = type === "number" ? figuresOf(levels.number, items) : [];
      for (const [at, level] of levels[type].entries()) {
        for (const index of level) {
          const item = items[index];
          places[index] = at;
          if (item !== undefined && "input" in item)
            values[item.input] = type === "date" ? addDays("2001-01-01", at) : figures[at];
        }
      }
    }
    const value = derive(values);
    return { places, value, key: JSON.stringify([value]) };
  }

  const levels: Levels = { number: sorted.map((_, index) => [index]), date: [] };
  return place(sorted.length, levels) ? ask(rows, items) : undefined;
}

interface Levels {
  readonly number: readonly (readonly number[])[];
  readonly date: readonly (readonly number[])[];
}

/** Numbers for the levels, those of the constants being the constants. */
function figuresOf(levels: Levels["number"], items: readonly Item[]): readonly number[] {
  const constants = levels.map((level) => {
    const constant = level
      .map((index) => items[index])
      .find((item) => item !== undefined && "constant" in item);
    return constant !== undefined && "constant" in constant ? constant.constant : undefined;
  });
  const figures: number[] = [];
  for (const [at, constant] of constants.entries()) {
    if (constant !== undefined) {
      figures.push(constant);
      continue;
    }
    const next = constants.findIndex((each, index) => index > at && each !== undefined);
    const after = next === -1 ? undefined : constants[next];
    const before = figures[at - 1];
    if (before === undefined) figures.push(after === undefined ? 0 : after - (next - at));
    else figures.push(after === undefined ? before + 1 : before + (after - before) / (next - at + 1));
  }
  return figures;
}

const relations = ["<", "<=", "="] as const;

function ask(rows: readonly Row[], items: readonly Item[]): OrderTree {
  const [first] = rows;
  if (first === undefined || rows.every(({ key }) => key === first.key))
    return { kind: "value", value: first?.value };
  let best:
    | { readonly left: number; readonly right: number; readonly relation: "<" | "<=" | "=" }
    | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let left = 0; left < items.length; left++) {
    for (let right = 0; right < left; right++) {
      if (items[left]?.type !== items[right]?.type) continue;
      for (const relation of relations) {
        const yes = rows.filter((row) => holds(row, left, relation, right));
        if (yes.length === 0 || yes.length === rows.length) continue;
        const no = rows.filter((row) => !holds(row, left, relation, right));
        const mixture = mixtureOf(yes) + mixtureOf(no);
        if (mixture < least - 1e-9) [best, least] = [{ left, right, relation }, mixture];
      }
    }
  }
  const [left, right] = best === undefined ? [] : [items[best.left], items[best.right]];
  if (best === undefined || left === undefined || right === undefined)
    throw new RangeError("two orders that are told apart differ in some comparison");
  const { relation } = best;
  const isYes = (row: Row): boolean => holds(row, best.left, relation, best.right);
  return {
    kind: "question",
    left,
    relation,
    right,
    yes: ask(rows.filter(isYes), items),
    no: ask(
      rows.filter((row) => !isYes(row)),
      items,
    ),
  };
}

function holds({ places }: Row, left: number, relation: "<" | "<=" | "=", right: number): boolean {
  const [one, other] = [places[left] ?? 0, places[right] ?? 0];
  return relation === "<" ? one < other : relation === "<=" ? one <= other : one === other;
}

/** How far rows are from all being of one value. */
function mixtureOf(rows: readonly Row[]): number {
  const counts = new Map<string, number>();
  for (const { key } of rows) counts.set(key, (counts.get(key) ?? 0) + 1);
  let squares = 0;
  for (const count of counts.values()) squares += count * count;
  return rows.length - squares / rows.length;
}
