import { expect, test } from "vitest";
import { sharedVocabulary } from "../../../src/checker/parseEventRules.ts";
import { readRuleFolder } from "../../../src/node/ruleFolder.ts";
import { runExamples } from "../../../src/review/examples/runExamples.ts";
import { testRule } from "../../../src/review/examples/testRule.ts";

const { ruleset } = readRuleFolder(new URL("../../../rules", import.meta.url).pathname);
const context = { vocabulary: sharedVocabulary({}), conditions: ruleset?.conditions ?? {} };

test("of the shipped rules the examples have the outcomes that the evaluator gives, and the expected ones", () => {
  for (const rule of ruleset?.rules ?? []) {
    const { examples, coverage } = testRule(rule, context);
    expect(examples.map(({ explanation }) => explanation.outcome)).toEqual(
      runExamples(rule, rule.examples, context),
    );
    expect(examples.filter(({ isRight }) => !isRight).map(({ example }) => example.title)).toEqual([]);
    expect(coverage.counts.total.shown).toBeGreaterThan(0);
  }
});
