import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  allOf,
  anyOf,
  FALSE,
  not,
  notOf,
  setOf,
  TRUE,
  type Truth,
  type TruthSet,
  UNKNOWN,
} from "../../src/engine/kleene.ts";
import { compileRules } from "../../src/engine/rules.ts";
import type { Condition } from "../../src/rules/schema.ts";
import { asOf, ruleWith, type Said, truthOf } from "./rule.ts";

const truths = [FALSE, UNKNOWN, TRUE] as const;

/** The three truth values, as a record and its rules see them. */
const record = { yes: 1, no: 0 };
const condition: Readonly<Record<"true" | "false" | "unknown", Condition>> = {
  true: { fact: "yes", operator: "equal", value: 1 },
  false: { fact: "no", operator: "equal", value: 1 },
  unknown: { fact: "gone", operator: "equal", value: 1 },
};
const { true: T, false: F, unknown: U } = condition;

// Kleene, Introduction to Metamathematics (1952), § 64: the strong tables.
const and: readonly (readonly [Condition, Condition, Said])[] = [
  [T, T, "true"],
  [T, U, "unknown"],
  [T, F, "false"],
  [U, T, "unknown"],
  [U, U, "unknown"],
  [U, F, "false"],
  [F, T, "false"],
  [F, U, "false"],
  [F, F, "false"],
];
const or: readonly (readonly [Condition, Condition, Said])[] = [
  [T, T, "true"],
  [T, U, "true"],
  [T, F, "true"],
  [U, T, "true"],
  [U, U, "unknown"],
  [U, F, "unknown"],
  [F, T, "true"],
  [F, U, "unknown"],
  [F, F, "false"],
];

describe("truth tables", () => {
  test.each(and)("all %j %j is %s", (one, other, said) => {
    expect(truthOf({ all: [one, other] }, record)).toBe(said);
    // Three parts take another way through the compiler.
    expect(truthOf({ all: [one, other, T] }, record)).toBe(said);
    expect(truthOf({ all: [one, T, other] }, record)).toBe(said);
  });
  test.each(or)("any %j %j is %s", (one, other, said) => {
    expect(truthOf({ any: [one, other] }, record)).toBe(said);
    expect(truthOf({ any: [F, one, other] }, record)).toBe(said);
  });
  test("not", () => {
    expect([T, U, F].map((part) => truthOf({ not: part }, record))).toEqual(["false", "unknown", "true"]);
    expect(truths.map(not)).toEqual([TRUE, UNKNOWN, FALSE]);
  });
});

/** Six facts of which any may have no value. */
const leaf = fc
  .record({ fact: fc.constantFrom("a", "b", "c", "d"), value: fc.constantFrom(0, 1) })
  .map(({ fact, value }): Condition => ({ fact, operator: "equal", value }));
const tree = fc.letrec<{ condition: Condition }>((self) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    leaf,
    fc.array(self("condition"), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
    fc.array(self("condition"), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
    self("condition").map((negated): Condition => ({ not: negated })),
  ),
})).condition;
const facts = fc.record({
  a: fc.constantFrom(0, 1, null),
  b: fc.constantFrom(0, 1, null),
  c: fc.constantFrom(0, 1, null),
  d: fc.constantFrom(0, 1, null),
});

/** The same condition with `not` driven down to the leaves, by De Morgan's laws. */
function pushed(whole: Condition, negated = false): Condition {
  if ("not" in whole) return pushed(whole.not, !negated);
  if ("all" in whole) {
    const parts = whole.all.map((part) => pushed(part, negated));
    return negated ? { any: parts } : { all: parts };
  }
  if ("any" in whole) {
    const parts = whole.any.map((part) => pushed(part, negated));
    return negated ? { all: parts } : { any: parts };
  }
  return negated ? { not: whole } : whole;
}

/** By the definition: minimum, maximum, mirror. */
function byDefinition(whole: Condition, values: Readonly<Record<string, number | null>>): number {
  if ("not" in whole) return 2 - byDefinition(whole.not, values);
  if ("all" in whole) return Math.min(...whole.all.map((part) => byDefinition(part, values)));
  if ("any" in whole) return Math.max(...whole.any.map((part) => byDefinition(part, values)));
  if ("condition" in whole) throw new Error("no names here");
  const value = values[whole.fact] ?? null;
  return value === null ? 1 : value === whole.value ? 2 : 0;
}

describe("laws", () => {
  test("a condition is the minimum and maximum of its parts", () => {
    fc.assert(
      fc.property(tree, facts, (whole, values) => {
        const said = { false: 0, unknown: 1, true: 2, error: -1 }[truthOf(whole, values)];
        expect(said).toBe(byDefinition(whole, values));
      }),
      { seed: 1, numRuns: 1_000 },
    );
  });

  test("De Morgan", () => {
    fc.assert(
      fc.property(tree, facts, (whole, values) => {
        expect(truthOf(pushed(whole), values)).toBe(truthOf(whole, values));
        expect(truthOf(pushed({ not: whole }), values)).toBe(truthOf({ not: whole }, values));
      }),
      { seed: 2, numRuns: 1_000 },
    );
  });

  test("the order of parts does not matter", () => {
    fc.assert(
      fc.property(fc.array(tree, { minLength: 2, maxLength: 4 }), facts, (parts, values) => {
        for (const kind of ["all", "any"] as const) {
          const forwards = kind === "all" ? { all: parts } : { any: parts };
          const backwards = kind === "all" ? { all: parts.toReversed() } : { any: parts.toReversed() };
          expect(truthOf(backwards, values)).toBe(truthOf(forwards, values));
        }
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  test("what becomes known never turns true into false or unknown", () => {
    fc.assert(
      fc.property(tree, facts, facts, (whole, values, more) => {
        const before = truthOf(whole, values);
        if (before === "unknown") return;
        const filled = Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, value ?? more[name as keyof typeof more]]),
        );
        expect(truthOf(whole, filled)).toBe(before);
      }),
      { seed: 4, numRuns: 1_000 },
    );
  });
});

describe("sets of truth values", () => {
  const sets: readonly TruthSet[] = [0b001, 0b010, 0b100, 0b011, 0b101, 0b110, 0b111];
  const members = (set: TruthSet): readonly Truth[] => truths.filter((truth) => (set & setOf(truth)) !== 0);
  const join = (values: Iterable<Truth>): TruthSet =>
    [...values].reduce<TruthSet>((set, each) => set | setOf(each), 0);
  const least = (values: readonly Truth[]): Truth => truths[Math.min(...values)] ?? TRUE;
  const most = (values: readonly Truth[]): Truth => truths[Math.max(...values)] ?? TRUE;
  /** Every way to choose one value from each set. */
  function ways(choice: readonly TruthSet[]): readonly (readonly Truth[])[] {
    return choice.reduce<readonly (readonly Truth[])[]>(
      (before, set) => before.flatMap((chosen) => members(set).map((truth) => [...chosen, truth])),
      [[]],
    );
  }

  test("not of every set", () => {
    for (const set of sets) expect(notOf(set)).toBe(join(members(set).map(not)));
  });

  test("all and any of every one, two and three sets", () => {
    const choices = [
      ...sets.map((one) => [one]),
      ...sets.flatMap((one) => sets.map((two) => [one, two])),
      ...sets.flatMap((one) => sets.flatMap((two) => sets.map((three) => [one, two, three]))),
    ];
    for (const choice of choices) {
      expect(allOf(choice)).toBe(join(ways(choice).map(least)));
      expect(anyOf(choice)).toBe(join(ways(choice).map(most)));
    }
  });

  test("of nothing, as json-rules-engine has it", () => {
    expect(allOf([])).toBe(setOf(TRUE));
    expect(anyOf([])).toBe(setOf(TRUE));
  });
});

test("a named condition is remembered for one record only", () => {
  const compiled = compileRules(
    {
      name: "test",
      version: "1",
      conditions: { large: { fact: "size", operator: "greaterThan", value: 10 } },
      rules: [
        ruleWith({ violation: { condition: "large" } }),
        ruleWith({ id: "b-rule", when: { condition: "large" }, violation: { not: { condition: "large" } } }),
      ],
    },
    { asOf },
  );
  const said = [11, 9, undefined, 11, 11, 9].map((size) =>
    compiled.evaluate({ size }).map(({ outcome }) => outcome),
  );
  expect(said).toEqual([
    ["failed", "passed"],
    ["passed", "notApplicable"],
    ["notAssessed", "notAssessed"],
    ["failed", "passed"],
    ["failed", "passed"],
    ["passed", "notApplicable"],
  ]);
});
