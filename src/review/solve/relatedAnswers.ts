import {
  type Answers,
  type ComparisonScope,
  figureSum,
  fixed,
  isInexact,
  type Margin,
  overCases,
  tried,
  turnedAnswers,
  valuesOf,
} from "./answers.ts";
import type { Formula } from "./formula.ts";
import { constantSum, plus, type Sum } from "./linear.ts";
import type { Parsed } from "./tests.ts";

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
/** Two facts compared with each other. */
export function relatedAnswers(
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
            // What each side adds up is rounded by itself, even where the difference of both is simple.
            const isRounded = isInexact(one.sum, scope) || isInexact(two.sum, scope);
            const answers = orderAnswers(plus(one.sum, two.sum, -1), order, isRounded, scope);
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

function orderAnswers(
  difference: Sum,
  order: Order,
  isRounded: boolean,
  scope: ComparisonScope & Margin,
): Answers {
  return {
    yes: ordered(difference, order, isRounded, scope),
    no: ordered(difference, negated[order], isRounded, scope),
  };
}

function ordered(
  difference: Sum,
  order: Order,
  isRounded: boolean,
  scope: ComparisonScope & Margin,
): Formula {
  const { formulas, variables } = scope.terms;
  const compare = (relation: Relation, more = 0): Formula =>
    formulas.linear(variables.linears.compare(plus(difference, constantSum(more)), relation));
  if (!isRounded) {
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
