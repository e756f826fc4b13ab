import { daysBetween, isCalendarDate } from "../../rules/calendar.ts";
import type { Vocabulary } from "../../rules/check.ts";
import { asksPresence } from "../../rules/operator.ts";
import type { Operand } from "../../rules/schema.ts";
import type { FactValue, Scalar } from "../../rules/value.ts";
import { unnamedText } from "./derivedCases.ts";
import { factsOf, isItems } from "./facts.ts";
import type { Formula } from "./formula.ts";
import { constantSum, plus, type Sum, sumOfFigure } from "./linear.ts";
import type { Parsed } from "./tests.ts";
import { type Triple, turned } from "./triple.ts";
import type { Case, Terms, Worth } from "./worth.ts";

/** Days since 1970 of a date. */
export function dayOf(date: string): number {
  return daysBetween("1970-01-01", date) ?? 0;
}

/** Sums of fractions are off by a little in binary; nothing is concluded from so little. */
const slack = 1e-6;
/** Combinations of cases of the facts that are summed. */
const combinationsAtMost = 64;

type Relation = "<" | "<=" | "=" | ">=" | ">";
type Order = Relation | "<>";

const orderOf: Readonly<Record<string, Order>> = {
  lessThan: "<",
  lessThanInclusive: "<=",
  greaterThan: ">",
  greaterThanInclusive: ">=",
  before: "<",
  onOrBefore: "<=",
  after: ">",
  onOrAfter: ">=",
  equal: "=",
  notEqual: "<>",
};
const ofDates: ReadonlySet<string> = new Set(["before", "after", "onOrBefore", "onOrAfter"]);
const mirrored: Readonly<Record<Order, Order>> = {
  "<": ">",
  "<=": ">=",
  "=": "=",
  "<>": "<>",
  ">=": "<=",
  ">": "<",
};
const negated: Readonly<Record<Order, Order>> = {
  "<": ">=",
  "<=": ">",
  "=": "<>",
  "<>": "=",
  ">=": "<",
  ">": "<=",
};
/** Operators that texts of one cell have the same answer to. */
const ofTexts: ReadonlySet<string> = new Set([
  "equal",
  "notEqual",
  "in",
  "notIn",
  "matches",
  "oneOf",
  "contains",
  "doesNotContain",
  "sumOf",
  "withinPoints",
]);

interface Margin {
  /** Added to what a figure may be, or taken from it where it is below 0. */
  readonly margin: number;
}

export interface ComparisonScope {
  readonly terms: Terms;
  readonly base: ReadonlyMap<string, number>;
  readonly vocabulary: Vocabulary;
  /** Tells that a comparison may be anything; a solution may then be none. */
  readonly free: (parsed: Parsed) => Formula;
  /** Whether a rate is compared with other facts as well, so that its own figure and its parts must agree. */
  readonly isRelated: (figure: number) => boolean;
  /** Tells that a comparison may throw. */
  readonly throws: () => void;
}

/** Where a comparison is true, unknown and false. */
export function comparisonTriple(parsed: Parsed, scope: ComparisonScope): Triple {
  const { terms } = scope;
  const { formulas } = terms;
  const { comparison, operator } = parsed;
  if (operator === undefined) throw new RangeError(`there is no operator ${comparison.operator}`);
  if (asksPresence(operator)) return presence(parsed, scope);
  const names = [comparison.fact, ...factsOf(comparison.value)];
  const unknown = formulas.or(
    names.flatMap((name) =>
      terms.casesOf(name).flatMap(({ guard, worth }) => (worth.kind === "none" ? [guard] : [])),
    ),
  );
  const known = names.flatMap((name) => [
    formulas.or(terms.casesOf(name).flatMap(({ guard, worth }) => (worth.kind === "none" ? [] : [guard]))),
  ]);
  const answers = settledAnswers(parsed, scope);
  return {
    yes: formulas.and([...known, answers.yes]),
    unknown,
    no: formulas.and([...known, answers.no]),
  };
}

/** The answers; where they hang on a margin or nothing is known of them they are free, but one and the same for all rules. */
function settledAnswers(parsed: Parsed, scope: ComparisonScope): Answers {
  const { formulas } = scope.terms;
  const wide = answersOf(parsed, { ...scope, margin: slack });
  if (wide === undefined) {
    const yes = scope.free(parsed);
    return { yes, no: opposite(yes, scope) };
  }
  const narrow = answersOf(parsed, { ...scope, margin: -2 * slack });
  if (narrow === undefined || (narrow.yes === wide.yes && narrow.no === wide.no)) return wide;
  const yes = scope.free(parsed);
  return {
    yes: formulas.or([narrow.yes, formulas.and([wide.yes, yes])]),
    no: formulas.or([narrow.no, formulas.and([wide.no, opposite(yes, scope)])]),
  };
}

/** A free comparison is a variable with two cells. */
function opposite(free: Formula, { terms }: ComparisonScope): Formula {
  return free.kind === "cell" ? terms.formulas.cell(free.variable, free.cells === 1n ? 2n : 1n) : free;
}

function presence({ comparison, operator, decorators }: Parsed, { terms, base }: ComparisonScope): Triple {
  const { formulas, variables } = terms;
  const variable = base.get(comparison.fact);
  if (operator === undefined || !asksPresence(operator) || variable === undefined)
    throw new RangeError(`${comparison.fact} is not a fact of the record`);
  const where = (kind: "empty" | "absent" | "filled"): Formula =>
    formulas.cell(
      variable,
      variables.where(variable, (cell) =>
        kind === "filled" ? cell.kind !== "empty" && cell.kind !== "absent" : cell.kind === kind,
      ),
    );
  const plain: Triple = operator.presence(true)
    ? { yes: where("empty"), unknown: where("absent"), no: where("filled") }
    : { yes: where("filled"), unknown: where("absent"), no: where("empty") };
  return decorators.length % 2 === 1 ? turned(plain) : plain;
}

interface Answers {
  readonly yes: Formula;
  readonly no: Formula;
}

/** `undefined` where the comparison is beyond what is reasoned about. */
function answersOf(parsed: Parsed, scope: ComparisonScope & Margin): Answers | undefined {
  const { operator, isOfLanguage, constant, comparison } = parsed;
  if (!isOfLanguage || operator === undefined) return undefined;
  if (operator.name === "withinPoints" || operator.name === "sumOf") return distanceAnswers(parsed, scope);
  if (constant !== undefined) return constantAnswers(parsed, constant, scope);
  const { value } = comparison;
  return typeof value === "object" && "fact" in value ? relatedAnswers(parsed, value.fact, scope) : undefined;
}

function valuesOf(name: string, { terms }: ComparisonScope): readonly Case[] {
  return terms.casesOf(name).filter(({ worth }) => worth.kind !== "none");
}

/** Puts together what each case of the left fact answers. */
function overCases(
  cases: readonly Case[],
  answer: (worth: Worth) => Answers | undefined,
  { terms: { formulas } }: ComparisonScope,
): Answers | undefined {
  const yes: Formula[] = [];
  const no: Formula[] = [];
  for (const { guard, worth } of cases) {
    const answers = answer(worth);
    if (answers === undefined) return undefined;
    yes.push(formulas.and([guard, answers.yes]));
    no.push(formulas.and([guard, answers.no]));
  }
  return { yes: formulas.or(yes), no: formulas.or(no) };
}

function fixed(truth: boolean | undefined, { terms: { formulas } }: ComparisonScope): Answers {
  // A comparison that throws makes the rule an error: it is neither.
  return {
    yes: truth === true ? formulas.yes : formulas.no,
    no: truth === false ? formulas.yes : formulas.no,
  };
}

function turnedAnswers({ yes, no }: Answers): Answers {
  return { yes: no, no: yes };
}

function tried(test: () => boolean, scope: ComparisonScope): boolean | undefined {
  try {
    return test();
  } catch {
    scope.throws();
    return undefined;
  }
}

function constantAnswers(
  parsed: Parsed,
  constant: NonNullable<Parsed["constant"]>,
  scope: ComparisonScope & Margin,
): Answers | undefined {
  const { operator, decorators, test, comparison } = parsed;
  if (operator === undefined || test === undefined) return undefined;
  const holds = (fact: FactValue): boolean | undefined =>
    tried(() => test(fact, constant.value, constant.points), scope);
  const isTextual =
    ofTexts.has(operator.name) &&
    !(decorators.includes("swap") && (operator.name === "in" || operator.name === "notIn")) &&
    !((operator.name === "in" || operator.name === "notIn") && !isEachInList(constant.value, decorators));
  return overCases(
    valuesOf(comparison.fact, scope),
    (worth) => {
      switch (worth.kind) {
        case "none":
          return undefined;
        case "scalar":
          return typeof worth.value === "string" && !isTextual ? undefined : fixed(holds(worth.value), scope);
        case "unnamed": {
          if (!isTextual) return undefined;
          if (operator.name !== "matches") return fixed(holds(unnamedText), scope);
          if (decorators.some((name) => name !== "not") || typeof constant.value !== "string")
            return undefined;
          const found = worth.finds.has(constant.value);
          return fixed(decorators.length % 2 === 1 ? !found : found, scope);
        }
        case "figure":
          return worth.type === "date" && !isOfDates(operator.name, constant.value)
            ? undefined
            : regions(worth, holds, breakpoints(worth.type, constant.value), scope);
        case "rate":
          return regions(worth, holds, breakpoints("number", constant.value), scope);
      }
    },
    scope,
  );
}

/** Whether `in` looks into a list, and not into a text for a part of it. */
function isEachInList(value: FactValue, decorators: readonly string[]): boolean {
  return Array.isArray(value) && !decorators.includes("someValue") && !decorators.includes("everyValue");
}

/** Whether dates have the same answer between the dates that are written out. */
function isOfDates(operator: string, value: FactValue): boolean {
  if (operator === "matches") return false;
  if (operator === "equal" || operator === "notEqual" || operator === "oneOf") return true;
  const scalars: readonly Scalar[] = typeof value === "object" ? value : [value];
  if (operator === "in" || operator === "notIn") return typeof value === "object";
  return scalars.every((scalar) => typeof scalar !== "string" || isCalendarDate(scalar));
}

function breakpoints(type: "number" | "date", value: FactValue): readonly number[] {
  const scalars: readonly Scalar[] = typeof value === "object" ? value : [value];
  const found = scalars.flatMap((scalar): readonly number[] => {
    if (type === "date") return typeof scalar === "string" && isCalendarDate(scalar) ? [dayOf(scalar)] : [];
    // Text and flags on the right are read as numbers by `<` and its kin.
    const number = Number(scalar);
    return Number.isFinite(number) ? [number] : [];
  });
  return [...new Set(found)].sort((one, other) => one - other);
}

/** A comparison with constants has one answer between two of them: each region is tried with one value. */
function regions(
  worth: Extract<Worth, { kind: "figure" | "rate" }>,
  holds: (value: FactValue) => boolean | undefined,
  points: readonly number[],
  scope: ComparisonScope & Margin,
): Answers {
  const { formulas, variables } = scope.terms;
  const isDate = worth.kind === "figure" && worth.type === "date";
  const valueAt = (at: number): FactValue => (isDate ? dateOf(Math.floor(at)) : at);
  const margin = worth.kind === "figure" && isInexact(worth.sum, scope) ? scope.margin : 0;
  const compare = (point: number, relation: "<" | "<=" | ">" | ">="): Formula => {
    const sum =
      worth.kind === "rate"
        ? plus(plus(constantSum(0), worth.part, 100), worth.whole, -point)
        : plus(worth.sum, constantSum(-point));
    if (worth.kind === "rate" && scope.isRelated(worth.figure)) {
      const own = plus(sumOfFigure(worth.figure), constantSum(-point));
      return formulas.and([
        formulas.linear(variables.linears.compare(sum, relation)),
        formulas.linear(variables.linears.compare(own, relation)),
      ]);
    }
    if (margin === 0) return formulas.linear(variables.linears.compare(sum, relation));
    const isBelow = relation === "<" || relation === "<=";
    return formulas.linear(
      variables.linears.compare(plus(sum, constantSum(isBelow ? -margin : margin)), isBelow ? "<=" : ">="),
    );
  };
  interface Region {
    readonly truth: boolean | undefined;
    readonly low?: Formula;
    readonly high?: Formula;
  }
  const all: Region[] = [];
  for (let index = 0; index <= points.length; index++) {
    const [before, after] = [points[index - 1], points[index]];
    const at =
      before === undefined
        ? (after ?? (isDate ? dayOf("2001-01-01") : 0)) - 1
        : after === undefined
          ? before + 1
          : (before + after) / 2;
    const isNone = isDate && before !== undefined && after === before + 1;
    if (!isNone)
      all.push({
        truth: holds(valueAt(at)),
        ...(before === undefined ? {} : { low: compare(before, ">") }),
        ...(after === undefined ? {} : { high: compare(after, "<") }),
      });
    if (after !== undefined)
      all.push({ truth: holds(valueAt(after)), low: compare(after, ">="), high: compare(after, "<=") });
  }
  const where = (truth: boolean): Formula => {
    const parts: Formula[] = [];
    for (let index = 0; index < all.length; index++) {
      if (all[index]?.truth !== truth) continue;
      const start = all[index];
      while (all[index + 1]?.truth === truth) index++;
      const end = all[index];
      parts.push(
        formulas.and([
          ...(start?.low === undefined ? [] : [start.low]),
          ...(end?.high === undefined ? [] : [end.high]),
        ]),
      );
    }
    return formulas.or(parts);
  };
  return { yes: where(true), no: where(false) };
}

export function dateOf(day: number): string {
  const date = new Date(day * 86_400_000);
  return date.toISOString().slice(0, 10);
}

/** Whether a sum adds up fractions, so that the machine's result may be off by a little. */
function isInexact(sum: Sum, { terms }: ComparisonScope): boolean {
  const { figures } = terms.variables.linears;
  return sum.terms.size > 1 && [...sum.terms.keys()].some((variable) => figures[variable]?.isWhole !== true);
}

/** The figure of a worth, as it stands in a sum with others. */
function figureSum(worth: Worth): { readonly type: "number" | "date"; readonly sum: Sum } | undefined {
  if (worth.kind === "figure") return worth;
  return worth.kind === "rate" ? { type: "number", sum: sumOfFigure(worth.figure) } : undefined;
}

/** Two facts compared with each other. */
function relatedAnswers(
  { operator, decorators, test, comparison }: Parsed,
  other: string,
  scope: ComparisonScope & Margin,
): Answers | undefined {
  const plain = orderOf[operator?.name ?? ""];
  if (operator === undefined || test === undefined || plain === undefined) return undefined;
  if (decorators.some((name) => name !== "not" && name !== "swap")) return undefined;
  const isNegated = decorators.filter((name) => name === "not").length % 2 === 1;
  const isSwapped = decorators.filter((name) => name === "swap").length % 2 === 1;
  const order = isSwapped ? mirrored[plain] : plain;
  const isEquality = order === "=" || order === "<>";
  const rights = valuesOf(other, scope);
  const never = (): Answers => fixed((operator.name === "notEqual") !== isNegated, scope);
  return overCases(
    valuesOf(comparison.fact, scope),
    (left) =>
      overCases(
        rights,
        (right) => {
          const [one, two] = [figureSum(left), figureSum(right)];
          if (one !== undefined && two !== undefined) {
            // A date and a number are never equal, and neither is below the other.
            if (one.type !== two.type) return never();
            if (ofDates.has(operator.name) && one.type === "number") return never();
            const answers = orderAnswers(plus(one.sum, two.sum, -1), order, scope);
            return isNegated ? turnedAnswers(answers) : answers;
          }
          if (left.kind === "scalar" && right.kind === "scalar") {
            if (!isEquality && (typeof left.value === "string" || typeof right.value === "string"))
              return undefined;
            // Two lists of two facts are never the same list.
            if (typeof left.value === "object" && typeof right.value === "object") return never();
            return fixed(
              tried(() => test(left.value, right.value, 0), scope),
              scope,
            );
          }
          if (!isEquality || (left.kind === "unnamed" && right.kind === "unnamed")) return undefined;
          return never();
        },
        scope,
      ),
    scope,
  );
}

function orderAnswers(difference: Sum, order: Order, scope: ComparisonScope & Margin): Answers {
  return {
    yes: ordered(difference, order, scope),
    no: ordered(difference, negated[order], scope),
  };
}

function ordered(difference: Sum, order: Order, scope: ComparisonScope & Margin): Formula {
  const { formulas, variables } = scope.terms;
  const compare = (relation: Relation, more = 0): Formula =>
    formulas.linear(variables.linears.compare(plus(difference, constantSum(more)), relation));
  if (!isInexact(difference, scope) || difference.terms.size === 2) {
    return order === "<>" ? formulas.or([compare("<"), compare(">")]) : compare(order);
  }
  const { margin } = scope;
  switch (order) {
    case "<":
    case "<=":
      return compare("<=", -margin);
    case ">":
    case ">=":
      return compare(">=", margin);
    case "=":
      return formulas.and([compare("<=", -margin), compare(">=", margin)]);
    case "<>":
      return margin > 0 ? formulas.yes : formulas.or([compare("<=", -margin), compare(">=", margin)]);
  }
}

/** `withinPoints` and `sumOf`: the fact's distance from a value or a sum. */
function distanceAnswers(
  { operator, decorators, comparison }: Parsed,
  scope: ComparisonScope & Margin,
): Answers | undefined {
  if (decorators.some((name) => name !== "not" && name !== "swap")) return undefined;
  const { value } = comparison;
  if (typeof value !== "object") return undefined;
  const parts: readonly Operand[] = isItems(value) ? value : "of" in value ? [value.of] : [];
  const points = isItems(value) ? 0 : "of" in value ? value.points : undefined;
  if (typeof points !== "number") return undefined;
  if (isItems(value) !== (operator?.name === "sumOf")) return undefined;
  const targets = sumsOf(parts, scope);
  if (targets === undefined) return undefined;
  const isNegated = decorators.filter((name) => name === "not").length % 2 === 1;
  return overCases(
    valuesOf(comparison.fact, scope),
    (left) => {
      const own = figureSum(left);
      if (own === undefined || own.type !== "number") return fixed(isNegated, scope);
      const { formulas } = scope.terms;
      const yes: Formula[] = [];
      const no: Formula[] = [];
      for (const { guard, sum } of targets) {
        const answers = distance(plus(own.sum, sum, -1), points, scope);
        yes.push(formulas.and([guard, answers.yes]));
        no.push(formulas.and([guard, answers.no]));
      }
      const answers = { yes: formulas.or(yes), no: formulas.or(no) };
      return isNegated ? turnedAnswers(answers) : answers;
    },
    scope,
  );
}

function distance(difference: Sum, points: number, scope: ComparisonScope & Margin): Answers {
  const { formulas, variables } = scope.terms;
  const { figures } = variables.linears;
  const isWhole =
    [...difference.terms.keys()].every((variable) => figures[variable]?.isWhole === true) &&
    Number.isInteger(difference.constant);
  const compare = (more: number, relation: Relation): Formula =>
    formulas.linear(variables.linears.compare(plus(difference, constantSum(more)), relation));
  const margin = isWhole ? 0 : scope.margin;
  const below = isWhole ? "<" : "<=";
  const above = isWhole ? ">" : ">=";
  return {
    yes: formulas.and([compare(-points - margin, "<="), compare(points + margin, ">=")]),
    no: formulas.or([compare(points - margin, below), compare(-points + margin, above)]),
  };
}

/** The sums that operands can come to, and where. */
function sumsOf(
  operands: readonly Operand[],
  scope: ComparisonScope,
): readonly { readonly guard: Formula; readonly sum: Sum }[] | undefined {
  const { formulas } = scope.terms;
  let sums: readonly { readonly guard: Formula; readonly sum: Sum }[] = [
    { guard: formulas.yes, sum: constantSum(0) },
  ];
  for (const operand of operands) {
    if (typeof operand === "number") {
      sums = sums.map(({ guard, sum }) => ({ guard, sum: plus(sum, constantSum(operand)) }));
      continue;
    }
    if (typeof operand !== "object" || !("fact" in operand)) return undefined;
    const cases = valuesOf(operand.fact, scope).map(({ guard, worth }) => ({
      guard,
      figure: figureSum(worth),
    }));
    const next: { readonly guard: Formula; readonly sum: Sum }[] = [];
    for (const { guard, sum } of sums) {
      for (const each of cases) {
        if (each.figure === undefined || each.figure.type !== "number") return undefined;
        next.push({ guard: formulas.and([guard, each.guard]), sum: plus(sum, each.figure.sum) });
      }
    }
    if (next.length > combinationsAtMost) return undefined;
    sums = next;
  }
  return sums;
}
