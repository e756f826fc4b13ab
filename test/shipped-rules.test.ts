import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sharedVocabulary } from "../src/checker/parseEventRules.ts";
import { loadRules } from "../src/node/loadRules.ts";
import { runExamples } from "../src/review/examples/runExamples.ts";
import { killersOf } from "../src/review/mutate/killers.ts";
import { mutantsOf } from "../src/review/mutate/mutantsOf.ts";
import { type MutantResult, mutateCondition, mutateRule } from "../src/review/mutate/mutateRules.ts";
import type { RuleContext } from "../src/review/ruleContext.ts";
import { createSolver } from "../src/review/solve/createSolver.ts";
import { parseRules } from "../src/rules/parse.ts";
import type { Rule } from "../src/rules/schema.ts";

const folder = new URL("../rules", import.meta.url).pathname;
const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
const { rules, conditions = {} } = loadRules(folder);
const context: RuleContext = { vocabulary: sharedVocabulary({}), conditions };
const options = { ...context, solver: createSolver(context) };

const known = new Map<Rule, readonly MutantResult[]>();

/** What becomes of the mutants of a shipped rule; worked out once. */
function resultsOf(rule: Rule): readonly MutantResult[] {
  const results = known.get(rule) ?? mutateRule(rule, options);
  known.set(rule, results);
  return results;
}

/** Edits that no example notices although one could, or although nobody knows whether one could. */
function unheld(results: readonly MutantResult[]): readonly string[] {
  return results.flatMap(({ path, what, fate }) =>
    fate.status === "survived"
      ? [`${path}: ${what}; as in ${JSON.stringify(fate.example)}`]
      : fate.status === "undecided"
        ? [`${path}: ${what}; ${fate.why}`]
        : [],
  );
}

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (_, rule) => {
  const outcomes = runExamples(rule, rule.examples, context);

  test.each(rule.examples.map(({ title, expect: wanted }, index) => [title, wanted, index] as const))(
    "%s",
    (_title, wanted, index) => {
      expect(outcomes[index]?.outcome).toBe(wanted);
    },
  );

  test("has an example of each kind that it can have", () => {
    const kinds = new Set(rule.examples.map(({ expect: kind }) => kind));
    const aboutAll = "all" in rule.when && rule.when.all.length === 0;
    const wanted = [
      "failed",
      "passed",
      "notAssessed",
      ...(aboutAll ? [] : ["notApplicable"]),
      ...(rule.due === undefined ? [] : ["notDue"]),
    ];
    expect([...kinds]).toEqual(expect.arrayContaining(wanted));
  });

  test("its examples notice every edit that can be noticed", () => {
    expect(unheld(resultsOf(rule))).toEqual([]);
  });

  test("each of its mutants is a rule that could have been written so", () => {
    // Its examples are those of the rule: one is enough to be a rule.
    for (const { rule: mutant } of mutantsOf({ ...rule, examples: rule.examples.slice(0, 1) }, context))
      expect(() => parseRules([mutant], { ...context.vocabulary, conditions })).not.toThrow();
  });

  test("lies in the folder of its first tag, under its id", () => {
    expect(files).toContain(`${rule.tags[0]}/${rule.id}.json`);
  });
});

test.each(Object.keys(conditions))(
  "the examples of all rules notice every edit of the condition %s",
  (name) => {
    expect(unheld(mutateCondition(name, rules, options))).toEqual([]);
  },
);

const anyRule = fc.constantFrom(...rules);

test("mutants that are compiled together say what each says alone", () => {
  fc.assert(
    fc.property(anyRule, (rule) => {
      const mutants = mutantsOf(rule, context).map((mutant) => mutant.rule);
      const killers = killersOf(mutants, rule.examples, context);
      for (const [index, mutant] of mutants.entries()) {
        const outcomes = runExamples(mutant, rule.examples, context);
        const isKilled = rule.examples.some((example, at) => outcomes[at]?.outcome !== example.expect);
        expect(killers[index] !== undefined).toBe(isKilled);
      }
    }),
    { numRuns: 10 },
  );
});

test("where an example is taken away, what survives is killed by the example that is proposed", () => {
  const withoutOne = anyRule.chain((rule) =>
    fc
      .nat(rule.examples.length - 1)
      .map((index): Rule => ({ ...rule, examples: rule.examples.toSpliced(index, 1) })),
  );
  fc.assert(
    fc.property(withoutOne, (rule) => {
      for (const { fate } of mutateRule(rule, options)) {
        if (fate.status !== "survived") continue;
        const { example, mutantSays } = fate;
        expect(example.expect).not.toBe(mutantSays);
        expect(runExamples(rule, [example], context)[0]?.outcome).toBe(example.expect);
        const mended = { ...rule, examples: [...rule.examples, example] };
        expect(() => parseRules([mended], { ...context.vocabulary, conditions })).not.toThrow();
      }
    }),
    { numRuns: 8 },
  );
});

test("what is called equivalent says the same of the events of all examples", () => {
  const examples = rules.flatMap((rule) => rule.examples);
  let found = 0;
  for (const rule of rules) {
    const equivalent = resultsOf(rule).filter(({ fate }) => fate.status === "equivalent");
    const mutants = mutantsOf(rule, context).filter(({ path, what }) =>
      equivalent.some((result) => result.path === path && result.what === what),
    );
    if (mutants.length === 0) continue;
    found += mutants.length;
    const expected = runExamples(rule, examples, context).map(({ outcome }) => outcome);
    for (const { rule: mutant } of mutants)
      expect(runExamples(mutant, examples, context).map(({ outcome }) => outcome)).toEqual(expected);
  }
  expect(found).toBeGreaterThan(0);
});
