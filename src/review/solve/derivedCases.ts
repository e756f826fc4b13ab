import { addDays } from "../../rules/calendar.ts";
import type { DerivedFact } from "../../rules/fact.ts";
import type { FactValue } from "../../rules/value.ts";
import type { Formula } from "./formula.ts";
import { constantSum, plus, type Sum, sumOfFigure } from "./linear.ts";
import type { Case, Terms, Worth } from "./worth.ts";

/** Combinations of inputs that are derived for one fact; one with more is taken for one of which nothing is known. */
const combinationsAtMost = 20_000;

/** Stands for a text that no rule names. */
export const unnamedText = "a text that no rule names";

/** An input as it stands in one combination. */
type Standing =
  | { readonly kind: "given"; readonly value: FactValue | undefined }
  | { readonly kind: "figure"; readonly type: "number" | "date"; readonly sum: Sum };

/**
 * The values of a derived fact and where it has them, by what the fact says of itself and by deriving it for every
 * combination that this leaves. `undefined` where nothing is known of it.
 */
export function derivedCases(fact: DerivedFact, terms: Terms): readonly Case[] | undefined {
  switch (fact.behaviour?.kind) {
    case "days":
      return days(fact.behaviour, terms);
    case "percentage":
      return percentage(fact, terms);
    case "least":
      return least(fact, terms);
    default:
      return combine(fact, terms);
  }
}

interface FigureCase {
  readonly guard: Formula;
  readonly worth: Extract<Worth, { kind: "figure" }>;
}

/** The cases of a number or date; `undefined` where it may be something else. */
function figuresOf(name: string, terms: Terms): readonly FigureCase[] | undefined {
  const cases = terms.casesOf(name).filter(({ worth }) => worth.kind !== "none");
  const figures = cases.flatMap(({ guard, worth }) => (worth.kind === "figure" ? [{ guard, worth }] : []));
  return figures.length === cases.length ? figures : undefined;
}

function noneOf(name: string, terms: Terms): Formula {
  return terms.formulas.or(
    terms.casesOf(name).flatMap(({ guard, worth }) => (worth.kind === "none" ? [guard] : [])),
  );
}

function days(
  { from, to, plus: more }: { readonly from: string; readonly to: string; readonly plus: number },
  terms: Terms,
): readonly Case[] | undefined {
  const [starts, ends] = [figuresOf(from, terms), figuresOf(to, terms)];
  if (starts === undefined || ends === undefined) return undefined;
  const { formulas } = terms;
  return [
    { guard: formulas.or([noneOf(from, terms), noneOf(to, terms)]), worth: { kind: "none" } },
    ...starts.flatMap((start) =>
      ends.map(
        (end): Case => ({
          guard: formulas.and([start.guard, end.guard]),
          worth: {
            kind: "figure",
            type: "number",
            sum: plus(plus(end.worth.sum, start.worth.sum, -1), constantSum(more)),
          },
        }),
      ),
    ),
  ];
}

function percentage(fact: DerivedFact, terms: Terms): readonly Case[] | undefined {
  const [partName, wholeName] = fact.from;
  if (typeof partName !== "string" || typeof wholeName !== "string") return undefined;
  const [parts, wholes] = [figuresOf(partName, terms), figuresOf(wholeName, terms)];
  if (parts === undefined || wholes === undefined) return undefined;
  const { formulas, variables } = terms;
  const { linears } = variables;
  terms.loose.add(fact.name);
  const nothing = wholes.map(({ guard, worth }) =>
    formulas.and([guard, formulas.linear(linears.compare(worth.sum, "<="))]),
  );
  return [
    {
      guard: formulas.or([noneOf(partName, terms), noneOf(wholeName, terms), ...nothing]),
      worth: { kind: "none" },
    },
    ...parts.flatMap((part) =>
      wholes.map((whole): Case => {
        const figure = linears.add({ name: fact.name, isWhole: false, kind: "number" });
        terms.rates.set(figure, { part: part.worth.sum, whole: whole.worth.sum });
        return {
          guard: formulas.and([
            part.guard,
            whole.guard,
            formulas.linear(linears.compare(whole.worth.sum, ">")),
          ]),
          worth: { kind: "rate", part: part.worth.sum, whole: whole.worth.sum, figure },
        };
      }),
    ),
  ];
}

/** A figure of its own: not above any input that has a value, and one of them. */
function least(fact: DerivedFact, terms: Terms): readonly Case[] | undefined {
  const { formulas, variables } = terms;
  const { linears } = variables;
  const inputs = fact.from.map((input) => (typeof input === "string" ? input : ""));
  const figures = inputs.map((name) => figuresOf(name, terms));
  const own = linears.add({ name: fact.name, isWhole: false, kind: "number" });
  const conditions: Formula[] = [];
  const oneOf: Formula[] = [];
  for (const [index, cases] of figures.entries()) {
    if (cases === undefined) return undefined;
    const none = noneOf(inputs[index] ?? "", terms);
    for (const { guard, worth } of cases) {
      const distance = plus(worth.sum, sumOfFigure(own), -1);
      conditions.push(
        formulas.or([none, formulas.and([guard, formulas.linear(linears.compare(distance, ">="))])]),
      );
      oneOf.push(formulas.and([guard, formulas.linear(linears.compare(distance, "="))]));
    }
  }
  return [
    { guard: formulas.and(inputs.map((name) => noneOf(name, terms))), worth: { kind: "none" } },
    {
      guard: formulas.and([...conditions, formulas.or(oneOf)]),
      worth: { kind: "figure", type: "number", sum: sumOfFigure(own) },
    },
  ];
}

/** The values that a fact comes to, each with where. */
type Outcomes = ReadonlyMap<string, Case>;

function combine(fact: DerivedFact, terms: Terms): readonly Case[] | undefined {
  const { formulas } = terms;
  const { behaviour } = fact;
  let count = 0;
  let isBeyond = false;

  function option({ guard, worth }: Case): { guard: Formula; standing: Standing } | undefined {
    switch (worth.kind) {
      case "none":
        return { guard, standing: { kind: "given", value: undefined } };
      case "scalar":
        return { guard, standing: { kind: "given", value: worth.value } };
      case "figure":
        return behaviour === undefined
          ? undefined
          : { guard, standing: { kind: "figure", type: worth.type, sum: worth.sum } };
      case "unnamed":
        return { guard, standing: { kind: "given", value: unnamedText } };
      case "rate":
        return undefined;
    }
  }

  const inputs: { guard: Formula; standing: Standing }[][] = [];
  for (const input of fact.from) {
    const cases = typeof input === "string" ? terms.casesOf(input) : terms.emptyCases(input.isEmpty);
    // Of a fact that says nothing of itself it is held that it tells apart the entries of a code list, and flags.
    if (behaviour === undefined && typeof input === "string" && !isEnumerable(input, terms)) return undefined;
    const byValue = new Map<string, { guard: Formula; standing: Standing }>();
    for (const each of cases) {
      if (each.guard === formulas.no) continue;
      const found = option(each);
      if (found === undefined) return undefined;
      const key =
        found.standing.kind === "given" ? JSON.stringify([found.standing.value]) : `figure ${byValue.size}`;
      const before = byValue.get(key);
      byValue.set(key, {
        ...found,
        guard: before === undefined ? found.guard : formulas.or([before.guard, found.guard]),
      });
    }
    inputs.push([...byValue.values()]);
  }

  function build(index: number, context: Formula, standing: readonly Standing[]): Outcomes {
    const options = inputs[index];
    if (options === undefined) return leaf(standing);
    const groups = new Map<string, { guards: Formula[]; below: Outcomes }>();
    for (const { guard, standing: own } of options) {
      const within = formulas.and([context, guard]);
      if (within === formulas.no || isBeyond) continue;
      join(groups, guard, build(index + 1, within, [...standing, own]));
    }
    return together([...groups.values()], terms);
  }

  function leaf(standing: readonly Standing[]): Outcomes {
    if (behaviour?.kind === "sum") return leafOfSum(standing);
    if (behaviour?.kind === "choice") return leafOfChoice(standing);
    return order(standing, 0, startLevels(standing, behaviour?.kind === "cases" ? behaviour.constants : []));
  }

  function derive(values: readonly (FactValue | undefined)[]): FactValue | undefined {
    if (++count > combinationsAtMost) isBeyond = true;
    try {
      return fact.derive(...values);
    } catch {
      // Where it throws the rule is an error, which is no outcome that is looked for here.
      return undefined;
    }
  }

  function leafOfSum(standing: readonly Standing[]): Outcomes {
    const value = derive(standing.map((each) => (each.kind === "figure" ? 1 : each.value)));
    if (value === undefined) return one({ kind: "none" });
    let sum = constantSum(0);
    for (const each of standing) if (each.kind === "figure") sum = plus(sum, each.sum);
    return one({ kind: "figure", type: "number", sum });
  }

  function leafOfChoice(standing: readonly Standing[]): Outcomes {
    const marks = standing.map((each, index) =>
      each.kind === "given" ? each.value : each.type === "date" ? addDays("2001-01-01", index) : index + 0.25,
    );
    const value = derive(marks);
    if (value === undefined) return one({ kind: "none" });
    const chosen = standing.find((each, index) => each.kind === "figure" && marks[index] === value);
    return chosen?.kind === "figure"
      ? one({ kind: "figure", type: chosen.type, sum: chosen.sum })
      : one({ kind: "scalar", value });
  }

  function one(worth: Worth): Outcomes {
    return new Map([[keyOf(worth), { guard: formulas.yes, worth }]]);
  }

  /** Puts the figures into every order, among each other and with the constants; each order is derived once. */
  function order(standing: readonly Standing[], index: number, levels: Levels): Outcomes {
    const current = standing[index];
    if (current === undefined) {
      const values = valuesOf(standing, levels);
      const value = derive(values);
      return one(value === undefined ? { kind: "none" } : { kind: "scalar", value });
    }
    if (current.kind === "given") return order(standing, index + 1, levels);
    const { linears } = terms.variables;
    const sums = levels[current.type];
    const compare = (level: Level, relation: "<" | "=" | ">"): Formula =>
      formulas.linear(linears.compare(plus(current.sum, level.sum, -1), relation));
    const groups = new Map<string, { guards: Formula[]; below: Outcomes }>();
    for (let place = 0; place <= sums.length; place++) {
      const [before, after] = [sums[place - 1], sums[place]];
      const guard = formulas.and([
        ...(before === undefined ? [] : [compare(before, ">")]),
        ...(after === undefined ? [] : [compare(after, "<")]),
      ]);
      const between: Level = { sum: current.sum, inputs: [index] };
      const next = [...sums.slice(0, place), between, ...sums.slice(place)];
      if (guard !== formulas.no)
        join(groups, guard, order(standing, index + 1, { ...levels, [current.type]: next }));
      if (after === undefined) continue;
      const same = sums.with(place, { ...after, inputs: [...after.inputs, index] });
      const equal = compare(after, "=");
      if (equal !== formulas.no)
        join(groups, equal, order(standing, index + 1, { ...levels, [current.type]: same }));
      if (isBeyond) break;
    }
    return together([...groups.values()], terms);
  }

  const outcomes = build(0, formulas.yes, []);
  return isBeyond ? undefined : [...outcomes.values()];
}

/** Whether every value of a fact is listed: it is a flag, of a code list, or derived from such. */
function isEnumerable(name: string, { variables, casesOf }: Terms): boolean {
  const variable = variables.all.find((each) => each.name === name && each.of === "base");
  if (variable !== undefined) return variable.type === "boolean";
  return casesOf(name).every(({ worth }) => worth.kind === "none" || worth.kind === "scalar");
}

function keyOf(worth: Worth): string {
  return worth.kind === "figure"
    ? `figure ${[...worth.sum.terms].join(" ")} ${worth.sum.constant}`
    : JSON.stringify(worth);
}

function join(
  groups: Map<string, { guards: Formula[]; below: Outcomes }>,
  guard: Formula,
  below: Outcomes,
): void {
  const key = [...below].map(([each, { guard: inside }]) => `${each}:${inside.id}`).join("|");
  const group = groups.get(key);
  if (group === undefined) groups.set(key, { guards: [guard], below });
  else group.guards.push(guard);
}

/** What follows is the same in all groups' places: the places need not be named where there is one group only. */
function together(
  groups: readonly { readonly guards: readonly Formula[]; readonly below: Outcomes }[],
  { formulas }: Terms,
): Outcomes {
  const [only] = groups;
  if (groups.length === 1 && only !== undefined) return only.below;
  const guards = new Map<string, { parts: Formula[]; worth: Worth }>();
  for (const { guards: places, below } of groups) {
    const place = formulas.or(places);
    for (const [key, { guard, worth }] of below) {
      const known = guards.get(key) ?? { parts: [], worth };
      known.parts.push(formulas.and([place, guard]));
      guards.set(key, known);
    }
  }
  return new Map([...guards].map(([key, { parts, worth }]) => [key, { guard: formulas.or(parts), worth }]));
}

/** A place in the order of figures: a constant, or inputs that are equal. */
interface Level {
  readonly sum: Sum;
  readonly inputs: readonly number[];
  readonly constant?: number;
}
interface Levels {
  readonly number: readonly Level[];
  readonly date: readonly Level[];
}

function startLevels(standing: readonly Standing[], constants: readonly FactValue[]): Levels {
  const numbers = standing.some((each) => each.kind === "figure" && each.type === "number")
    ? constants.filter((constant) => typeof constant === "number").sort((one, other) => one - other)
    : [];
  return {
    number: numbers.map((constant) => ({ sum: constantSum(constant), inputs: [], constant })),
    date: [],
  };
}

/** Values in the order of the levels, those of the constants being the constants. */
function valuesOf(
  standing: readonly Standing[],
  { number, date }: Levels,
): readonly (FactValue | undefined)[] {
  const values = standing.map((each) => (each.kind === "given" ? each.value : undefined));
  for (const [place, { inputs }] of date.entries())
    for (const input of inputs) values[input] = addDays("2001-01-01", place);
  const at: number[] = [];
  for (const [place, { constant }] of number.entries()) {
    if (constant !== undefined) at[place] = constant;
    else {
      const next = number.findIndex((level, index) => index > place && level.constant !== undefined);
      const before = at[place - 1];
      const after = next === -1 ? undefined : (number[next]?.constant ?? 0);
      if (before === undefined) at[place] = after === undefined ? 0 : after - (next - place);
      else at[place] = after === undefined ? before + 1 : before + (after - before) / (next - place + 1);
    }
  }
  for (const [place, { inputs }] of number.entries()) for (const input of inputs) values[input] = at[place];
  return values;
}
