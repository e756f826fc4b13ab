import { describe, expect, test } from "vitest";
import { compileRules } from "../../../src/engine/rules.ts";
import { DataQualityError } from "../../../src/errors.ts";
import { createSolver } from "../../../src/review/solve/createSolver.ts";
import type { Verdict, Witness } from "../../../src/review/solve/solver.ts";
import type { Condition, OutcomeName, Rule } from "../../../src/rules/schema.ts";
import { always, ruleWith } from "../../engine/rule.ts";
import { clock, day, things } from "./things.ts";

const conditions: Readonly<Record<string, Condition>> = {
  heavy: { fact: "weight", operator: "greaterThan", value: 10 },
  light: { fact: "weight", operator: "lessThanInclusive", value: 10 },
};
const solver = createSolver({ vocabulary: things, conditions, asOf: clock });

type Outcomes = readonly (OutcomeName | "violated")[];

function seen(rule: Rule, { record, absent, asOf }: Witness): OutcomeName | undefined {
  const live: Rule = { ...rule, state: "active" };
  const ruleset = { name: "test", version: "1", conditions, rules: [live] };
  return compileRules(ruleset, { ...things, asOf, absent }).evaluate(record)[0]?.outcome;
}

function verdictOf(part: Partial<Rule>, outcomes: Outcomes): Verdict {
  const rule = ruleWith(part);
  const verdict = solver.find([{ rule, outcomes }]);
  if (verdict.verdict === "possible") {
    const outcome = seen(rule, verdict.witness);
    expect(outcomes.flatMap((each) => (each === "violated" ? ["failed", "notDue"] : [each]))).toContain(
      outcome,
    );
  }
  return verdict;
}

const all = (
  ...parts: readonly (readonly [fact: string, operator: string, value: unknown])[]
): Condition => ({
  all: parts.map(([fact, operator, value]) => ({ fact, operator, value: value as never })),
});

describe("what cannot be true together", () => {
  test.each<readonly [string, Condition]>([
    [
      "a number above and not above a figure",
      all(["large", "greaterThan", 5], ["large", "lessThanInclusive", 5]),
    ],
    [
      "a whole number between two that follow each other",
      all(["large", "greaterThan", 5], ["large", "lessThan", 6]),
    ],
    ["two values at once", all(["colour", "equal", "red"], ["colour", "equal", "green"])],
    [
      "a value and not one of a list with it",
      all(["colour", "equal", "red"], ["colour", "notIn", ["red", "blue"]]),
    ],
    ["lists with nothing in common", all(["colour", "in", ["red"]], ["colour", "in", ["green", "blue"]])],
    [
      "an entry of a list that is none of its entries",
      all(["colour", "oneOf", "colour"], ["colour", "notIn", ["red", "green", "blue"]]),
    ],
    ["empty and of a value", all(["large", "isEmpty", true], ["large", "greaterThan", 0])],
    ["empty and there", all(["large", "isEmpty", true], ["large", "isPresent", true])],
    ["true and false", all(["isNew", "equal", true], ["isNew", "equal", false])],
    [
      "two facts each above the other",
      all(["large", "greaterThan", { fact: "small" }], ["small", "greaterThan", { fact: "large" }]),
    ],
    [
      "a fact above another and not",
      all(["large", "greaterThan", { fact: "small" }], ["large", "lessThanInclusive", { fact: "small" }]),
    ],
    [
      "the same, the sides changed",
      all(
        ["large", "greaterThan", { fact: "small" }],
        ["small", "swap:lessThanInclusive", { fact: "large" }],
      ),
    ],
    [
      "a chain of facts that ends below its start",
      all(
        ["large", "greaterThan", { fact: "small" }],
        ["small", "greaterThanInclusive", 7],
        ["large", "lessThanInclusive", 7],
      ),
    ],
    [
      "equal facts that differ from a figure on one side",
      all(["large", "equal", { fact: "small" }], ["large", "equal", 3], ["small", "notEqual", 3]),
    ],
    [
      "a sum that is not what its parts make",
      all(["boxes", "greaterThan", 10], ["large", "lessThanInclusive", 5], ["small", "lessThanInclusive", 5]),
    ],
    ["a sum and not the sum", all(["boxes", "not:sumOf", [{ fact: "large" }, { fact: "small" }]])],
    [
      "a share above a bound and below a lower one",
      all(["share", "greaterThan", 90], ["share", "lessThan", 80]),
    ],
    [
      "a share of more than all where none is more",
      all(["share", "greaterThan", 100], ["small", "lessThanInclusive", { fact: "large" }]),
    ],
    [
      "near a fact, and far above it",
      all(
        ["weight", "withinPoints", { of: { fact: "large" }, points: 1 }],
        ["large", "lessThan", 5],
        ["weight", "greaterThan", 7],
      ),
    ],
    [
      "near a share and far above it",
      all(
        ["weight", "withinPoints", { of: { fact: "share" }, points: 1 }],
        ["weight", "greaterThanInclusive", 50],
        ["share", "lessThan", 40],
      ),
    ],
    [
      "a text that a derived fact never comes to",
      all(["label", "equal", { fact: "state" }], ["label", "equal", "broken"]),
    ],
    [
      "near and not near",
      all(
        ["weight", "withinPoints", { of: { fact: "large" }, points: 1 }],
        ["weight", "not:withinPoints", { of: { fact: "large" }, points: 1 }],
      ),
    ],
    [
      "near, and not near in a wider sense",
      all(
        ["weight", "withinPoints", { of: { fact: "large" }, points: 1 }],
        ["weight", "not:withinPoints", { of: { fact: "large" }, points: 2 }],
      ),
    ],
    [
      "a date before and on or after another",
      all(["made", "before", { fact: "sold" }], ["made", "onOrAfter", { fact: "sold" }]),
    ],
    [
      "days since a date that is still to come",
      all(["age", "greaterThan", 0], ["made", "after", { fact: "asOf" }]),
    ],
    [
      "days that do not fit the date that they follow",
      all(
        ["age", "greaterThan", 30],
        ["sold", "before", { fact: "made" }],
        ["sold", "onOrAfter", { fact: "asOf" }],
      ),
    ],
    [
      "a flag that two dates make, and the dates",
      all(["isLate", "equal", true], ["sold", "onOrAfter", { fact: "made" }]),
    ],
    [
      "a state and a number that gives another",
      all(["state", "equal", "negative"], ["large", "greaterThanInclusive", 0]),
    ],
    ["a state that there is not", all(["state", "equal", "broken"])],
    ["a flag that others make, and one of them", all(["isBright", "equal", true], ["isNew", "equal", false])],
    [
      "a pattern that finds none of a list",
      all(["colour", "in", ["red", "green"]], ["colour", "matches", "^b"]),
    ],
    [
      "a pattern within another, and not the other",
      all(["label", "matches", "^ab+c$"], ["label", "not:matches", "^a"]),
    ],
    ["patterns with nothing in common", all(["label", "matches", "^[0-9]+$"], ["label", "matches", "[a-z]"])],
    [
      "a pattern that differs by case only",
      all(["label", "matches", "^abc$"], ["label", "not:matches", "(?i)^ABC$"]),
    ],
    [
      "a word at its border and within a longer one only",
      all(
        ["label", "matches", "\\bcat\\b"],
        ["label", "matches", "^\\w*$"],
        ["label", "not:matches", "^cat$"],
      ),
    ],
    ["a pattern that every text has", all(["label", "not:matches", "."])],
    ["a tag that is and is not there", all(["tags", "contains", "new"], ["tags", "doesNotContain", "new"])],
    [
      "every item another than one that is there",
      all(["tags", "contains", "new"], ["tags", "everyFact:notEqual", "new"]),
    ],
    ["a named condition and its opposite", { all: [{ condition: "heavy" }, { condition: "light" }] }],
    ["a condition and not the condition", { all: [{ condition: "heavy" }, { not: { condition: "heavy" } }] }],
    [
      "decorators that take each other away",
      all(["large", "not:not:greaterThan", 5], ["large", "lessThan", 5]),
    ],
    [
      "above the greatest and below the least of a list",
      all(["large", "everyValue:greaterThan", [1, 5]], ["large", "someValue:lessThan", [0, 4]]),
    ],
    [
      "two facts of text that are equal and of different values",
      all(["label", "equal", { fact: "note" }], ["label", "equal", "a"], ["note", "equal", "b"]),
    ],
  ])("%s", (_, violation) => {
    expect(verdictOf({ violation }, ["violated"])).toEqual({ verdict: "impossible" });
    // The other outcomes are there, so that it is not the search that is too narrow.
    expect(verdictOf({ violation }, ["notAssessed", "passed"]).verdict).toBe("possible");
  });
});

describe("what can be true, if only just", () => {
  test.each<readonly [string, Condition]>([
    ["a whole number between two figures", all(["large", "greaterThan", 5], ["large", "lessThan", 7])],
    ["a fraction between whole numbers", all(["weight", "greaterThan", 5], ["weight", "lessThan", 6])],
    [
      "a sum that its parts just make",
      all(
        ["boxes", "greaterThanInclusive", 10],
        ["large", "lessThanInclusive", 5],
        ["small", "lessThanInclusive", 5],
      ),
    ],
    [
      "a share between two bounds",
      all(["share", "greaterThan", 98.9], ["share", "lessThan", 99.1], ["large", "greaterThan", 50]),
    ],
    ["a share that is just a bound", all(["share", "equal", 12.5])],
    [
      "near a share",
      all(
        ["weight", "withinPoints", { of: { fact: "share" }, points: 1 }],
        ["weight", "not:withinPoints", { of: { fact: "share" }, points: 0.5 }],
      ),
    ],
    [
      "a sum of other facts",
      all(["weight", "sumOf", [{ fact: "large" }, { fact: "small" }, 3]], ["weight", "greaterThan", 100]),
    ],
    [
      "a chain of dates",
      all(
        ["made", "before", { fact: "sold" }],
        ["sold", "before", { fact: "asOf" }],
        ["age", "lessThanInclusive", 2],
      ),
    ],
    ["a date by the day", all(["age", "equal", 90])],
    ["a date far from the clock", all(["made", "before", "1900-01-01"])],
    ["dates of other clocks", all(["made", "after", "2100-01-01"], ["age", "greaterThan", 5])],
    [
      "a text that two patterns find something in",
      all(["label", "matches", "[0-9]{3}"], ["label", "matches", "(?i)\\bcat\\b"]),
    ],
    [
      "a text of one pattern and not of another",
      all(["label", "matches", "^a"], ["label", "not:matches", "^ab"], ["label", "not:matches", "^ac"]),
    ],
    [
      "equal texts that no rule names",
      all(["label", "equal", { fact: "note" }], ["label", "notIn", ["a", "b"]]),
    ],
    [
      "texts that differ, neither of which a rule names",
      all(["label", "notEqual", { fact: "note" }], ["label", "matches", "^x"], ["note", "matches", "^x"]),
    ],
    [
      "items of several sorts",
      all(
        ["tags", "contains", "a"],
        ["tags", "someFact:matches", "^b"],
        ["tags", "not:everyFact:in", ["a", "b"]],
      ),
    ],
    ["a state of a cell that cannot be read", all(["state", "equal", "odd"])],
    [
      "a text that a derived fact comes to",
      all(["label", "equal", { fact: "state" }], ["large", "lessThan", 0]),
    ],
    ["a source without the fact", all(["state", "equal", "absent"])],
    ["a fact of which nothing is known, one of its values", all(["initial", "equal", "x"])],
  ])("%s", (_, violation) => {
    expect(verdictOf({ violation }, ["violated"]).verdict).toBe("possible");
  });
});

describe("the outcomes of a rule", () => {
  const violation = all(["large", "greaterThan", 5]);

  test("a rule for everything is not applicable nowhere", () => {
    expect(verdictOf({ when: always, violation }, ["notApplicable"])).toEqual({ verdict: "impossible" });
    expect(verdictOf({ when: { any: [] }, violation }, ["notApplicable"])).toEqual({ verdict: "impossible" });
  });

  test("a rule without a due date is never not due", () => {
    expect(verdictOf({ violation }, ["notDue"])).toEqual({ verdict: "impossible" });
    expect(verdictOf({ violation, due: { after: "made", days: 10 } }, ["notDue"])).toMatchObject({
      verdict: "possible",
      witness: { asOf: clock },
    });
  });

  test("a due date that the rule itself holds back is seen", () => {
    const when = all(["age", "greaterThan", 10]);
    expect(verdictOf({ when, violation, due: { after: "made", days: 10 } }, ["notDue"])).toEqual({
      verdict: "impossible",
    });
    expect(verdictOf({ when, violation, due: { after: "made", days: 12 } }, ["notDue"])).toMatchObject({
      verdict: "possible",
      witness: { record: { made: day(-11) } },
    });
  });

  test("the days of grace may be a parameter", () => {
    const params = { grace: { default: 10, unit: "days", source: "ours: a test" } };
    const when = all(["age", "greaterThan", 10]);
    const due = { after: "made", days: { param: "grace" } };
    expect(verdictOf({ when, violation, due, params }, ["notDue"])).toEqual({ verdict: "impossible" });
  });

  test("parameters are their values", () => {
    const params = { most: { default: 5, unit: "boxes", source: "ours: a test" } };
    const both = all(["large", "greaterThan", { param: "most" }], ["large", "lessThanInclusive", 5]);
    expect(verdictOf({ violation: both, params }, ["failed"])).toEqual({ verdict: "impossible" });
  });

  test("a rule in force is held against the last day", () => {
    const effective = { from: "2026-01-01" };
    const ended = all(["endDate", "before", "2025-12-31"]);
    expect(verdictOf({ violation: ended, effective }, ["failed"])).toEqual({ verdict: "impossible" });
    expect(verdictOf({ violation: ended, effective }, ["notApplicable"]).verdict).toBe("possible");
    expect(verdictOf({ violation, effective }, ["failed"])).toMatchObject({
      verdict: "possible",
      witness: { record: { endDate: "2026-01-01" } },
    });
  });

  test("not assessed is impossible where nothing is ever unknown", () => {
    const known = all(["state", "in", ["few", "many"]]);
    expect(verdictOf({ violation: known }, ["notAssessed"])).toEqual({ verdict: "impossible" });
  });

  test("what is empty is known to be so, but for a source without the fact", () => {
    const empty = all(["large", "isEmpty", true]);
    expect(verdictOf({ violation: empty }, ["notAssessed"])).toMatchObject({
      verdict: "possible",
      witness: { absent: ["large"] },
    });
  });

  test("waived and error are never promised", () => {
    expect(verdictOf({ violation }, ["waived"])).toEqual({ verdict: "impossible" });
    expect(verdictOf({ violation }, ["error"]).verdict).toBe("undecided");
  });

  test("a retired rule is asked about like any other", () => {
    expect(verdictOf({ violation, state: "retired" }, ["failed"]).verdict).toBe("possible");
  });
});

describe("several rules at once", () => {
  const large = ruleWith({ violation: all(["large", "greaterThan", 5]) });
  const small = ruleWith({ violation: all(["large", "lessThan", 3]) });
  const other = ruleWith({ violation: all(["small", "greaterThan", 5]) });

  test("rules that exclude each other", () => {
    expect(
      solver.find([
        { rule: large, outcomes: ["failed"] },
        { rule: small, outcomes: ["failed"] },
      ]),
    ).toEqual({ verdict: "impossible" });
  });

  test("rules that do not", () => {
    expect(
      solver.find([
        { rule: large, outcomes: ["failed"] },
        { rule: other, outcomes: ["passed"] },
      ]),
    ).toMatchObject({ verdict: "possible" });
  });
});

describe("telling a rule from another", () => {
  const rule = ruleWith({
    when: all(["isNew", "equal", true]),
    violation: all(["large", "greaterThan", 5], ["small", "lessThan", 3]),
  });

  test.each<readonly [string, Partial<Rule>]>([
    [
      "the order of its conditions",
      { violation: all(["small", "lessThan", 3], ["large", "greaterThan", 5]) },
    ],
    [
      "another way to say above",
      { violation: all(["large", "greaterThanInclusive", 6], ["small", "lessThan", 3]) },
    ],
    [
      "a condition twice",
      { violation: all(["large", "greaterThan", 5], ["small", "lessThan", 3], ["large", "greaterThan", 4]) },
    ],
    [
      "not one of the opposites",
      {
        violation: {
          not: {
            any: [
              { fact: "large", operator: "lessThanInclusive", value: 5 },
              { fact: "small", operator: "greaterThanInclusive", value: 3 },
            ],
          },
        },
      },
    ],
    ["a flag that is not false", { when: all(["isNew", "notEqual", false]) }],
  ])("equal but for %s", (_, part) => {
    expect(solver.tellApart(rule, { ...rule, ...part })).toEqual({ verdict: "impossible" });
  });

  test.each<readonly [string, Partial<Rule>]>([
    ["a bound that is one more", { violation: all(["large", "greaterThan", 6], ["small", "lessThan", 3]) }],
    ["a condition less", { violation: all(["large", "greaterThan", 5]) }],
    ["what it is about", { when: always }],
    [
      "what is unknown",
      {
        violation: all(
          ["large", "greaterThan", 5],
          ["small", "lessThan", 3],
          ["weight", "notEqual", "heavy"],
        ),
      },
    ],
    ["a due date", { due: { after: "made", days: 3 } }],
    ["a time in force", { effective: { from: "2020-01-01" } }],
  ])("not equal by %s", (_, part) => {
    const changed = { ...rule, ...part };
    const verdict = solver.tellApart(rule, changed);
    expect(verdict.verdict).toBe("possible");
    if (verdict.verdict === "possible")
      expect(seen(rule, verdict.witness)).not.toBe(seen(changed, verdict.witness));
  });

  test("unknown is not false: what is taken from all may be seen where a fact has no value", () => {
    // With every fact known both say the same.
    const one = ruleWith({
      violation: { any: [all(["large", "greaterThan", 5]), all(["large", "lessThanInclusive", 5])] },
    });
    const other = ruleWith({ violation: always });
    expect(solver.tellApart(one, other)).toMatchObject({ verdict: "possible", witness: { record: {} } });
  });
});

describe("examples that look like a person's", () => {
  test("nothing is in the record that is not needed", () => {
    const violation = all(["large", "greaterThan", 5], ["colour", "notEqual", "red"]);
    expect(verdictOf({ violation }, ["failed"])).toMatchObject({
      witness: { record: { large: 40, colour: "green" }, absent: [], asOf: clock },
    });
  });

  test("a record that is at hand is taken before any other, without what it does not need", () => {
    const rule = ruleWith({ violation: all(["large", "greaterThan", 5]) });
    const near = [
      { record: { large: 3, label: "no" }, absent: [], asOf: "2024-01-01" },
      { record: { large: 17, label: "yes" }, absent: ["small"], asOf: "2024-02-01" },
    ];
    expect(solver.find([{ rule, outcomes: ["failed"] }], near)).toEqual({
      verdict: "possible",
      witness: { record: { large: 17 }, absent: [], asOf: "2024-02-01" },
    });
  });

  test("the source's own dates are kept where one record nearly does", () => {
    const rule = ruleWith({
      violation: all(["large", "greaterThan", 5], ["made", "before", { fact: "sold" }]),
    });
    const near = [
      { record: { large: 4, made: "2024-05-01", sold: "2024-05-03" }, absent: [], asOf: "2024-06-01" },
    ];
    expect(solver.find([{ rule, outcomes: ["failed"] }], near)).toEqual({
      verdict: "possible",
      witness: {
        record: { large: 6, made: "2024-05-01", sold: "2024-05-03" },
        absent: [],
        asOf: "2024-06-01",
      },
    });
  });
});

describe("what is not decided is said so, with why", () => {
  test("a fact of which nothing is known", () => {
    const violation = all(["initial", "equal", "x"], ["label", "equal", "yes"]);
    expect(verdictOf({ violation }, ["failed"])).toMatchObject({ verdict: "undecided" });
  });

  test("an operator of one's own", () => {
    const own = createSolver({
      vocabulary: {
        ...things,
        operators: [
          {
            name: "multipleOf",
            doc: "…",
            fact: ["number"],
            value: "number",
            test: (fact, value) => Number(fact) % Number(value) === 0,
          },
        ],
      },
      conditions: {},
    });
    const rule = ruleWith({ violation: all(["large", "multipleOf", 7], ["large", "equal", 8]) });
    expect(own.find([{ rule, outcomes: ["failed"] }]).verdict).toBe("undecided");
    const contrary = ruleWith({ violation: all(["large", "multipleOf", 7], ["large", "not:multipleOf", 7]) });
    expect(own.find([{ rule: contrary, outcomes: ["failed"] }])).toEqual({ verdict: "impossible" });
    const possible = ruleWith({ violation: all(["large", "multipleOf", 7], ["large", "greaterThan", 8]) });
    expect(own.find([{ rule: possible, outcomes: ["failed"] }]).verdict).toBe("possible");
  });

  test("a derived fact that may throw, in one of two rules", () => {
    const fragile = {
      name: "fragile",
      type: "boolean",
      doc: "…",
      from: ["isNew"],
      derive: () => true,
    } as const;
    const own = createSolver({ vocabulary: { facts: [...(things.facts ?? []), fragile] }, conditions: {} });
    const one = ruleWith({ violation: all(["large", "greaterThan", 5]) });
    const never = {
      all: [...[all(["large", "greaterThan", 5])], { any: [always, all(["fragile", "equal", true])] }],
    };
    expect(own.tellApart(one, { ...one, violation: never })).toMatchObject({
      verdict: "undecided",
      why: expect.stringContaining("throw"),
    });
    expect(own.tellApart({ ...one, violation: never }, { ...one, violation: { any: [never] } })).toEqual({
      verdict: "impossible",
    });
  });

  test("more patterns of one fact than are told apart", () => {
    const patterns = Array.from({ length: 9 }, (_, index) => ["label", "matches", `${index}`] as const);
    expect(verdictOf({ violation: all(...patterns) }, ["failed"])).toMatchObject({
      verdict: "undecided",
      why: expect.stringContaining("patterns"),
    });
  });

  test("a budget that is too small", () => {
    const poor = createSolver({ vocabulary: things, conditions: {}, budget: 1 });
    const rule = ruleWith({
      violation: { any: [all(["large", "greaterThan", 5]), all(["small", "lessThan", 3])] },
    });
    expect(poor.find([{ rule, outcomes: ["failed"] }])).toMatchObject({
      verdict: "undecided",
      why: expect.stringContaining("given up"),
    });
  });

  test("sums that cost more than the cases do", () => {
    const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const many = createSolver({
      vocabulary: { facts: names.map((name) => ({ name, type: "number", whole: true, doc: "…" })) },
      conditions: {},
    });
    const violation = all(
      ...names.flatMap((name) => [[name, "greaterThan", 0] as const, [name, "lessThan", 8] as const]),
      ...names.flatMap((one, index) =>
        names.slice(index + 1).map((other) => [one, "notEqual", { fact: other }] as const),
      ),
    );
    expect(many.find([{ rule: ruleWith({ violation }), outcomes: ["failed"] }])).toMatchObject({
      verdict: "undecided",
      why: expect.stringContaining("given up"),
    });
  });

  test("a rule that is not valid", () => {
    const rule = ruleWith({ violation: { condition: "nowhere" } });
    expect(solver.find([{ rule, outcomes: ["failed"] }]).verdict).toBe("undecided");
  });

  test("but no exception of the solver's own, whatever its kind", () => {
    const rule = ruleWith({ violation: all(["large", "greaterThan", 5]) });
    const broken = (error: Error): Witness => ({
      get record(): never {
        throw error;
      },
      absent: [],
      asOf: clock,
    });
    for (const error of [
      new RangeError("too deep"),
      new DataQualityError([{ code: "rule-invalid", message: "no such thing" }]),
    ])
      expect(() => solver.find([{ rule, outcomes: ["failed"] }], [broken(error)])).toThrow(error);
  });
});

describe("records of which nothing is known beforehand", () => {
  const untyped = createSolver({ vocabulary: {}, conditions: {} });
  const find = (violation: Condition, outcome: OutcomeName) =>
    untyped.find([{ rule: ruleWith({ violation }), outcomes: [outcome] }]);

  test("examples are found by what the facts are compared with", () => {
    expect(
      find(all(["speed", "greaterThan", 5], ["name", "equal", "x"], ["on", "equal", true]), "failed"),
    ).toMatchObject({
      verdict: "possible",
      witness: { record: { name: "x", on: true } },
    });
  });

  test("nothing is proved of a fact that may be anything", () => {
    // A text is neither above 5 nor not above it.
    const violation = { any: [all(["speed", "greaterThan", 5]), all(["speed", "lessThanInclusive", 5])] };
    expect(find(violation, "passed").verdict).not.toBe("impossible");
  });
});
