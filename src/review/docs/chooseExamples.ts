import type { RuleOutcome } from "../../engine/outcome.ts";
import type { Example, OutcomeName, Rule } from "../../rules/schema.ts";
import { runExamples } from "../examples/runExamples.ts";
import type { RuleContext } from "../ruleContext.ts";

/** An example with what the rule says of it. */
export interface Shown {
  readonly example: Example;
  readonly outcome: RuleOutcome;
}

/** The examples of a rule that its page shows. */
export interface Chosen {
  readonly wrong: Shown | undefined;
  readonly right: Shown | undefined;
  /** The first of each other outcome, in the order of the outcomes. */
  readonly others: readonly Shown[];
}

const otherOutcomes: readonly OutcomeName[] = ["notDue", "notApplicable", "notAssessed", "waived", "error"];

/**
 * The first example that fails, and of those that pass the one that is most like it, so that one sees what makes the
 * difference. Only examples that the rule judges as expected are shown.
 */
export function chooseExamples(rule: Rule, context: RuleContext): Chosen {
  const outcomes = runExamples(rule, rule.examples, context);
  const sound = rule.examples.flatMap((example, index): readonly Shown[] => {
    const outcome = outcomes[index];
    return outcome?.outcome === example.expect ? [{ example, outcome }] : [];
  });
  const of = (name: OutcomeName): readonly Shown[] => sound.filter(({ outcome }) => outcome.outcome === name);
  const [wrong] = of("failed");
  const right = of("passed").reduce<Shown | undefined>((best, each) => {
    if (best === undefined || wrong === undefined) return best ?? each;
    return difference(each.example, wrong.example) < difference(best.example, wrong.example) ? each : best;
  }, undefined);
  return { wrong, right, others: otherOutcomes.flatMap((name) => of(name).slice(0, 1)) };
}

/** In how many fields two records differ. */
function difference(one: Example, other: Example): number {
  const names = new Set([...Object.keys(one.event), ...Object.keys(other.event)]);
  const fields = [...names].filter(
    (name) => JSON.stringify(one.event[name]) !== JSON.stringify(other.event[name]),
  ).length;
  return fields + (one.asOf === other.asOf ? 0 : 1) + (one.absent ?? []).length + (other.absent ?? []).length;
}
