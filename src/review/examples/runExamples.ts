import type { RuleOutcome } from "../../engine/outcome.ts";
import { type CompiledRules, compileRules } from "../../engine/rules.ts";
import type { Vocabulary } from "../../rules/check.ts";
import { type Condition, type Example, exampleClock, type Rule } from "../../rules/schema.ts";
import { type FactRecord, unreadable } from "../../rules/value.ts";

/** What the conditions of a rule set are called, and what they may speak of. */
export interface RuleContext {
  readonly vocabulary: Vocabulary;
  readonly conditions: Readonly<Record<string, Condition>>;
}

/** The outcomes of a rule's examples, in their order, whatever they are expected to be. */
export function runExamples(
  rule: Rule,
  examples: readonly Example[],
  { vocabulary, conditions }: RuleContext,
): readonly RuleOutcome[] {
  // Examples with the same clock and the same absent columns share a compilation, which costs far more than a record.
  const compiled = new Map<string, CompiledRules>();
  return examples.map((example) => {
    const { asOf = exampleClock, absent = [] } = example;
    const key = JSON.stringify([asOf, [...absent].sort()]);
    let rules = compiled.get(key);
    if (rules === undefined) {
      // A retired rule has examples too, and they must stay right.
      const live: Rule = rule.state === "retired" ? { ...rule, state: "active" } : rule;
      const ruleset = { name: "examples", version: "0", conditions, rules: [live] };
      rules = compileRules(ruleset, { ...vocabulary, asOf, absent });
      compiled.set(key, rules);
    }
    const [outcome] = rules.evaluate(recordOf(example));
    if (outcome === undefined) throw new RangeError("one rule has one outcome");
    return outcome;
  });
}

const records = new WeakMap<Example, FactRecord>();

/** The record of an example, as the evaluator takes it. Made once for each example. */
export function recordOf(example: Example): FactRecord {
  const known = records.get(example);
  if (known !== undefined) return known;
  const record = Object.fromEntries(
    Object.entries(example.event).map(([field, value]) => [
      field,
      typeof value === "object" && value !== null && "unreadable" in value
        ? unreadable(value.unreadable)
        : value,
    ]),
  );
  records.set(example, record);
  return record;
}
