import { describe, expect, test } from "vitest";
import { mutantsOf, mutantsOfCondition } from "../../../src/review/mutate/mutantsOf.ts";
import { mutations } from "../../../src/review/mutate/mutations.ts";
import { parseRules } from "../../../src/rules/parse.ts";
import type { Rule } from "../../../src/rules/schema.ts";
import { compare, context, parcelRule } from "./vocabulary.ts";

/** The mutants of one kind, as `path: what`. */
function editsOf(mutation: string, part: Partial<Rule>): readonly string[] {
  return mutantsOf(parcelRule(part), context)
    .filter((mutant) => mutant.mutation === mutation)
    .map(({ path, what }) => `${path}: ${what}`);
}

const violation = (fact: string, operator: string, value: unknown): Partial<Rule> => ({
  violation: compare(fact, operator, value),
});
const param = (name: string, value: string | number | string[], unit = "pieces") => ({
  params: { [name]: { default: value, unit, source: "ours: a test" } },
});
const many = compare("pieces", "greaterThan", 10);
const heavy = compare("weight", "greaterThan", 2.5);

describe("operators", () => {
  test.each([
    ["lessThan", ["lessThanInclusive", "greaterThanInclusive", "notEqual"]],
    ["lessThanInclusive", ["lessThan", "greaterThan", "equal"]],
    ["greaterThan", ["greaterThanInclusive", "lessThanInclusive", "notEqual"]],
    ["greaterThanInclusive", ["greaterThan", "lessThan", "equal"]],
    ["equal", ["notEqual", "lessThanInclusive", "greaterThanInclusive"]],
    ["notEqual", ["equal", "lessThan", "greaterThan"]],
    ["not:equal", ["equal"]],
    ["not:lessThan", ["lessThan", "not:lessThanInclusive"]],
  ])("%s of numbers", (operator, others) => {
    expect(editsOf("operator", violation("pieces", operator, 10))).toEqual(
      others.map((other) => `$.violation.operator: ${operator} → ${other}`),
    );
  });

  test.each([
    ["sentOn", "before", { fact: "dueOn" }, ["onOrBefore", "onOrAfter", "notEqual"]],
    ["sentOn", "onOrBefore", { fact: "dueOn" }, ["before", "after", "equal"]],
    ["sentOn", "after", { fact: "dueOn" }, ["onOrAfter", "onOrBefore", "notEqual"]],
    ["sentOn", "onOrAfter", { fact: "dueOn" }, ["after", "before", "equal"]],
    ["sentOn", "equal", { fact: "dueOn" }, ["notEqual", "onOrBefore", "onOrAfter"]],
    ["size", "equal", "small", ["notEqual"]],
    ["isGift", "equal", true, ["notEqual"]],
    ["size", "in", ["small", "medium"], ["notIn"]],
    ["size", "notIn", ["small", "medium"], ["in"]],
    ["marks", "contains", "fragile", ["doesNotContain"]],
    ["marks", "doesNotContain", "fragile", ["contains"]],
    ["note", "isEmpty", true, ["isPresent"]],
    ["note", "isPresent", true, ["isEmpty"]],
    ["size", "oneOf", "size", ["not:oneOf"]],
    ["size", "not:oneOf", "size", ["oneOf"]],
    ["note", "matches", "a", ["not:matches"]],
    ["weight", "withinPoints", { of: { fact: "pieces" }, points: 1 }, ["not:withinPoints"]],
    ["pieces", "sumOf", [{ fact: "spare" }, 1], ["not:sumOf"]],
    ["marks", "someFact:equal", "fragile", ["not:someFact:equal", "everyFact:equal"]],
    ["marks", "not:everyFact:equal", "fragile", ["everyFact:equal", "not:someFact:equal"]],
  ])("of %s: %s %j", (fact, operator, value, others) => {
    expect(editsOf("operator", violation(fact, operator, value))).toEqual(
      others.map((other) => `$.violation.operator: ${operator} → ${other}`),
    );
  });
});

describe("bounds", () => {
  test.each<[string, Partial<Rule>, string[]]>([
    [
      "a whole number",
      violation("pieces", "greaterThan", 10),
      ["$.violation.value: 10 → 11", "$.violation.value: 10 → 9"],
    ],
    [
      "a number with fractions, also a hundredth",
      violation("weight", "greaterThan", 10),
      ["11", "9", "10.01", "9.99"].map((other) => `$.violation.value: 10 → ${other}`),
    ],
    [
      "a number written with hundredths, also a thousandth",
      violation("weight", "greaterThan", 2.25),
      ["3.25", "1.25", "2.251", "2.249"].map((other) => `$.violation.value: 2.25 → ${other}`),
    ],
    [
      "a derived fact that is whole",
      violation("total", "greaterThan", 0),
      ["$.violation.value: 0 → 1", "$.violation.value: 0 → -1"],
    ],
    [
      "a date over the turn of the year",
      violation("sentOn", "before", "2024-12-31"),
      ["$.violation.value: 2024-12-31 → 2025-01-01", "$.violation.value: 2024-12-31 → 2024-12-30"],
    ],
    [
      "a tolerance",
      violation("weight", "withinPoints", { of: { fact: "pieces" }, points: 1 }),
      ["2", "0", "1.01", "0.99"].map((other) => `$.violation.value.points: 1 → ${other}`),
    ],
    [
      "a parameter, where it is held against a whole number",
      { ...violation("pieces", "greaterThan", { param: "most" }), ...param("most", 10) },
      ["$.params.most.default: 10 → 11", "$.params.most.default: 10 → 9"],
    ],
    [
      "not a parameter that nothing uses",
      { ...violation("pieces", "isEmpty", true), ...param("unused", 10) },
      [],
    ],
    [
      "days of grace, never below none",
      { violation: compare("note", "isEmpty", true), due: { after: "sentOn", days: 0 } },
      ["$.due.days: 0 → 1"],
    ],
    [
      "days of grace in a parameter",
      {
        violation: compare("note", "isEmpty", true),
        due: { after: "sentOn", days: { param: "grace" } },
        ...param("grace", 30, "days"),
      },
      ["$.params.grace.default: 30 → 31", "$.params.grace.default: 30 → 29"],
    ],
    [
      "the days on which a rule is in force",
      { violation: compare("note", "isEmpty", true), effective: { from: "2025-01-01" } },
      ["$.effective.from: 2025-01-01 → 2025-01-02", "$.effective.from: 2025-01-01 → 2024-12-31"],
    ],
    ["a text that looks like a number", violation("note", "equal", "10"), []],
    ["a pattern", violation("note", "matches", "10"), []],
  ])("%s", (_, part, edits) => {
    expect(editsOf("bound", part)).toEqual(edits);
  });
});

describe("the other kinds", () => {
  test.each<[string, string, Partial<Rule>, string[]]>([
    [
      "drop",
      "each part of an all and any",
      { when: { all: [many, { any: [heavy, { condition: "fragile" }] }] } },
      [
        "$.when.all[0]: left out",
        "$.when.all[1]: left out",
        "$.when.all[1].any[0]: left out",
        "$.when.all[1].any[1]: left out",
      ],
    ],
    ["drop", "not the only part", { when: { all: [many] } }, []],
    [
      "negate",
      "what is no comparison",
      { when: { all: [many, { any: [heavy, { condition: "fragile" }] }] } },
      ["$.when: negated", "$.when.all[1]: negated", "$.when.all[1].any[1]: negated"],
    ],
    [
      "negate",
      "a not is left out",
      { when: { not: { condition: "fragile" } } },
      ["$.when.not: not left out"],
    ],
    [
      "allAny",
      "all and any are mistaken",
      { when: { all: [many, { any: [heavy, { condition: "fragile" }] }] } },
      ["$.when.all: all → any", "$.when.all[1].any: any → all"],
    ],
    ["allAny", "not of one part", { when: { all: [many] } }, []],
    [
      "item",
      "each item of a list",
      violation("size", "in", ["small", "large"]),
      ['$.violation.value[0]: "small" left out', '$.violation.value[1]: "large" left out'],
    ],
    ["item", "not the only one", violation("size", "in", ["small"]), []],
    [
      "item",
      "of a parameter",
      { ...violation("size", "in", { param: "sizes" }), ...param("sizes", ["small", "large"]) },
      ['$.params.sizes.default[0]: "small" left out', '$.params.sizes.default[1]: "large" left out'],
    ],
    ["code", "the next code", violation("size", "equal", "large"), ['$.violation.value: "large" → "small"']],
    [
      "code",
      "one code too many",
      violation("size", "in", ["small", "large"]),
      ['$.violation.value[2]: "medium" added'],
    ],
    ["code", "not of free text", violation("note", "equal", "large"), []],
    [
      "fact",
      "the next fact of the same type",
      { when: heavy, violation: { all: [many, compare("note", "isPresent", true)] } },
      ["$.when.fact: weight → pieces", "$.violation.all[0].fact: pieces → weight"],
    ],
    [
      "fact",
      "a derived fact has no cell",
      { when: compare("pieces", "isPresent", true), violation: compare("total", "lessThan", 0) },
      [],
    ],
    [
      "constant",
      "always and never",
      { when: heavy },
      [
        "$.when: holds always",
        "$.when: holds never",
        "$.violation: holds always",
        "$.violation: holds never",
      ],
    ],
    [
      "constant",
      "not what holds always anyway",
      {},
      ["$.when: holds never", "$.violation: holds always", "$.violation: holds never"],
    ],
    ["due", "the grace", { due: { after: "sentOn", days: 30 } }, ["$.due: left out"]],
    [
      "effective",
      "each end",
      { effective: { from: "2025-01-01", to: "2025-12-31" } },
      ["$.effective.from: left out", "$.effective.to: left out"],
    ],
    [
      "empty",
      "an empty cell counts as no",
      violation("pieces", "greaterThan", 10),
      ["$.violation: false where it is empty"],
    ],
    ["empty", "not where it is present", { when: compare("pieces", "isPresent", true) }, []],
    [
      "empty",
      "not where it was compared before",
      { when: compare("pieces", "greaterThan", 0) },
      ["$.when: false where it is empty"],
    ],
    [
      "empty",
      "not where being empty is enough",
      { violation: { any: [compare("pieces", "isEmpty", true), many] } },
      [],
    ],
    ["empty", "not of a derived fact", violation("total", "lessThan", 0), []],
    [
      "pattern",
      "alternatives, anchors and flags",
      violation("note", "matches", "(?i)^(?:a|b)$"),
      [
        "$.violation.value: (?i) left out at 1",
        "$.violation.value: ^ left out at 5",
        "$.violation.value: a left out at 9",
        "$.violation.value: b left out at 10",
        "$.violation.value: $ left out at 13",
      ],
    ],
  ])("%s: %s", (mutation, _, part, edits) => {
    expect(editsOf(mutation, part)).toEqual(edits);
  });

  test("a parameter is mistaken for another of the same unit", () => {
    const params = {
      few: { default: 5, unit: "pieces", source: "ours: a test" },
      most: { default: 10, unit: "pieces", source: "ours: a test" },
      grace: { default: 10, unit: "days", source: "ours: a test" },
    };
    const part = { ...violation("pieces", "greaterThan", { param: "most" }), params };
    expect(editsOf("parameter", part)).toEqual(["$.violation.value.param: most → few"]);
  });
});

test("of a long list some items are tried, the first among them", () => {
  const list = Array.from({ length: 1_001 }, (_, index) => `note ${index}`);
  const edits = editsOf("item", violation("note", "in", list));
  expect(edits).toHaveLength(50);
  expect(edits[0]).toBe('$.violation.value[0]: "note 0" left out');
  expect(edits.at(-1)).toBe('$.violation.value[980]: "note 980" left out');
});

test("an edit that changes no meaning is no mutant, and each meaning is tried once", () => {
  const mutants = mutantsOf(parcelRule({ when: { any: [many, many] }, violation: many }), context);
  // Either of two equal parts left out leaves the same rule.
  expect(mutants.filter(({ mutation }) => mutation === "drop")).toHaveLength(1);
});

test("every mutant is a rule that could have been written so", () => {
  const rule = parcelRule({
    when: { all: [heavy, { not: { condition: "fragile" } }, compare("size", "in", ["small", "large"])] },
    violation: {
      any: [compare("note", "matches", "(?i)^(?:a|b)$"), compare("sentOn", "before", { fact: "dueOn" })],
    },
    due: { after: "sentOn", days: 30 },
    effective: { from: "2025-01-01" },
  });
  const mutants = mutantsOf(rule, context);
  expect(new Set(mutants.map(({ mutation }) => mutation)).size).toBeGreaterThan(9);
  for (const { rule: mutant } of mutants)
    expect(() =>
      parseRules([mutant], { ...context.vocabulary, conditions: context.conditions }),
    ).not.toThrow();
});

test("a named condition is mutated where it stands", () => {
  const condition = context.conditions["fragile-gift"];
  if (condition === undefined) throw new Error("it is there");
  expect(
    mutantsOfCondition("fragile-gift", condition, context).map(({ path, what }) => `${path}: ${what}`),
  ).toEqual([
    '$.conditions["fragile-gift"].all[1].operator: equal → notEqual',
    '$.conditions["fragile-gift"].all[0]: left out',
    '$.conditions["fragile-gift"].all[1]: left out',
    '$.conditions["fragile-gift"]: negated',
    '$.conditions["fragile-gift"].all[0]: negated',
    '$.conditions["fragile-gift"].all: all → any',
    '$.conditions["fragile-gift"]: holds always',
    '$.conditions["fragile-gift"]: holds never',
    '$.conditions["fragile-gift"].all[1]: false where it is empty',
  ]);
});

test("each kind has a name of its own and one line about it", () => {
  expect(new Set(mutations.map(({ name }) => name)).size).toBe(mutations.length);
  for (const { doc } of mutations) expect(doc).toMatch(/^[A-Z`].*\.$/);
});
