import { isCalendarDate } from "../../rules/calendar.ts";
import type { FactValue, Scalar } from "../../rules/value.ts";
import {
  type Answers,
  type ComparisonScope,
  fixed,
  isInexact,
  type Margin,
  overCases,
  tried,
  valuesOf,
} from "./answers.ts";
import { dateOf, dayOf } from "./dayNumbers.ts";
import { unnamedText } from "./derivedCases.ts";
import type { Formula } from "./formula.ts";
import { constantSum, plus, sumOfFigure } from "./linear.ts";
import type { Parsed } from "./tests.ts";
import type { Worth } from "./worth.ts";

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

/** A fact compared with what is the same for every record. */
export function constantAnswers(
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
