import { describe, expect, test } from "vitest";
import { compareRulesets } from "../../../src/review/diff/compareRulesets.ts";
import type { Difference } from "../../../src/review/diff/schema.ts";
import { differenceInWords, tellPairsApart } from "../../../src/review/diff/tellApart.ts";
import { runExamples } from "../../../src/review/examples/runExamples.ts";
import type { Condition, Rule, Ruleset } from "../../../src/rules/schema.ts";
import { ruleWith } from "../../engine/rule.ts";

const vocabulary = {
  facts: [
    { name: "size", type: "number", doc: "size" },
    { name: "weight", type: "number", doc: "weight" },
    { name: "end", type: "date", doc: "end" },
  ],
} as const;
const a: Condition = { fact: "size", operator: "greaterThan", value: 10 };
const b: Condition = { fact: "weight", operator: "greaterThan", value: 5 };

type Shared = Readonly<Record<string, Condition>>;

function differenceOf(
  before: Partial<Rule>,
  after: Partial<Rule>,
  [one, other]: readonly [Shared, Shared] = [{}, {}],
): Difference | null {
  const set = (part: Partial<Rule>, conditions: Shared): Ruleset => ({
    name: "test",
    version: "1",
    conditions,
    rules: [ruleWith(part)],
  });
  const [base, head] = [set(before, one), set(after, other)];
  const { pairs } = compareRulesets(base, head, vocabulary);
  const difference = tellPairsApart(pairs, base, head, vocabulary)[0] ?? null;
  if (difference?.example) {
    // The evaluator says so of both versions as they stand.
    const { event, absent, asOf, base: was, head: is } = difference.example;
    const example = [{ title: "-", event, absent, asOf, expect: "error" as const }];
    const said = [base, head].map(
      ({ rules: [rule], conditions = {} }) =>
        rule && runExamples(rule, example, { vocabulary, conditions })[0]?.outcome,
    );
    expect(said).toEqual([was, is]);
    expect(was).not.toBe(is);
  }
  return difference;
}

describe("an event that two versions judge differently", () => {
  test.each<readonly [string, Partial<Rule>, Partial<Rule>]>([
    ["a number", { violation: a }, { violation: { ...a, value: 11 } }],
    ["an operator", { violation: a }, { violation: { ...a, operator: "greaterThanInclusive" } }],
    ["what it is about", { when: { all: [] } }, { when: b }],
    ["another way to be wrong", { violation: a }, { violation: { any: [a, b] } }],
    ["time to mend it", {}, { due: { after: "end", days: 30 } }],
  ])("%s", (_, before, after) => {
    expect(differenceOf(before, after)?.verdict).toBe("possible");
  });

  test("a condition that rules share, under the same name", () => {
    const rule = { when: { condition: "shared" } };
    expect(differenceOf(rule, rule, [{ shared: a }, { shared: b }])?.verdict).toBe("possible");
  });

  test("there is none where one part follows from the other", () => {
    const difference = differenceOf({ violation: { any: [a, { all: [a, b] }] } }, { violation: a });
    expect(difference).toEqual({ verdict: "impossible", example: null });
    expect(difference && differenceInWords(difference)).toContain("proved");
  });

  test("none is looked for where the meaning is the same", () => {
    expect(differenceOf({ severity: "info" }, {})).toBeNull();
  });

  test("a condition of too many parts is left undecided", () => {
    const chain = (value: number): Shared =>
      Object.fromEntries(
        Array.from({ length: 13 }, (_, place) => [
          `c${place}`,
          place === 12 ? { ...a, value } : { all: Array(2).fill({ condition: `c${place + 1}` }) },
        ]),
      );
    const rule = { when: { condition: "c0" } };
    expect(differenceOf(rule, rule, [chain(1), chain(2)])).toEqual({ verdict: "undecided", example: null });
  });
});

test("in words", () => {
  const example = {
    event: { size: 11, title: "x" },
    absent: ["weight"],
    asOf: "2025-06-30",
    base: "notDue",
    head: "failed",
  } as const;
  expect(
    differenceInWords({ verdict: "possible", example: { ...example, absent: [...example.absent] } }),
  ).toBe(
    'for example, size is 11, title is "x", there is no column for weight (on 2025-06-30): not due → failed',
  );
  expect(
    differenceInWords({
      verdict: "possible",
      example: { ...example, event: { size: { unreadable: "?" } }, absent: [] },
    }),
  ).toContain("size cannot be read");
  expect(
    differenceInWords({ verdict: "possible", example: { ...example, event: {}, absent: [] } }),
  ).toContain("an event of which nothing is known");
  expect(differenceInWords({ verdict: "undecided", example: null })).toBeUndefined();
});
