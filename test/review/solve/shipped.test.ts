import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sharedVocabulary } from "../../../src/checker/parseEventRules.ts";
import { compileRules } from "../../../src/engine/rules.ts";
import { recordOf } from "../../../src/review/examples/runExamples.ts";
import { createSolver } from "../../../src/review/solve/createSolver.ts";
import type { Witness } from "../../../src/review/solve/solver.ts";
import { parseRuleSources } from "../../../src/rules/parse.ts";
import { exampleClock, type OutcomeName, type Rule } from "../../../src/rules/schema.ts";

/** Every shipped rule can come to every outcome that it should, and the solver shows it. */

const folder = new URL("../../../rules", import.meta.url).pathname;
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".json"))
  .sort()
  .map((file) => ({
    file: `rules/${file}`,
    json: JSON.parse(readFileSync(join(folder, file), "utf8")) as unknown,
  }));
const vocabulary = sharedVocabulary({});
const ruleset = parseRuleSources(sources, vocabulary);
const conditions = ruleset.conditions ?? {};
const solver = createSolver({ vocabulary, conditions });

function outcomeOf(rule: Rule, { record, absent, asOf }: Witness): OutcomeName | undefined {
  return compileRules({ ...ruleset, rules: [rule] }, { ...vocabulary, asOf, absent }).evaluate(record)[0]
    ?.outcome;
}

const isForAll = ({ when }: Rule): boolean => "all" in when && when.all.length === 0;

describe("a shipped rule", () => {
  test.each(ruleset.rules.map((rule) => [rule.id, rule] as const))("%s", (_, rule) => {
    const outcomes = ["failed", "passed", "notAssessed"] as const;
    for (const outcome of [
      ...outcomes,
      ...(rule.due === undefined ? [] : (["notDue"] as const)),
      ...(isForAll(rule) ? [] : (["notApplicable"] as const)),
    ]) {
      const verdict = solver.find([{ rule, outcomes: [outcome] }]);
      expect([outcome, verdict.verdict]).toEqual([outcome, "possible"]);
      if (verdict.verdict === "possible") expect(outcomeOf(rule, verdict.witness)).toBe(outcome);
    }
    if (rule.due === undefined)
      expect(solver.find([{ rule, outcomes: ["notDue"] }])).toEqual({ verdict: "impossible" });
    if (isForAll(rule))
      expect(solver.find([{ rule, outcomes: ["notApplicable"] }])).toEqual({ verdict: "impossible" });
    expect(solver.tellApart(rule, { ...rule, message: "The same, in other words." })).toEqual({
      verdict: "impossible",
    });
  });
});

test("the examples of a rule are taken before any other record", () => {
  for (const rule of ruleset.rules) {
    const near = rule.examples.map((example) => ({
      record: recordOf(example),
      absent: example.absent ?? [],
      asOf: example.asOf ?? exampleClock,
    }));
    const verdict = solver.find([{ rule, outcomes: ["violated"] }], near);
    expect(verdict.verdict).toBe("possible");
    if (verdict.verdict !== "possible") continue;
    const { record } = verdict.witness;
    // It is one of them with something left out.
    expect(
      near.some((each) => Object.entries(record).every(([fact, value]) => each.record[fact] === value)),
    ).toBe(true);
  }
});
