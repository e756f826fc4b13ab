import { written } from "../../rules/meaning.ts";
import { partsOf } from "../../rules/references.ts";
import type { Comparison, Condition, Rule } from "../../rules/schema.ts";
import type { RuleContext } from "../ruleContext.ts";
import type { Solver, Verdict, Witness } from "../solve/solver.ts";
import type { CanBe, CoverageQuestion } from "./coverage.ts";
import { witnessOf } from "./witnessOf.ts";

/**
 * Asks a solver whether any record shows what no example does. What decides is asked for as two rules that such a
 * record tells apart, and no other.
 */
export function canBeShown(solver: Solver, context: RuleContext): CanBe {
  const asked = new WeakMap<Rule, number>();
  const givenUp = new WeakMap<Rule, number>();
  return (question) => {
    const { rule } = question;
    const count = asked.get(rule) ?? 0;
    if (count >= mostQuestions) return { verdict: "undecided", why: "too much is missing" };
    const unclear = givenUp.get(rule) ?? 0;
    if (unclear >= mostGivenUp) return { verdict: "undecided", why: "too much could not be decided" };
    asked.set(rule, count + 1);
    const near = rule.examples.map(witnessOf);
    const verdict = ask(question, context, solver, near);
    if (verdict.verdict === "undecided" && verdict.isGivenUp === true) givenUp.set(rule, unclear + 1);
    return verdict;
  };
}

/** Of one rule; named conditions written out can make thousands, and whoever has so much to show starts somewhere. */
const mostQuestions = 300;
/** What takes long and is not decided, of one rule: what is left of it would take as long, and people wait. */
const mostGivenUp = 12;

function ask(
  { rule, way, asks, of }: CoverageQuestion,
  context: RuleContext,
  solver: Solver,
  near: readonly Witness[],
): Verdict {
  const plainRule = writtenOut(rule, context);
  if (way.part === "due") return askDue(plainRule, of, solver, near);
  const steps = way.part === "effective" ? [1, ...way.steps] : [0, ...way.steps];
  const part = way.part === "violation" ? "violation" : "when";
  const inPart = way.part === "violation" ? way.steps : steps;
  const found = comparisonAt(plainRule[part], inPart);
  if (asks === "decides") {
    const other = replaced(plainRule[part], inPart, told(found, of));
    return solver.tellApart(plainRule, { ...plainRule, [part]: other }, near);
  }
  const outcome = { true: "failed", false: "passed", unknown: "notAssessed" } as const;
  const wanted = of === "true" || of === "false" ? outcome[of] : outcome.unknown;
  return solver.find([{ rule: alone(plainRule, found), outcomes: [wanted] }], near);
}

/** A rule about every record that is violated where the condition holds. */
function alone({ due: _, ...rule }: Rule, condition: Condition): Rule {
  return { ...rule, when: always, violation: condition };
}

const always: Condition = { all: [] };

/**
 * A condition that is unknown where the comparison is. Where the comparison is as given it is the other way round; else
 * it is the same. So a rule in which it takes the comparison's place says something else exactly of the records in which
 * the comparison is as given and decides alone.
 */
function told(comparison: Condition, of: CoverageQuestion["of"]): Condition {
  const both: readonly Condition[] = [comparison, { not: comparison }];
  return of === "true" ? { all: both } : { any: both };
}

/** The rule with named conditions in their place, and the dates between which it is in force as a part of `when`. */
function writtenOut(rule: Rule, { conditions }: RuleContext): Rule {
  const { effective, ...rest } = rule;
  const params = rule.params ?? {};
  const bounds: readonly Comparison[] = [
    ...(effective?.from === undefined
      ? []
      : [{ fact: "endDate", operator: "onOrAfter", value: effective.from }]),
    ...(effective?.to === undefined
      ? []
      : [{ fact: "endDate", operator: "onOrBefore", value: effective.to }]),
  ];
  return {
    ...rest,
    state: "active",
    when: { all: [written(rule.when, conditions, params, 0), { all: bounds }] },
    violation: written(rule.violation, conditions, params, 0),
  };
}

function comparisonAt(condition: Condition, steps: readonly number[]): Condition {
  const [step, ...rest] = steps;
  if (step === undefined) return condition;
  const part = partsOf(condition)[step];
  if (part === undefined) throw new RangeError("there is no such condition");
  return comparisonAt(part, rest);
}

function replaced(condition: Condition, steps: readonly number[], by: Condition): Condition {
  const [step, ...rest] = steps;
  if (step === undefined) return by;
  const inside = (part: Condition, index: number): Condition =>
    index === step ? replaced(part, rest, by) : part;
  if ("all" in condition) return { all: condition.all.map(inside) };
  if ("any" in condition) return { any: condition.any.map(inside) };
  return "not" in condition ? { not: replaced(condition.not, rest, by) } : condition;
}

function askDue(rule: Rule, of: CoverageQuestion["of"], solver: Solver, near: readonly Witness[]): Verdict {
  const { due, ...bare } = rule;
  if (due === undefined || of === "ahead") return solver.find([{ rule, outcomes: ["notDue"] }], near);
  if (of === "past") return solver.find([{ rule, outcomes: ["failed"] }], near);
  // Any comparison with a date: it is unknown where there is none.
  const isDate: Condition = { fact: due.after, operator: "onOrBefore", value: "9999-12-31" };
  return solver.find(
    [
      { rule: bare, outcomes: ["failed"] },
      { rule: alone(rule, isDate), outcomes: ["notAssessed"] },
    ],
    near,
  );
}
