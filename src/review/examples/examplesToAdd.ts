import { compareText } from "../../compareText.ts";
import type { Example, Rule } from "../../rules/schema.ts";
import type { RuleContext } from "../ruleContext.ts";
import type { Obligation, RuleCoverage } from "./coverage.ts";
import { testRule } from "./testRule.ts";
import { witnessExample } from "./witnessExample.ts";

/** Examples that would show what those of a rule do not; only as far as such records were found. */
export interface ExamplesToAdd {
  /** None of them shows only what those before it show. */
  readonly examples: readonly Example[];
  /** How much of what is missing they show. */
  readonly shown: number;
}

/** Makes examples of the records that were found for what is missing, as few as come of taking one after the other. */
export function examplesToAdd(rule: Rule, { places }: RuleCoverage, context: RuleContext): ExamplesToAdd {
  const missing = new Map<string, Obligation>();
  for (const [key, obligation] of keyed(places))
    if (obligation.state === "missing") missing.set(key, obligation);
  const all = missing.size;
  const examples: Example[] = [];
  // What decides is also seen, so that it comes first.
  const order = [...missing].sort(([, one], [, other]) => compareText(one.asks, other.asks));
  for (const [key, { witness }] of order) {
    if (witness === undefined || !missing.has(key)) continue;
    const example = witnessExample(rule, witness, context);
    examples.push(example);
    const { coverage } = testRule({ ...rule, examples: [example] }, context);
    for (const [shown, { state }] of keyed(coverage.places)) if (state === "shown") missing.delete(shown);
  }
  return { examples, shown: all - missing.size };
}

function keyed(places: RuleCoverage["places"]): readonly (readonly [string, Obligation])[] {
  return places.flatMap(({ obligations }, index) =>
    obligations.map((each) => [`${index} ${each.asks} ${each.of}`, each] as const),
  );
}
