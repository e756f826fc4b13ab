import type { Comparison, Condition, OutcomeName } from "../../rules/schema.ts";
import { dayOf } from "./dayNumbers.ts";
import type { PlainRule } from "./facts.ts";
import type { Formula } from "./formula.ts";
import { constantSum, plus, type Sum, sumOfFigure } from "./linear.ts";
import { allOf, anyOf, type Triple, turned } from "./triple.ts";
import type { Terms } from "./worth.ts";

/** The outcomes that the evaluator itself comes to; waivers come later, and an error is no outcome to look for. */
export const soughtOutcomes = ["failed", "notDue", "passed", "notAssessed", "notApplicable"] as const;
export type SoughtOutcome = (typeof soughtOutcomes)[number];

export function isSought(outcome: OutcomeName | "violated"): outcome is SoughtOutcome {
  return soughtOutcomes.some((each) => each === outcome);
}

export type OutcomeFormulas = Readonly<Record<SoughtOutcome, Formula>>;

/** The last day of the calendar that dates are of. */
export const lastDay = dayOf("9999-12-31");
/** The first one. */
export const firstDay = dayOf("0000-01-01");

/** Where a rule has which outcome. */
export function outcomeFormulas(
  { rule, when, violation, due }: PlainRule,
  terms: Terms,
  comparison: (comparison: Comparison) => Triple,
): OutcomeFormulas {
  const { formulas } = terms;
  const truth = (condition: Condition): Triple => {
    if ("all" in condition) return allOf(condition.all.map(truth), formulas);
    if ("any" in condition) return anyOf(condition.any.map(truth), formulas);
    if ("not" in condition) return turned(truth(condition.not));
    if ("condition" in condition) throw new RangeError("named conditions are written out");
    return comparison(condition);
  };
  const { from, to } = rule.effective ?? {};
  const about = truth(when);
  const inForce = truth({
    all: [
      ...(from === undefined ? [] : [{ fact: "endDate", operator: "onOrAfter", value: from }]),
      ...(to === undefined ? [] : [{ fact: "endDate", operator: "onOrBefore", value: to }]),
    ],
  });
  const wrong = truth(violation);
  const days = dueFormulas(due, terms);
  const asked = formulas.and([about.yes, inForce.yes]);
  return {
    notApplicable: formulas.or([about.no, inForce.no]),
    notAssessed: formulas.or([
      formulas.and([about.unknown, formulas.or([inForce.yes, inForce.unknown])]),
      formulas.and([about.yes, inForce.unknown]),
      formulas.and([asked, wrong.unknown]),
      formulas.and([asked, wrong.yes, days.unknown]),
    ]),
    passed: formulas.and([asked, wrong.no]),
    notDue: formulas.and([asked, wrong.yes, days.ahead]),
    failed: formulas.and([asked, wrong.yes, days.past]),
  };
}

interface DueFormulas {
  readonly unknown: Formula;
  readonly ahead: Formula;
  readonly past: Formula;
}

function dueFormulas(due: PlainRule["due"], terms: Terms): DueFormulas {
  const { formulas, variables, asOf } = terms;
  if (due === undefined) return { unknown: formulas.no, ahead: formulas.no, past: formulas.yes };
  const compare = (sum: Sum, relation: "<=" | ">"): Formula =>
    formulas.linear(variables.linears.compare(sum, relation));
  const [unknown, ahead, past]: Formula[][] = [[], [], []];
  for (const { guard, worth } of terms.casesOf(due.after)) {
    if (worth.kind !== "figure" || worth.type !== "date") {
      unknown?.push(guard);
      // A text may look like a date.
      if (worth.kind === "scalar" || worth.kind === "unnamed") {
        ahead?.push(guard);
        past?.push(guard);
      }
      continue;
    }
    const day = plus(worth.sum, constantSum(due.days));
    const isBeyond = plus(day, constantSum(-lastDay));
    const untilThen = plus(day, sumOfFigure(asOf), -1);
    unknown?.push(formulas.and([guard, compare(isBeyond, ">")]));
    ahead?.push(formulas.and([guard, compare(isBeyond, "<="), compare(untilThen, ">")]));
    past?.push(formulas.and([guard, compare(isBeyond, "<="), compare(untilThen, "<=")]));
  }
  return {
    unknown: formulas.or(unknown ?? []),
    ahead: formulas.or(ahead ?? []),
    past: formulas.or(past ?? []),
  };
}
