import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { meaningOf, written } from "../../src/rules/meaning.ts";
import type { Condition, Rule } from "../../src/rules/schema.ts";
import { known, questionOfCells } from "../engine/arbitraries.ts";
import { ruleWith, truthOf } from "../engine/rule.ts";

const limit: Rule["params"] = { limit: { default: 10, unit: "people", source: "ours" } };
const large: Condition = { fact: "size", operator: "greaterThan", value: 10 };
const conditions: Readonly<Record<string, Condition>> = { large };
const rule = ruleWith({ violation: large });

const heavy: Condition = { fact: "weight", operator: "greaterThan", value: 5 };

const meaning = (part: Partial<Rule>, shared = conditions): string =>
  meaningOf(ruleWith({ violation: large, ...part }), shared);

describe("what does not change the meaning of a rule", () => {
  test.each<readonly [string, Partial<Rule>]>([
    ["texts", { title: "Other", message: "Other.", fix: "Other.", rationale: "Other.", sources: ["other"] }],
    [
      "severity, dimension, tags, state",
      { severity: "info", dimension: "accuracy", tags: ["x"], state: "shadow" },
    ],
    ["version and history", { version: 9, history: [{ version: 9, date: "2026-11-25", change: "Other." }] }],
    ["fields and examples", { fields: ["other"], examples: [{ title: "x", event: {}, expect: "passed" }] }],
    ["a condition by its name", { violation: { condition: "large" } }],
    ["a number as a parameter", { violation: { ...large, value: { param: "limit" } }, params: limit }],
    ["a parameter that nothing uses", { params: limit }],
    ["the order of keys", { violation: { value: 10, operator: "greaterThan", fact: "size" } }],
  ])("%s", (_, part) => {
    expect(meaning(part)).toBe(meaningOf(rule, conditions));
  });
});

test("nor does another way to write the same", () => {
  const both = meaning({ violation: { all: [large, heavy] } });
  expect(meaning({ violation: { all: [heavy, large] } })).toBe(both);
  expect(meaning({ violation: { all: [large, heavy, large] } })).toBe(both);
  expect(
    meaning({ violation: { not: { not: { all: [{ any: [large] }, { condition: "heavy" }] } } } }, { heavy }),
  ).toBe(both);
  expect(meaning({ violation: { any: [large, heavy] } })).not.toBe(both);
});

describe("what changes it", () => {
  test.each<readonly [string, Partial<Rule>]>([
    ["a number", { violation: { ...large, value: 11 } }],
    ["an operator", { violation: { ...large, operator: "greaterThanInclusive" } }],
    ["what it is about", { when: large }],
    ["time to mend it", { due: { after: "end", days: 30 } }],
    ["when it is in force", { effective: { from: "2025-01-01" } }],
    [
      "the value of a parameter",
      {
        violation: { ...large, value: { param: "limit" } },
        params: { limit: { default: 9, unit: "people", source: "ours" } },
      },
    ],
  ])("%s", (_, part) => {
    expect(meaning(part)).not.toBe(meaningOf(rule, conditions));
  });

  test("days of grace, as a number or as a parameter alike", () => {
    const due = (days: number, byName: boolean): string =>
      meaning(
        byName
          ? {
              due: { after: "end", days: { param: "grace" } },
              params: { grace: { default: days, unit: "days", source: "ours" } },
            }
          : { due: { after: "end", days } },
      );
    expect(due(30, true)).toBe(due(30, false));
    expect(due(30, true)).not.toBe(due(31, true));
  });

  test("the condition that a name stands for", () => {
    const other = { large: { ...large, value: 12 } };
    expect(meaning({ violation: { condition: "large" } }, other)).not.toBe(meaningOf(rule, conditions));
  });
});

test("a condition that refers to itself is refused, and so is a name that nothing has", () => {
  const loop = { violation: { condition: "loop" } };
  expect(() => meaning(loop, { loop: { not: { condition: "loop" } } })).toThrow(RangeError);
  expect(() => meaning(loop, {})).toThrow(RangeError);
});

test("rules that mean the same say the same of every record", () => {
  const inside = (condition: Condition): Condition => ({
    not: { not: { all: [condition, { any: [condition] }] } },
  });
  fc.assert(
    fc.property(questionOfCells, known, ({ condition, conditions: named, params, codeLists }, record) => {
      const other = inside(condition);
      expect(meaning({ violation: other, params }, named)).toBe(
        meaning({ violation: condition, params }, named),
      );
      const options = { conditions: named, params, codeLists };
      expect(truthOf(other, record, options)).toBe(truthOf(condition, record, options));
    }),
  );
});

test("written out, a condition says the same of every record", () => {
  fc.assert(
    fc.property(questionOfCells, known, ({ condition, conditions: named, params, codeLists }, record) => {
      const whole = written(condition, named, params, 0);
      expect(JSON.stringify(whole)).not.toContain('"condition"');
      // A list as the middle of a tolerance stays a parameter: it cannot be written there.
      expect(truthOf(whole, record, { params, codeLists })).toBe(
        truthOf(condition, record, { conditions: named, params, codeLists }),
      );
    }),
  );
});
