import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canBeShown } from "../../../src/review/examples/canBeShown.ts";
import {
  type CoveredPlace,
  type Obligation,
  reaches,
  totalOf,
} from "../../../src/review/examples/coverage.ts";
import { runExamples } from "../../../src/review/examples/runExamples.ts";
import { testRule } from "../../../src/review/examples/testRule.ts";
import type { RuleContext } from "../../../src/review/ruleContext.ts";
import type { Solver, Verdict } from "../../../src/review/solve/solver.ts";
import type { DerivedFact } from "../../../src/rules/fact.ts";
import type { Condition, Example, Rule } from "../../../src/rules/schema.ts";
import { factNames, known, questionOfCells } from "../../engine/arbitraries.ts";
import { ruleWith } from "../../engine/rule.ts";

const is = (fact: string): Condition => ({ fact, operator: "equal", value: true });
const [a, b, c, d] = ["a", "b", "c", "d"].map(is) as [Condition, Condition, Condition, Condition];

/** `TF-`: the facts a, b, c … true, false, without a value. */
function example(letters: string, more: Partial<Example> = {}): Example {
  const event = Object.fromEntries(
    [...letters].flatMap((letter, index) => (letter === "-" ? [] : [["abcd"[index] ?? "", letter === "T"]])),
  );
  return { title: letters, event, expect: "failed", ...more };
}

interface Setting extends Partial<RuleContext> {
  readonly canBe?: (asks: string) => Verdict["verdict"];
}

function coverage(part: Partial<Rule>, examples: readonly (string | Example)[], setting: Setting = {}) {
  const { vocabulary = {}, conditions = {}, canBe } = setting;
  const rule = ruleWith({
    ...part,
    examples: examples.map((each) => (typeof each === "string" ? example(each) : each)),
  });
  return testRule(
    rule,
    { vocabulary, conditions },
    canBe === undefined
      ? {}
      : {
          canBe: ({ place, asks, of }) => {
            const verdict = canBe(`${place.path} ${asks} ${of}`);
            return verdict === "impossible" ? { verdict } : { verdict: "undecided", why: "a test" };
          },
        },
  ).coverage;
}

/** `decides false of $.violation.all[0]`, of everything that is so. */
function those(places: readonly CoveredPlace[], state: Obligation["state"]): readonly string[] {
  return places.flatMap(({ path, obligations }) =>
    obligations.filter((each) => each.state === state).map(({ asks, of }) => `${path} ${asks} ${of}`),
  );
}

/** What decides is asked here; what is unknown is another test's. */
function undecided(part: Partial<Rule>, examples: readonly (string | Example)[]): readonly string[] {
  return those(coverage(part, examples).places, "missing").filter((text) => !text.endsWith("seen unknown"));
}

describe("decides alone", () => {
  const and = { violation: { all: [a, b] } };
  const or = { violation: { any: [a, b] } };
  test.each<[string, Partial<Rule>, readonly string[], readonly string[]]>([
    ["both of two: the three cases are enough", and, ["TT", "TF", "FT"], []],
    [
      "both of two, one case short",
      and,
      ["TT", "TF"],
      ["$.violation.all[0] seen false", "$.violation.all[0] decides false"],
    ],
    // Where both are false neither is the reason.
    [
      "both of two, seen and not decided",
      and,
      ["TT", "FF"],
      ["$.violation.all[0] decides false", "$.violation.all[1] decides false"],
    ],
    ["either of two: the three cases are enough", or, ["FF", "TF", "FT"], []],
    [
      "either of two, both at once",
      or,
      ["FF", "TT"],
      ["$.violation.any[0] decides true", "$.violation.any[1] decides true"],
    ],
    ["not", { violation: { not: a } }, ["T", "F"], []],
    // The pair of `a`, TTFF and FTTF, differs in `c` too: that is what the masking form allows.
    [
      "masking",
      { violation: { any: [{ all: [a, b] }, { all: [c, d] }] } },
      ["TTFF", "FTTF", "TFFT", "FFTT"],
      [],
    ],
    ["an unknown one decides nothing", and, ["TT", "TF", "FT", "-T", "-F"], []],
    [
      "beside an unknown one nothing decides",
      and,
      ["T-", "F-", "TT", "FF"],
      ["$.violation.all[1] decides false"],
    ],
  ])("%s", (_, part, examples, missing) => {
    expect(undecided(part, examples)).toEqual(missing);
  });

  test("beside an unknown one a comparison decides that the outcome is known", () => {
    const { places } = coverage(and, ["F-"]);
    // False and unknown is false; true and unknown is unknown.
    expect(those(places, "shown")).toContain("$.violation.all[0] decides false");
    expect(those(places, "shown")).not.toContain("$.violation.all[0] decides true");
  });

  test("a comparison of the violation decides nothing where the rule is not about the record", () => {
    expect(undecided({ when: a, violation: b }, ["TT", "FF", "FT"])).toEqual(["$.violation decides false"]);
    expect(undecided({ when: a, violation: b }, ["TT", "TF", "FF"])).toEqual([]);
  });

  test("where a rule gives time, what is not due yet is another outcome than failed", () => {
    const due = { after: "endDate", days: 0 };
    const at = (letters: string, endDate: string) => {
      const one = example(letters);
      return { ...one, event: { ...one.event, endDate } };
    };
    const { places, counts } = coverage({ due, violation: a }, [
      at("T", "2025-06-30"),
      at("F", "2025-06-30"),
    ]);
    expect(those(places, "missing")).toEqual([
      "$.violation seen unknown",
      "$.due seen ahead",
      "$.due seen unknown",
    ]);
    expect(counts).toEqual({
      seen: { shown: 3, of: 6 },
      decides: { shown: 2, of: 2 },
      total: { shown: 5, of: 8 },
      cannotBeShown: 0,
    });
  });

  test("a date is seen only where the rule gets to it", () => {
    const due = { after: "endDate", days: 0 };
    const { places } = coverage({ due, violation: a }, ["F", "-", "T"]);
    expect(those(places, "shown")).toContain("$.due seen unknown");
    expect(those(coverage({ due, violation: a }, ["F", "-"]).places, "missing")).toContain(
      "$.due seen unknown",
    );
  });
});

describe("unknown", () => {
  const seesUnknown = (violation: Condition, setting: Setting = {}) =>
    coverage({ violation }, [], setting).places[0]?.obligations.some(({ of }) => of === "unknown");

  test("is asked where the fact, or one in the value, can be missing", () => {
    expect(seesUnknown(a)).toBe(true);
    expect(seesUnknown({ fact: "asOf", operator: "after", value: "2024-01-01" })).toBe(false);
    expect(seesUnknown({ fact: "asOf", operator: "after", value: { fact: "endDate" } })).toBe(true);
    expect(seesUnknown({ fact: "a", operator: "isEmpty", value: true })).toBe(true);
  });

  test("of a derived fact is asked where it is not made up for", () => {
    const derived = (derive: DerivedFact["derive"]): Setting => ({
      vocabulary: { facts: [{ name: "sure", type: "boolean", doc: "A flag.", from: ["a"], derive }] },
    });
    expect(
      seesUnknown(
        is("sure"),
        derived((value) => value === true),
      ),
    ).toBe(false);
    expect(
      seesUnknown(
        is("sure"),
        derived((value) => value),
      ),
    ).toBe(true);
  });

  test("of a cell is shown by an absent column, and of a value by any gap", () => {
    const isEmpty: Condition = { fact: "a", operator: "isEmpty", value: true };
    const shown = (violation: Condition, one: Example) =>
      those(coverage({ violation }, [one]).places, "shown").includes("$.violation seen unknown");
    expect(shown(isEmpty, example("-"))).toBe(false);
    expect(shown(isEmpty, example("-", { absent: ["a"] }))).toBe(true);
    expect(shown(a, example("-"))).toBe(true);
    expect(shown(a, example("-", { absent: ["a"] }))).toBe(true);
    expect(shown(a, example("-", { event: { a: { unreadable: "?" } } }))).toBe(true);
  });
});

test("comparisons of a named condition count in each place where it is called, with both places told", () => {
  const conditions = { "is-a": { all: [a] }, outer: { not: { condition: "is-a" } } };
  const { places } = coverage(
    { when: { condition: "is-a" }, violation: { any: [b, { condition: "outer" }] } },
    [],
    { conditions },
  );
  expect(places.map(({ path, writtenAt, inside }) => ({ path, writtenAt, inside }))).toEqual([
    { path: "$.when", writtenAt: '$.conditions["is-a"].all[0]', inside: ["is-a"] },
    { path: "$.violation.any[0]", writtenAt: "$.violation.any[0]", inside: [] },
    { path: "$.violation.any[1]", writtenAt: '$.conditions["is-a"].all[0]', inside: ["outer", "is-a"] },
  ]);
});

test("the dates between which a rule is in force are asked for too", () => {
  const { places } = coverage({ effective: { from: "2024-01-01" }, violation: a }, []);
  expect(places.map(({ path }) => path)).toEqual(["$.effective.from", "$.violation"]);
});

test("what cannot be shown counts for nothing, and is counted apart", () => {
  // The second `a` is never true where the first is not.
  const violation: Condition = { any: [a, { all: [a, b] }] };
  const canBe = (text: string) =>
    text === "$.violation.any[1].all[0] decides true" ? ("impossible" as const) : ("undecided" as const);
  const { places, counts } = coverage({ violation }, ["T-", "FT", "FF", "--", "F-", "TT"], { canBe });
  expect(those(places, "cannot")).toEqual(["$.violation.any[1].all[0] decides true"]);
  expect(counts.cannotBeShown).toBe(1);
  expect(counts.decides).toEqual({ shown: 3, of: 5 });
});

test("an example of which the rule is an error shows nothing", () => {
  const throws: DerivedFact = {
    name: "broken",
    type: "boolean",
    doc: "It throws.",
    from: ["a"],
    derive: () => {
      throw new Error("out of order");
    },
  };
  const setting = { vocabulary: { facts: [{ name: "b", type: "boolean" as const, doc: "B." }, throws] } };
  expect(coverage({ violation: { all: [b, is("broken")] } }, ["TT", "FF"], setting).counts.total.shown).toBe(
    0,
  );
});

test("a share is compared on exact counts", () => {
  expect(reaches({ shown: 999, of: 1000 }, 99.9)).toBe(true);
  expect(reaches({ shown: 9_989, of: 10_000 }, 99.9)).toBe(false);
  expect(reaches({ shown: 0, of: 0 }, 100)).toBe(true);
  const one = coverage({ violation: a }, ["T"]).counts;
  expect(totalOf([one, one]).total).toEqual({ shown: 4, of: 10 });
});

/** A rule and one example of it, made at random. */
const gap = fc.constantFrom("none", "none", "absent", "empty", "unreadable");
const cases = fc
  .record({
    about: fc.option(questionOfCells, { freq: 1 }),
    wrong: questionOfCells,
    values: known,
    gaps: fc.record(Object.fromEntries(factNames.map((name) => [name, gap]))),
    effective: fc.constantFrom<Rule["effective"]>(undefined, undefined, {
      from: "2024-03-05",
      to: "2026-01-01",
    }),
    days: fc.constantFrom(undefined, 0, 30),
    date: fc.constantFrom(undefined, "2024-03-05", "2025-06-30", "2025-12-01", "2025-12-31", "9999-12-20"),
  })
  .map(({ about, wrong, values, gaps, effective, days, date }) => {
    const event = Object.fromEntries(
      factNames.flatMap((name): [string, Example["event"][string]][] => {
        if (gaps[name] === "unreadable") return [[name, { unreadable: "?" }]];
        const value = values[name];
        if (gaps[name] !== "none" || value === undefined) return [];
        return [[name, typeof value === "object" ? [...value] : value]];
      }),
    );
    const one: Example = {
      title: "one",
      event: { ...event, ...(date === undefined ? {} : { endDate: date }) },
      absent: factNames.filter((name) => gaps[name] === "absent"),
      expect: "failed",
    };
    const rule = ruleWith({
      when: about?.condition ?? { all: [] },
      violation: wrong.condition,
      params: wrong.params,
      ...(effective === undefined ? {} : { effective }),
      ...(days === undefined ? {} : { due: { after: "endDate", days } }),
      examples: [],
    });
    const context = { vocabulary: { codeLists: wrong.codeLists }, conditions: wrong.conditions };
    return { rule, one, context };
  });

/**
 * Held against the evaluator itself: the pair of rules by which the solver is asked for a record that shows something is
 * told apart by an example exactly if the example shows it.
 */
test("an example shows what it tells apart, by the evaluator's word", () => {
  const agreed = new Map<string, number>();
  fc.assert(
    fc.property(cases, ({ rule, one, context }) => {
      const [outcome] = runExamples(rule, [one], context);
      if (outcome?.outcome === "error") return;
      const says = (some: Rule) => runExamples(some, [one], context)[0]?.outcome;
      const isTold: boolean[] = [];
      const solver: Solver = {
        find: (wanted) => {
          isTold.push(wanted.every((each) => each.outcomes.some((name) => name === says(each.rule))));
          return { verdict: "undecided", why: "a test" };
        },
        tellApart: (first, second) => {
          isTold.push(says(first) !== says(second));
          return { verdict: "undecided", why: "a test" };
        },
      };
      // Without examples everything is missing, so that everything is asked.
      testRule(rule, context, { canBe: canBeShown(solver, context) });
      const shown = testRule({ ...rule, examples: [one] }, context).coverage.places.flatMap(
        ({ obligations }) =>
          obligations.map(({ asks, of, state }) => ({ what: `${asks} ${of}`, isShown: state === "shown" })),
      );
      expect(isTold).toEqual(shown.map(({ isShown }) => isShown));
      for (const { what, isShown } of shown)
        agreed.set(`${what} ${isShown}`, (agreed.get(`${what} ${isShown}`) ?? 0) + 1);
    }),
    { seed: 20250630, numRuns: 400 },
  );
  const asked = [
    "seen true",
    "seen false",
    "seen unknown",
    "decides true",
    "decides false",
    "seen past",
    "seen ahead",
  ];
  for (const what of asked)
    for (const is of [true, false]) expect(agreed.get(`${what} ${is}`)).toBeGreaterThan(2);
});

test("a rule of which much could not be decided is asked about no further", () => {
  let asked = 0;
  const unclear = (): Verdict => {
    asked++;
    return { verdict: "undecided", why: "too many cases", isGivenUp: true };
  };
  const facts = Array.from({ length: 30 }, (_, index) => `fact${index}`);
  const rule = ruleWith({
    violation: { all: facts.map((fact): Condition => ({ fact, operator: "equal", value: 1 })) },
    examples: [{ title: "Nothing", event: {}, expect: "notAssessed" }],
  });
  const plain: RuleContext = { vocabulary: {}, conditions: {} };
  const canBe = canBeShown({ find: unclear, tellApart: unclear }, plain);
  testRule(rule, plain, { canBe });
  expect(asked).toBe(12);
  testRule({ ...rule }, plain, { canBe });
  expect(asked).toBe(24);
});
