import { isItems } from "../../rules/isItems.ts";
import type { Operand } from "../../rules/schema.ts";
import {
  type Answers,
  type ComparisonScope,
  figureSum,
  fixed,
  type Margin,
  overCases,
  turnedAnswers,
  valuesOf,
} from "./answers.ts";
import type { Formula } from "./formula.ts";
import { constantSum, plus, type Sum } from "./linear.ts";
import type { Parsed } from "./tests.ts";

/** Combinations of cases of the facts that are summed. */
const combinationsAtMost = 64;

/** `withinPoints` and `sumOf`: the fact's distance from a value or a sum. */
export function distanceAnswers(
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
  const compare = (more: number, relation: "<" | "<=" | ">=" | ">"): Formula =>
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
