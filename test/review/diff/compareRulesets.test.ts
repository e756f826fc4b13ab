import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareRulesets } from "../../../src/review/diff/compareRulesets.ts";
import { createKeys } from "../../../src/review/diff/keys.ts";
import { meaningOf } from "../../../src/rules/meaning.ts";
import type { Condition, Rule, Ruleset } from "../../../src/rules/schema.ts";
import { questionOfCells } from "../../engine/arbitraries.ts";
import { ruleWith } from "../../engine/rule.ts";

const vocabulary = {
  facts: ["size", "weight", "colour", "end", "start"].map((name) => ({
    name,
    type: "number" as const,
    doc: name,
  })),
};
const a: Condition = { fact: "size", operator: "greaterThan", value: 10 };
const b: Condition = { fact: "weight", operator: "greaterThan", value: 5 };
const c: Condition = { fact: "colour", operator: "equal", value: 1 };

function setOf(rules: readonly Rule[], conditions: Readonly<Record<string, Condition>> = {}): Ruleset {
  return { name: "test", version: "1", conditions, rules };
}

type Shared = Readonly<Record<string, Condition>>;

/** The change of one rule, or nothing where it is the same. */
function changeOf(before: Partial<Rule>, after: Partial<Rule>, shared: readonly [Shared, Shared] = [{}, {}]) {
  const { pairs } = compareRulesets(
    setOf([ruleWith(before)], shared[0]),
    setOf([ruleWith(after)], shared[1]),
    vocabulary,
  );
  return pairs[0]?.change;
}

const param = (value: number, source = "ours"): Rule["params"] => ({
  grace: { default: value, unit: "days", source },
});

describe("the kind of a change", () => {
  test.each<readonly [string, Partial<Rule>, Partial<Rule>, readonly string[]]>([
    ["a number", { violation: a }, { violation: { ...a, value: 11 } }, ["meaning"]],
    ["severity", { severity: "warning" }, { severity: "error" }, ["severity"]],
    ["state", { state: "shadow" }, { state: "active" }, ["state"]],
    ["message", { message: "Old." }, { message: "New." }, ["text"]],
    ["rationale and sources", {}, { rationale: "New.", sources: ["MR 2"] }, ["text"]],
    ["tags and dimension", {}, { tags: ["test", "new"], dimension: "accuracy" }, ["labels"]],
    ["the order of tags", { tags: ["a", "b"] }, { tags: ["b", "a"] }, ["text"]],
    ["fields", {}, { fields: ["size", "weight"] }, ["fields"]],
    ["the order of fields", { fields: ["size", "weight"] }, { fields: ["weight", "size"] }, ["fields"]],
    ["when a field is named", {}, { fields: [{ field: "size", if: a }] }, ["fields"]],
    ["what is expected", {}, { fields: [{ field: "size", expected: "less" }] }, ["text"]],
    ["examples", {}, { examples: [{ title: "other", event: {}, expect: "passed" }] }, ["examples"]],
    ["version alone", { version: 3 }, { version: 4 }, ["version"]],
    ["meaning with its version", { violation: a }, { violation: b, version: 4 }, ["meaning"]],
    ["the order of parts", { violation: { all: [a, b] } }, { violation: { all: [b, a] } }, ["wording"]],
    [
      "the order of keys",
      { violation: a },
      { violation: { value: 10, operator: "greaterThan", fact: "size" } },
      [],
    ],
    ["a parameter of texts alone", { params: param(3) }, { params: param(4) }, ["text"]],
    ["in force", {}, { effective: { from: "2025-01-01" } }, ["meaning"]],
    [
      "several",
      { violation: a },
      { violation: b, severity: "info", title: "Other" },
      ["meaning", "severity", "text"],
    ],
    ["the schema's place", {}, { $schema: "../rule.schema.json" }, []],
  ])("%s", (_, before, after, kinds) => {
    expect(changeOf(before, after)?.kinds ?? []).toEqual(kinds);
  });

  test("a condition that got a name is written in another way, and means the same", () => {
    const change = changeOf({ violation: a }, { violation: { condition: "large" } }, [{}, { large: a }]);
    expect(change?.kinds).toEqual(["wording"]);
  });

  test("a number that became a parameter of the same value too", () => {
    const due = { after: "end", days: { param: "grace" } };
    const change = changeOf({ due: { after: "end", days: 30 } }, { due, params: param(30) });
    expect(change?.kinds).toEqual(["text", "wording"]);
    expect(change?.words.map(({ text }) => text)).toContain("parameter added, grace: 30 days (ours)");
  });

  test("says whether the version went up", () => {
    expect(changeOf({ version: 3, severity: "info" }, { version: 4 })).toMatchObject({ versionBumped: true });
    expect(changeOf({ version: 3, severity: "info" }, { version: 3 })).toMatchObject({
      versionBumped: false,
    });
    expect(changeOf({ version: 3 }, { version: 2 })).toMatchObject({ versionBumped: false });
  });
});

describe("the change in words", () => {
  const grace = { after: "end", days: { param: "grace" } };
  test.each<readonly [string, Partial<Rule>, Partial<Rule>, readonly (string | RegExp)[]]>([
    ["severity", { severity: "warning" }, { severity: "error" }, ["severity: warning → error"]],
    ["state", { state: "shadow" }, { state: "active" }, ["state: shadow → active"]],
    [
      "a parameter",
      { due: grace, params: param(90) },
      { due: grace, params: param(60, "MR recommendation 3") },
      ["grace: 90 days → 60 days (source: “ours” → “MR recommendation 3”)"],
    ],
    ["a due date", {}, { due: { after: "end", days: 30 } }, ["due: at once → 30 days after end"]],
    [
      "another due date",
      { due: { after: "end", days: 30 } },
      { due: { after: "start", days: 30 } },
      ["due: 30 days after end → 30 days after start"],
    ],
    [
      "when it is in force",
      { effective: { to: "2025-12-31" } },
      { effective: { from: "2025-01-01" } },
      ["in force: to 2025-12-31 → from 2025-01-01"],
    ],
    [
      "a part that must hold as well",
      { when: { all: [] } },
      { when: a },
      [/^applies only where also: .*size/i],
    ],
    [
      "one that need not",
      { violation: { all: [a, b] } },
      { violation: a },
      [/^wrong no longer only where: .*weight/i],
    ],
    [
      "another way to be wrong",
      { violation: a },
      { violation: { any: [a, b] } },
      [/^wrong also where: .*weight/i],
    ],
    [
      "one way less",
      { violation: { any: [a, b, c] } },
      { violation: { any: [a, c] } },
      [/^wrong no longer where: .*weight/i],
    ],
    [
      "a changed part",
      { violation: { all: [a, b] } },
      { violation: { all: [{ ...a, value: 20 }, b] } },
      [/^wrong where, in violation\.all\[0\]: .*10.* → .*20/],
    ],
    [
      "deep inside",
      { violation: { not: { any: [a, b] } } },
      { violation: { not: { any: [a, b, c] } } },
      [/^wrong also where, in violation\.not: .*colour/i],
    ],
    ["another order", { violation: { all: [a, b] } }, { violation: { all: [b, a] } }, [/mean the same/]],
    [
      "all of them for one of them",
      { violation: { all: [a, b] } },
      { violation: { any: [a, b] } },
      [/^wrong where: .* → .*/],
    ],
    ["a title", { title: "Old title" }, { title: "New title" }, ["title: “Old title” → “New title”"]],
    [
      "a long text, cut to what changed",
      { message: "One two three four five six seven eight nine." },
      { message: "One two three four five 6 seven eight nine." },
      ["message: “… three four five six seven eight nine.” → “… three four five 6 seven eight nine.”"],
    ],
    ["tags", { tags: ["a", "b"] }, { tags: ["b", "c"] }, ["tag added: c", "tag dropped: a"]],
    ["fields", { fields: ["size"] }, { fields: ["weight"] }, ["field added: weight", "field dropped: size"]],
    [
      "an example",
      {},
      { examples: [{ title: "large", event: { size: 11 }, expect: "notAssessed" }] },
      ["example “large”: failed → not assessed"],
    ],
    [
      "the history",
      { version: 1 },
      { version: 2, history: [{ version: 2, date: "2026-11-25", change: "Sixty days." }] },
      ["version: 1 → 2", "history of version 2 (2026-11-25): “Sixty days.”"],
    ],
  ])("%s", (_, before, after, expected) => {
    const words = changeOf(before, after)?.words.map(({ text }) => text) ?? [];
    expect(words).toHaveLength(expected.length);
    expected.forEach((line, place) => {
      if (typeof line === "string") expect(words[place]).toBe(line);
      else expect(words[place]).toMatch(line);
    });
  });

  test("a value that changed is told once, by its parameter", () => {
    const limit = (value: number): Partial<Rule> => ({
      violation: { all: [{ fact: "size", operator: "greaterThan", value: { param: "grace" } }, b] },
      params: param(value),
    });
    expect(changeOf(limit(5), limit(6))?.words).toEqual([
      { kind: "meaning", text: "grace: 5 days → 6 days (source: ours)" },
    ]);
  });
});

describe("conditions that rules share", () => {
  const use = { violation: { all: [{ condition: "large" }, b] } };

  test("a change is told once, with the rules that it touches, those by another name among them", () => {
    const rules = [
      ruleWith({ id: "one", ...use }),
      ruleWith({ id: "two", when: { condition: "largest" } }),
      ruleWith({ id: "three", violation: b }),
    ];
    const set = (value: number): Ruleset =>
      setOf(rules, { large: { ...a, value }, largest: { all: [{ condition: "large" }, c] } });
    const { pairs, conditions, unchanged } = compareRulesets(set(10), set(12), vocabulary);
    expect(pairs.map(({ change }) => [change.id, change.kinds])).toEqual([
      ["one", ["meaning"]],
      ["two", ["meaning"]],
    ]);
    expect(pairs[0]?.change.words).toEqual([
      { kind: "meaning", text: "wrong where: the shared condition large changed" },
    ]);
    expect(unchanged).toBe(1);
    expect(conditions).toMatchObject([
      {
        name: "large",
        kind: "meaning",
        rules: ["one", "two"],
        words: [expect.stringMatching(/10.* → .*12/)],
      },
      { name: "largest", kind: "meaning", rules: ["two"] },
    ]);
  });

  test("another way to write the same is no change", () => {
    const rules = [ruleWith({ id: "one", ...use })];
    const of = (large: Condition): Ruleset => setOf(rules, { large, largest: { condition: "large" } });
    for (const large of [{ all: [a] }, { not: { not: a } }, { any: [a, a] }])
      expect(compareRulesets(of(a), of(large), vocabulary)).toEqual({
        pairs: [],
        unchanged: 1,
        conditions: [],
      });
  });

  test("a name against what it stands for is opened", () => {
    const change = changeOf({ when: { condition: "both" } }, { when: { all: [a, b, c] } }, [
      { both: { all: [a, b] } },
      {},
    ]);
    expect(change?.words).toEqual([
      { kind: "meaning", text: expect.stringMatching(/^applies only where also: .*colour/i) },
    ]);
  });

  test("a condition around which another was put is not opened", () => {
    const shared = { both: { all: [a, b] } };
    const change = changeOf({ when: { condition: "both" } }, { when: { all: [{ condition: "both" }, c] } }, [
      shared,
      shared,
    ]);
    expect(change?.words).toHaveLength(1);
    expect(change?.words[0]?.text).toMatch(/^applies only where also: .*colour/i);
  });

  test("that decide only which field is named change the rule as well", () => {
    const rule = { fields: [{ field: "size", if: { condition: "large" } }] };
    const change = changeOf(rule, rule, [{ large: a }, { large: b }]);
    expect(change?.kinds).toEqual(["fields"]);
  });
});

describe("rules that came and went", () => {
  test("an added, a removed and a renamed rule", () => {
    const base = setOf([
      ruleWith({ id: "old-name" }),
      ruleWith({ id: "gone", violation: b }),
      ruleWith({ id: "same" }),
    ]);
    const head = setOf([
      ruleWith({ id: "same" }),
      ruleWith({ id: "new-name" }),
      ruleWith({ id: "came", violation: c }),
    ]);
    const { pairs, unchanged } = compareRulesets(base, head, vocabulary);
    expect(unchanged).toBe(1);
    expect(
      pairs.map(({ change: { id, kinds, base: before, head: after } }) => [id, kinds, before?.id, after?.id]),
    ).toEqual([
      ["came", ["added"], undefined, "came"],
      ["gone", ["removed"], "gone", undefined],
      ["new-name", ["renamed"], "old-name", "new-name"],
    ]);
    expect(pairs[2]?.change.words[0]?.text).toContain("ids are kept for ever");
    expect(pairs[0]?.change.words.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^wrong where: .*colour/i),
    );
  });
});

describe("laws", () => {
  const rule = fc
    .record({ when: questionOfCells, violation: questionOfCells })
    .map(({ when, violation }) => ({
      rule: ruleWith({ when: when.condition, violation: violation.condition, params: violation.params }),
      conditions: violation.conditions,
    }));

  test("keys are equal exactly where meanings are", () => {
    fc.assert(
      fc.property(fc.array(rule, { minLength: 2, maxLength: 4 }), (rules) => {
        // Some of them twice, so that some are equal.
        const all = [...rules, ...rules.map((each) => ({ ...each, rule: { ...each.rule, title: "Other" } }))];
        const keys = createKeys(...all.map((each) => setOf([each.rule], each.conditions)));
        const numbers = all.map((each, place) => keys[place]?.meaningKey(each.rule));
        const texts = all.map((each) => meaningOf(each.rule, each.conditions));
        for (const [one, text] of texts.entries())
          for (const [other, another] of texts.entries())
            expect(numbers[one] === numbers[other]).toBe(text === another);
      }),
    );
  });

  test("a rule set does not differ from itself, and every change of meaning has words", () => {
    fc.assert(
      fc.property(rule, rule, (one, other) => {
        const [base, head] = [one, other].map((each) => setOf([each.rule], each.conditions)) as [
          Ruleset,
          Ruleset,
        ];
        expect(compareRulesets(base, structuredClone(base), vocabulary)).toEqual({
          pairs: [],
          unchanged: 1,
          conditions: [],
        });
        const [pair] = compareRulesets(base, head, vocabulary).pairs;
        const isOther = meaningOf(one.rule, one.conditions) !== meaningOf(other.rule, other.conditions);
        expect(pair?.change.kinds.includes("meaning") ?? false).toBe(isOther);
        if (isOther) expect(pair?.change.words.some(({ kind }) => kind === "meaning")).toBe(true);
      }),
    );
  });

  test("conditions that name each other many times are told by their names", () => {
    const names = Array.from({ length: 13 }, (_, place) => `c${place}`);
    const chain = (value: number): Shared =>
      Object.fromEntries(
        names.map((name, place) => [
          name,
          place === 12 ? { ...a, value } : { all: Array(2).fill({ condition: `c${place + 1}` }) },
        ]),
      );
    const rules = [ruleWith({ when: { condition: "c0" } })];
    const added = compareRulesets(setOf([]), setOf(rules, chain(1)), vocabulary).pairs[0]?.change;
    expect(added?.words.map(({ text }) => text)).toContain(
      "applies where: a condition of more than 200 parts",
    );
    const { pairs, conditions } = compareRulesets(setOf(rules, chain(1)), setOf(rules, chain(2)), vocabulary);
    expect(pairs[0]?.change.kinds).toEqual(["meaning"]);
    expect(conditions).toHaveLength(13);
  });
});
