import { describe, expect, test } from "vitest";
import { compileRules } from "../../src/engine/rules.ts";
import { DataQualityError } from "../../src/errors.ts";
import type { Operator } from "../../src/rules/operator.ts";
import { parseRules } from "../../src/rules/parse.ts";
import { type Condition, limits, type Rule } from "../../src/rules/schema.ts";
import { asOf, outcomeOf, ruleWith, truthOf } from "./rule.ts";

const leaf: Condition = { fact: "size", operator: "greaterThan", value: 10 };

function codesOf(act: () => unknown): readonly string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof DataQualityError) return [...new Set(error.problems.map(({ code }) => code))];
    throw error;
  }
  return [];
}

/** Nested without recursion, since the test must not fail by its own depth. */
function nested(levels: number, wrap: (inner: unknown) => unknown): unknown {
  let condition: unknown = leaf;
  for (let level = 1; level < levels; level++) condition = wrap(condition);
  return condition;
}

const wraps: readonly (readonly [string, (inner: unknown) => unknown])[] = [
  ["not", (inner) => ({ not: inner })],
  ["all", (inner) => ({ all: [inner] })],
  ["any", (inner) => ({ any: [inner, inner].slice(1) })],
];

describe("depth", () => {
  describe.each(wraps)("of %s", (_, wrap) => {
    test("10,000 levels as text are refused", () => {
      const rule = { ...ruleWith(), when: "WHEN" };
      const text = JSON.stringify(rule).replace('"WHEN"', nestedText(10_000, wrap));
      expect(codesOf(() => parseRules(text))).toEqual(["too-deep"]);
    });

    test("10,000 levels where compiling is asked directly are refused", () => {
      const when = nested(10_000, wrap) as Condition;
      expect(codesOf(() => compileRules([ruleWith({ when })], { asOf }))).toEqual(["rule-invalid"]);
    });

    test("32 levels are evaluated, 33 refused", () => {
      const of = (levels: number) => [ruleWith({ violation: nested(levels, wrap) as Condition })];
      const negations = wrap(leaf) !== null && "not" in (wrap(leaf) as object) ? limits.depth - 1 : 0;
      const [outcome] = compileRules(parseRules(of(limits.depth)), { asOf }).evaluate({ size: 11 });
      expect(outcome?.outcome).toBe(negations % 2 === 0 ? "failed" : "passed");
      expect(codesOf(() => parseRules(of(limits.depth + 1)))).toEqual(["too-deep"]);
      expect(codesOf(() => compileRules(of(limits.depth + 1), { asOf }))).toEqual(["rule-invalid"]);
    });
  });

  /** `JSON.stringify` recurses; text of any depth is made by hand. */
  function nestedText(levels: number, wrap: (inner: unknown) => unknown): string {
    const [before, after] = JSON.stringify(wrap("HERE")).split('"HERE"');
    return (before ?? "").repeat(levels) + JSON.stringify(leaf) + (after ?? "").repeat(levels);
  }

  test("deep data where no condition stands", () => {
    const text = (at: string) =>
      JSON.stringify({ ...ruleWith(), [at]: "HERE" }).replace(
        '"HERE"',
        "[".repeat(10_000) + "]".repeat(10_000),
      );
    for (const at of ["examples", "params", "fields", "due", "effective", "unknown"])
      expect(codesOf(() => parseRules(text(at)))).toEqual(["too-deep"]);
    expect(codesOf(() => parseRules("[".repeat(100_000) + "]".repeat(100_000)))).toEqual(["too-deep"]);
  });
});

describe("size", () => {
  test("a thousand conditions in a rule, not one more", () => {
    const of = (parts: number) =>
      ruleWith({ when: leaf, violation: { all: Array.from({ length: parts }, () => leaf) } });
    expect(codesOf(() => parseRules(of(limits.nodes - 2)))).toEqual([]);
    expect(codesOf(() => parseRules(of(limits.nodes - 1)))).toEqual(["too-many-conditions"]);
  });

  test("a named condition is no way around it", () => {
    const all = Array.from({ length: 200_000 }, () => leaf);
    const set = { name: "set", version: "1", conditions: { wide: { all } }, rules: [ruleWith()] };
    expect(codesOf(() => parseRules(set))).toEqual(["too-many-conditions"]);
  });

  test("a list of ten thousand, not one more", () => {
    const of = (count: number) =>
      ruleWith({
        violation: {
          fact: "size",
          operator: "in",
          value: Array.from({ length: count }, (_, index) => index),
        },
      });
    const compiled = compileRules(parseRules(of(limits.list)), { asOf });
    expect(compiled.evaluate({ size: 9_999 })[0]?.outcome).toBe("failed");
    expect(compiled.evaluate({ size: 10_000 })[0]?.outcome).toBe("passed");
    expect(codesOf(() => parseRules(of(limits.list + 1)))).toEqual(["invalid-value"]);
  });

  test("more mistakes than a call can have arguments", () => {
    expect(codesOf(() => parseRules(Array.from({ length: 200_000 }, () => 5)))).toContain("too-many-rules");
    const keys = Object.fromEntries(
      Array.from({ length: 150_000 }, (_, index) => [`${index}`.padStart(110, "k"), 1]),
    );
    expect(codesOf(() => parseRules({ ...ruleWith(), ...keys }))).toEqual(["unknown-key"]);
  });

  test("long texts in a rule, in a record", () => {
    const long = "x".repeat(5_000_000);
    expect(codesOf(() => parseRules(ruleWith({ message: long })))).toEqual(["invalid-value"]);
    expect(truthOf({ fact: "size", operator: "equal", value: 1 }, { size: long })).toBe("false");
    expect(
      truthOf({ fact: "size", operator: "matches", value: "y$" }, { size: long.slice(0, 200_000) }),
    ).toBe("false");
    expect(truthOf({ fact: "size", operator: "greaterThan", value: 1 }, { size: long })).toBe("false");
    const outcome = outcomeOf(
      { violation: { fact: "size", operator: "notEqual", value: "y" }, message: "{size}" },
      { size: long },
    );
    expect(outcome.outcome === "failed" && outcome.failure.message.length).toBe(80);
  });
});

describe("named conditions", () => {
  /** A chain of conditions of which each names the one before twice. */
  function chain(length: number): Readonly<Record<string, Condition>> {
    return Object.fromEntries(
      Array.from({ length: length + 1 }, (_, index): [string, Condition] => [
        `c${index}`,
        index === 0
          ? { fact: "size", operator: "counts", value: 10 }
          : { all: [{ condition: `c${index - 1}` }, { condition: `c${index - 1}` }] },
      ]),
    );
  }

  function run(conditions: Readonly<Record<string, Condition>>, when: Condition, records: number): number {
    let times = 0;
    const counts: Operator = {
      name: "counts",
      doc: "Counts its calls.",
      fact: ["number"],
      value: "number",
      test: (size, limit) => {
        times++;
        return size > limit;
      },
    };
    const rules: readonly Rule[] = [ruleWith({ when }), ruleWith({ id: "again", when })];
    const set = parseRules({ name: "set", version: "1", conditions, rules }, { operators: [counts] });
    const compiled = compileRules(set, { asOf, operators: [counts] });
    for (let record = 0; record < records; record++) {
      const said = compiled.evaluate({ size: 11 + record }).map(({ outcome }) => outcome);
      expect(said).toEqual(["failed", "failed"]);
    }
    return times;
  }

  /** Both `all` and the name in it are a level, and the rule's own name is one. */
  const longest = 15;

  test("the longest chain is evaluated once a record, not 32,768 times", () => {
    expect(run(chain(longest), { condition: `c${longest}` }, 1)).toBe(1);
    expect(run(chain(longest), { condition: `c${longest}` }, 7)).toBe(7);
  });

  test("an unknown one is as cheap, and tells its reason once", () => {
    const conditions = { ...chain(longest), c0: { fact: "gone", operator: "equal", value: 1 } };
    expect(outcomeOf({ when: { condition: `c${longest}` } }, { size: 11 }, { conditions })).toMatchObject({
      outcome: "notAssessed",
      reasons: [{ fact: "gone", why: "empty" }],
    });
  });

  test("those that name each other more often than could be written out are refused", () => {
    const conditions = Object.fromEntries(
      [leaf, ...Array.from({ length: 4 }, () => undefined)].map((condition, index): [string, Condition] => [
        `c${index}`,
        condition ?? { all: Array.from({ length: 20 }, () => ({ condition: `c${index - 1}` })) },
      ]),
    );
    const set = (name: string): unknown => ({
      name: "set",
      version: "1",
      conditions,
      rules: [ruleWith({ when: { condition: name } })],
    });
    expect(codesOf(() => parseRules(set("c3")))).toEqual([]);
    expect(codesOf(() => parseRules(set("c4")))).toEqual(["too-many-conditions"]);
  });

  test.each([16, 30, 1_000, 10_000])("a chain of %i is refused, whichever end stands first", (length) => {
    const conditions = chain(length);
    const plain = { ...conditions, c0: leaf };
    const upsideDown = Object.fromEntries(Object.entries(plain).reverse());
    for (const each of [plain, upsideDown]) {
      const set = {
        name: "set",
        version: "1",
        conditions: each,
        rules: [ruleWith({ when: { condition: `c${length}` } })],
      };
      expect(codesOf(() => parseRules(set))).toEqual(["condition-cycle"]);
      expect(codesOf(() => compileRules(set, { asOf }))).toEqual(["rule-invalid"]);
    }
  });

  test("10,000 levels in a named condition", () => {
    const conditions = { deep: nested(10_000, (inner) => ({ not: inner })) as Condition };
    const set = { name: "set", version: "1", conditions, rules: [ruleWith({ when: { condition: "deep" } })] };
    expect(codesOf(() => parseRules(set))).toEqual(["too-deep"]);
    expect(codesOf(() => compileRules(set, { asOf }))).toEqual(["rule-invalid"]);
  });

  test("loops of one, two and many", () => {
    const loops: readonly Readonly<Record<string, Condition>>[] = [
      { a: { condition: "a" } },
      { a: { not: { condition: "b" } }, b: { any: [leaf, { condition: "a" }] } },
      Object.fromEntries(
        Array.from({ length: 500 }, (_, index) => [
          `c${index}`,
          { all: [{ condition: `c${(index + 1) % 500}` }] },
        ]),
      ),
    ];
    for (const conditions of loops) {
      const [name = ""] = Object.keys(conditions);
      const set = { name: "set", version: "1", conditions, rules: [ruleWith({ when: { condition: name } })] };
      expect(codesOf(() => parseRules(set))).toEqual(["condition-cycle"]);
      expect(codesOf(() => compileRules(set, { asOf }))).toEqual(["rule-invalid"]);
    }
  });

  test("what is read is compiled: a rule and the conditions that it names are not too deep together", () => {
    const deep = (levels: number, inner: Condition) =>
      nested(levels, (part) => ({ not: part === leaf ? inner : part })) as Condition;
    const set = (first: number, second: number) => ({
      name: "set",
      version: "1",
      conditions: { inner: deep(second, leaf) },
      rules: [ruleWith({ when: deep(first, { condition: "inner" }) })],
    });
    expect(codesOf(() => parseRules(set(10, 10)))).toEqual([]);
    expect(codesOf(() => compileRules(set(10, 10), { asOf }))).toEqual([]);
    expect(codesOf(() => parseRules(set(20, 20)))).toEqual(["too-deep"]);
    expect(codesOf(() => compileRules(set(20, 20), { asOf }))).toEqual(["rule-invalid"]);
  });

  test("the order of rules does not decide what is too deep", () => {
    const deep = (levels: number, inner: Condition) =>
      nested(levels, (part) => ({ not: part === leaf ? inner : part })) as Condition;
    const conditions = { inner: deep(20, leaf) };
    const shallow = ruleWith({ when: { condition: "inner" } });
    const far = ruleWith({ id: "far", when: deep(20, { condition: "inner" }) });
    for (const rules of [
      [shallow, far],
      [far, shallow],
    ])
      expect(codesOf(() => compileRules({ name: "s", version: "1", conditions, rules }, { asOf }))).toEqual([
        "rule-invalid",
      ]);
  });
});

describe("patterns", () => {
  // Each makes a backtracking engine run for longer than the universe is old.
  test.each([
    "(a+)+$",
    "(a|aa)+$",
    "(a|a?)+$",
    "(.*a){20}$",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "(x+x+)+y",
    "a?".repeat(60) + "a".repeat(60),
  ])("%s on a long text simply returns", (pattern) => {
    const text = `${"a".repeat(20_000)}!`;
    const said = truthOf({ fact: "text", operator: "matches", value: pattern }, { text });
    expect(["true", "false"]).toContain(said);
  });

  test.each([
    "(?=a)a",
    "(?!a)b",
    "(?<=a)b",
    "(?<!a)b",
    "(a)\\1",
    "(?<n>a)\\k<n>",
    "a{2000}",
    "((a{100}){100}){100}",
    "(",
    "[a",
    "a**",
    "\\",
  ])("%s is refused", (pattern) => {
    const violation = { fact: "text", operator: "matches", value: pattern };
    expect(codesOf(() => parseRules(ruleWith({ violation })))).toEqual(["invalid-pattern"]);
    expect(codesOf(() => compileRules([ruleWith({ violation })], { asOf }))).toEqual(["rule-invalid"]);
  });

  test("a pattern keeps nothing from one text to the next", () => {
    const compiled = compileRules(
      [ruleWith({ violation: { fact: "text", operator: "matches", value: "a" } })],
      { asOf },
    );
    const said = ["a", "b", "xa", "", "aa", "b"].map((text) => compiled.evaluate({ text })[0]?.outcome);
    expect(said).toEqual(["failed", "passed", "failed", "notAssessed", "failed", "passed"]);
  });
});
