import type { RuleOutcome } from "../../engine/outcome.ts";
import { type Example, exampleClock, type OutcomeName, type Rule } from "../../rules/schema.ts";
import { type FactRecord, unreadable } from "../../rules/value.ts";
import type { RuleContext } from "../ruleContext.ts";
import { createCompiledFor } from "./compiledFor.ts";

/** The outcomes of a rule's examples, in their order, whatever they are expected to be. */
export function runExamples(
  rule: Rule,
  examples: readonly Example[],
  context: RuleContext,
): readonly RuleOutcome[] {
  const compiledFor = createCompiledFor([rule], context);
  return examples.map((example) => {
    const { asOf = exampleClock, absent = [] } = example;
    const [outcome] = compiledFor(asOf, absent).evaluate(recordOf(example));
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

/** The examples that do not have the outcome that they expect: a rule with one does not do what it says. */
export function wrongExamples(
  rule: Rule,
  context: RuleContext,
): readonly { readonly example: Example; readonly index: number; readonly found: OutcomeName }[] {
  return runExamples(rule, rule.examples, context).flatMap(({ outcome: found }, index) => {
    const example = rule.examples[index];
    return example === undefined || found === example.expect ? [] : [{ example, index, found }];
  });
}
