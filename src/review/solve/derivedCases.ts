import type { DerivedFact, Input } from "../../rules/fact.ts";
import type { Formula } from "./formula.ts";
import { constantSum, plus, type Sum, sumOfFigure } from "./linear.ts";
import type { Item, OrderTree } from "./orders.ts";
import { type InputOption, type Result, type Shape, shapeOf } from "./shapes.ts";
import type { Case, Terms, Worth } from "./worth.ts";

/** Stands for a text that no rule names. */
export const unnamedText = "a text that no rule names";

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
  // A hundred times a fraction is rounded, and may be a little more than it is.
  const isWhole = [...parts, ...wholes].every(({ worth }) =>
    [...worth.sum.terms.keys()].every((variable) => linears.figures[variable]?.isWhole === true),
  );
  if (!isWhole) return undefined;
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

/** One of the ways in which an input stands, and where. */
interface Option extends InputOption {
  readonly guard: Formula;
  /** Of a number or date. */
  readonly sum?: Sum;
}

function combine(fact: DerivedFact, terms: Terms): readonly Case[] | undefined {
  const inputs: (readonly Option[])[] = [];
  for (const input of fact.from) {
    const options = optionsOf(fact, input, terms);
    if (options === undefined) return undefined;
    inputs.push(options);
  }
  const shape = shapeOf(fact, inputs);
  if (shape === undefined) return undefined;
  const { formulas } = terms;
  const sums = inputs.map((options) => options.find(({ sum }) => sum !== undefined)?.sum ?? constantSum(0));
  const done = new Map<Shape, Outcomes>();

  function fill(at: Shape): Outcomes {
    const before = done.get(at);
    if (before !== undefined) return before;
    const fresh = at.kind === "end" ? filledEnd(at.result) : filledChoice(at);
    done.set(at, fresh);
    return fresh;
  }

  function filledChoice({ input, branches }: Extract<Shape, { kind: "choice" }>): Outcomes {
    return together(
      branches.map(({ options, next }) => ({
        guard: formulas.or(options.map((index) => inputs[input]?.[index]?.guard ?? formulas.no)),
        below: fill(next),
      })),
    );
  }

  function filledEnd(result: Result): Outcomes {
    switch (result.kind) {
      case "order":
        return ofTree(result.tree);
      case "sum":
        return one({
          kind: "figure",
          type: "number",
          sum: sums.reduce((total, sum) => plus(total, sum), constantSum(0)),
        });
      case "input": {
        const standing = inputs[result.input]?.find(({ sum }) => sum !== undefined)?.standing;
        return one({
          kind: "figure",
          type: standing?.kind === "figure" ? standing.type : "number",
          sum: sums[result.input] ?? constantSum(0),
        });
      }
      case "value":
        return one(result.value === undefined ? { kind: "none" } : { kind: "scalar", value: result.value });
    }
  }

  function one(worth: Worth): Outcomes {
    return new Map([[keyOf(worth), { guard: formulas.yes, worth }]]);
  }

  function ofTree(tree: OrderTree): Outcomes {
    if (tree.kind === "value")
      return one(tree.value === undefined ? { kind: "none" } : { kind: "scalar", value: tree.value });
    const { linears } = terms.variables;
    const sumOf = (item: Item): Sum =>
      "constant" in item ? constantSum(item.constant) : (sums[item.input] ?? constantSum(0));
    const difference = plus(sumOf(tree.left), sumOf(tree.right), -1);
    const compare = (relation: "<" | "<=" | "=" | ">" | ">="): Formula =>
      formulas.linear(linears.compare(difference, relation));
    const no =
      tree.relation === "="
        ? formulas.or([compare("<"), compare(">")])
        : compare(tree.relation === "<" ? ">=" : ">");
    return together([
      { guard: compare(tree.relation), below: ofTree(tree.yes) },
      { guard: no, below: ofTree(tree.no) },
    ]);
  }

  function together(groups: readonly { readonly guard: Formula; readonly below: Outcomes }[]): Outcomes {
    const found = new Map<string, { parts: Formula[]; worth: Worth }>();
    for (const { guard, below } of groups) {
      for (const [key, each] of below) {
        const known = found.get(key) ?? { parts: [], worth: each.worth };
        known.parts.push(formulas.and([guard, each.guard]));
        found.set(key, known);
      }
    }
    return new Map([...found].map(([key, { parts, worth }]) => [key, { guard: formulas.or(parts), worth }]));
  }

  return [...fill(shape).values()];
}

/** `undefined` where not all that the input can be is known. */
function optionsOf(fact: DerivedFact, input: Input, terms: Terms): readonly Option[] | undefined {
  const { formulas, variables } = terms;
  const { behaviour } = fact;
  if (behaviour === undefined && typeof input === "string" && !isEnumerable(input, terms)) return undefined;
  const cases = typeof input === "string" ? terms.casesOf(input) : terms.emptyCases(input.isEmpty);
  const figure = cases.find(({ worth }) => worth.kind === "figure")?.worth;
  const options = new Map<string, Option>();
  for (const { guard, worth } of cases) {
    if (guard === formulas.no) continue;
    if (worth.kind === "rate" || (worth.kind === "figure" && worth !== figure)) return undefined;
    if (worth.kind === "figure") {
      const standing = { kind: "figure", type: worth.type } as const;
      options.set("figure", { guard, standing, key: `figure ${worth.type}`, sum: worth.sum });
      continue;
    }
    const value = worth.kind === "none" ? undefined : worth.kind === "scalar" ? worth.value : unnamedText;
    // A figure without a value stands for 0 in sums: it is asked for nowhere else. One that is derived may be.
    const isZero = behaviour?.kind === "sum" && worth.kind === "none" && figure?.kind === "figure";
    if (isZero && !variables.all.some(({ name, of }) => name === input && of === "base")) return undefined;
    const where = isZero
      ? formulas.and([guard, formulas.linear(variables.linears.compare(figure.sum, "="))])
      : guard;
    const key = JSON.stringify([value]);
    const before = options.get(key);
    options.set(key, {
      guard: before === undefined ? where : formulas.or([before.guard, where]),
      standing: { kind: "given", value },
      key,
    });
  }
  return [...options.values()];
}

/** Whether every value of a fact is tried, whatever it is told apart by: flags, and what comes to few values. */
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
