import { createExplainer, type Explain, type Explanation } from "../../engine/explain.ts";
import { type Example, exampleClock, type Rule } from "../../rules/schema.ts";
import type { RuleContext } from "../ruleContext.ts";
import { type CoverageOptions, coverageOf, type RuleCoverage } from "./coverage.ts";
import { recordOf } from "./runExamples.ts";

/** What a rule says of one of its examples, and why. */
export interface ExampleResult {
  readonly example: Example;
  /** Whether the outcome is the one that is expected. */
  readonly isRight: boolean;
  readonly explanation: Explanation;
}

/** A rule held against its examples. */
export interface RuleTest {
  readonly rule: Rule;
  readonly examples: readonly ExampleResult[];
  readonly coverage: RuleCoverage;
}

/** Runs the examples of a rule, explains each, and tells how much of the rule they show. */
export function testRule(rule: Rule, context: RuleContext, options: CoverageOptions = {}): RuleTest {
  // Examples with the same clock and the same absent columns share a compilation, which costs far more than a record.
  const explainers = new Map<string, Explain>();
  const examples = rule.examples.map((example): ExampleResult => {
    const { asOf = exampleClock, absent = [], expect } = example;
    const key = JSON.stringify([asOf, [...absent].sort()]);
    const { vocabulary, conditions } = context;
    const explain = explainers.get(key) ?? createExplainer(rule, { ...vocabulary, conditions, asOf, absent });
    explainers.set(key, explain);
    const explanation = explain(recordOf(example));
    return { example, isRight: explanation.outcome.outcome === expect, explanation };
  });
  return { rule, examples, coverage: coverageOf(rule, examples, context, options) };
}
