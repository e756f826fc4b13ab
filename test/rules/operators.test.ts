/**
 * What json-rules-engine publishes about its operators and decorators (README, docs/rules.md, docs/engine.md), case by
 * case, and what ours mean. Where json-rules-engine has the operator, it is asked too: the table then says what both say.
 */
import { describe, expect, test } from "vitest";
import type { Value } from "../../src/rules/schema.ts";
import { type FactValue, unreadable } from "../../src/rules/value.ts";
import { decorators, operators } from "../../src/rules/vocabulary.ts";
import { askOracle } from "../engine/oracle.ts";
import { type Said, truthOf } from "../engine/rule.ts";

type Case = readonly [fact: FactValue, value: Value, said: Said];

const many = Array.from({ length: 30 }, (_, index) => index);

const published: Readonly<Record<string, readonly Case[]>> = {
  // "fact must equal value … strict equality (===)"
  equal: [
    [1, 1, "true"],
    [1, 2, "false"],
    [1, "1", "false"],
    [0, false, "false"],
    [true, true, "true"],
    [true, 1, "false"],
    ["a", "a", "true"],
    ["a", "A", "false"],
    ["a", " a", "false"],
    [0.3, 0.3, "true"],
    [0, -0, "true"],
    [["a"], ["a"], "false"],
    [["a"], { fact: "left" }, "true"],
  ],
  notEqual: [
    [1, 1, "false"],
    [1, 2, "true"],
    [1, "1", "true"],
    ["a", "A", "true"],
    [false, false, "false"],
    [["a"], ["a"], "true"],
  ],
  // "fact must be included in value (an array)"
  in: [
    ["a", ["a", "b"], "true"],
    ["c", ["a", "b"], "false"],
    [1, ["1"], "false"],
    [1, [2, 1], "true"],
    ["a", [], "false"],
    [true, [true], "true"],
    [["a"], ["a"], "false"],
    [29, many, "true"],
    [30, many, "false"],
    ["29", many, "false"],
    // A text has an indexOf as well: "is a part of".
    ["b", "abc", "true"],
    ["d", "abc", "false"],
    [1, "213", "true"],
    [[1, 2], "01,23", "true"],
    [1, 213, "error"],
    [true, true, "error"],
    [["a"], 5, "error"],
  ],
  notIn: [
    ["a", ["a", "b"], "false"],
    ["c", ["a", "b"], "true"],
    ["c", [], "true"],
    [["a"], ["a"], "true"],
    [29, many, "false"],
    [30, many, "true"],
    ["b", "abc", "false"],
    [1, 213, "error"],
    [["a"], 5, "error"],
  ],
  // "fact (an array) must include value"
  contains: [
    [["a", "b"], "a", "true"],
    [["a", "b"], "c", "false"],
    [[1], "1", "false"],
    [[], "a", "false"],
    [many, 29, "true"],
    [many, 30, "false"],
    [["a"], ["a"], "false"],
    // Not an array: neither contains nor does not contain.
    ["abc", "a", "false"],
    [5, 5, "false"],
  ],
  doesNotContain: [
    [["a", "b"], "a", "false"],
    [["a", "b"], "c", "true"],
    [[], "a", "true"],
    [many, 29, "false"],
    [["a"], ["a"], "true"],
    ["abc", "d", "false"],
    [5, 6, "false"],
  ],
  lessThan: [
    [1, 2, "true"],
    [2, 2, "false"],
    [3, 2, "false"],
    [-1, 0, "true"],
    [1.5, 1.500001, "true"],
    // Text that starts with a number is let through, and then compared as JavaScript does.
    ["1", 2, "true"],
    ["10", "9", "true"],
    ["5 people", 6, "false"],
    ["5 people", "6", "true"],
    ["five", "six", "false"],
    [true, 2, "false"],
    [[1], 2, "true"],
    [[], 2, "false"],
    [1, "a", "false"],
  ],
  lessThanInclusive: [
    [1, 2, "true"],
    [2, 2, "true"],
    [3, 2, "false"],
    ["2", 2, "true"],
    ["two", 2, "false"],
    [false, 2, "false"],
  ],
  greaterThan: [
    [3, 2, "true"],
    [2, 2, "false"],
    [1, 2, "false"],
    ["3", 2, "true"],
    ["9", "10", "true"],
    ["three", 2, "false"],
    [true, 0, "false"],
  ],
  greaterThanInclusive: [
    [3, 2, "true"],
    [2, 2, "true"],
    [1, 2, "false"],
    ["2", 2, "true"],
    [true, 1, "false"],
  ],
  // docs/engine.md: "not: negate the result of the decorated operator"
  "not:equal": [
    [1, 1, "false"],
    [1, 2, "true"],
  ],
  "not:not:equal": [
    [1, 1, "true"],
    [1, 2, "false"],
  ],
  "not:lessThan": [
    [1, 2, "false"],
    ["five", 2, "true"],
  ],
  // "swap: swaps factValue and jsonValue for the decorated operator"
  "swap:lessThan": [
    [1, 2, "false"],
    [2, 1, "true"],
    [2, "x", "false"],
  ],
  "swap:contains": [
    ["a", ["a", "b"], "true"],
    ["c", ["a", "b"], "false"],
    ["a", "abc", "false"],
  ],
  "swap:in": [
    [["a", "b"], "a", "true"],
    ["abc", "b", "true"],
    [5, "b", "error"],
  ],
  "swap:swap:lessThan": [[1, 2, "true"]],
  // "someFact: factValue (an array) must have at least one element that satisfies the decorated operator for jsonValue"
  "someFact:equal": [
    [["a", "b"], "a", "true"],
    [["a", "b"], "c", "false"],
    [[], "a", "false"],
    ["a", "a", "false"],
  ],
  // "everyFact: … all elements"
  "everyFact:equal": [
    [["a", "a"], "a", "true"],
    [["a", "b"], "a", "false"],
    [[], "a", "true"],
    ["a", "a", "false"],
  ],
  "everyFact:greaterThan": [
    [[1, 2, "3 people"], 0, "false"],
    [[1, 2, "3"], 0, "true"],
  ],
  // "someValue: jsonValue (an array) must have at least one element that satisfies the decorated operator for factValue"
  "someValue:equal": [
    ["a", ["a", "b"], "true"],
    ["c", ["a", "b"], "false"],
    ["a", [], "false"],
    ["a", "a", "error"],
  ],
  "everyValue:equal": [
    ["a", ["a", "a"], "true"],
    ["a", ["a", "b"], "false"],
    ["a", [], "true"],
    ["a", "a", "error"],
    ["a", 5, "error"],
  ],
  "everyValue:notEqual": [["c", ["a", "b"], "true"]],
  // The first decorator written is the outermost.
  "not:someFact:equal": [
    [["a", "b"], "a", "false"],
    [["b"], "a", "true"],
    ["a", "a", "true"],
  ],
  "someFact:not:equal": [
    [["a", "b"], "a", "true"],
    [["a"], "a", "false"],
    ["a", "a", "false"],
  ],
  "everyFact:someValue:equal": [
    [["a", "b"], ["b", "a", "c"], "true"],
    [["a", "d"], ["b", "a", "c"], "false"],
    [["a"], "a", "error"],
    [[], "a", "true"],
  ],
  "someValue:everyFact:equal": [
    [["a", "a"], ["b", "a"], "true"],
    [["a", "b"], ["b", "a"], "false"],
    ["a", "a", "error"],
  ],
  "swap:someFact:equal": [
    ["a", ["a", "b"], "true"],
    ["c", ["a", "b"], "false"],
  ],
  "someFact:swap:contains": [
    [["a", "b"], ["b"], "true"],
    [["a"], ["b"], "false"],
  ],
  "everyFact:in": [
    [["a", "b"], ["a", "b", "c"], "true"],
    [["a", "d"], ["a", "b", "c"], "false"],
  ],
};

const question = { conditions: {}, params: {}, codeLists: {} };

describe.each(Object.entries(published))("%s", (operator, cases) => {
  test.each(cases)("%j %j is %s, as in json-rules-engine", async (left, value, said) => {
    const condition = { fact: "left", operator, value };
    expect(truthOf(condition, { left })).toBe(said);
    expect(await askOracle({ ...question, condition }, { left })).toBe(said);
  });
});

test("the operators of json-rules-engine stand in the table, and so does each decorator", () => {
  const heads = Object.keys(published);
  for (const { name } of operators.slice(0, 10)) expect(heads).toContain(name);
  for (const { name } of decorators)
    expect(heads.some((head) => head.split(":").slice(0, -1).includes(name))).toBe(true);
});

const codeLists = {
  colour: { codes: ["red", "green"] },
  long: { codes: many.map((index) => `code ${index}`) },
};
const params = {
  pattern: { default: "^a+$", unit: "pattern", source: "ours" },
  day: { default: "2024-03-05", unit: "date", source: "ours" },
  points: { default: 0.5, unit: "points", source: "ours" },
};

const ours: Readonly<Record<string, readonly Case[]>> = {
  before: [
    ["2024-03-04", "2024-03-05", "true"],
    ["2024-03-05", "2024-03-05", "false"],
    ["2024-03-06", "2024-03-05", "false"],
    ["0999-12-31", "1000-01-01", "true"],
    ["2025-06-29", { fact: "asOf" }, "true"],
    ["2025-06-30", { fact: "asOf" }, "false"],
    ["2024-03-04", { param: "day" }, "true"],
    // Not two dates: nothing is before anything.
    ["soon", "2024-03-05", "false"],
    [20240304, "2024-03-05", "false"],
  ],
  after: [
    ["2024-03-06", "2024-03-05", "true"],
    ["2024-03-05", "2024-03-05", "false"],
    ["2025-07-01", { fact: "asOf" }, "true"],
    ["later", "2024-03-05", "false"],
  ],
  onOrBefore: [
    ["2024-03-05", "2024-03-05", "true"],
    ["2024-03-06", "2024-03-05", "false"],
    ["2023-12-31", "2024-03-05", "true"],
  ],
  onOrAfter: [
    ["2024-03-05", "2024-03-05", "true"],
    ["2024-03-04", "2024-03-05", "false"],
    ["2024-10-01", "2024-03-05", "true"],
  ],
  "not:before": [
    ["2024-03-05", "2024-03-05", "true"],
    ["soon", "2024-03-05", "true"],
  ],
  oneOf: [
    ["red", "colour", "true"],
    ["Red", "colour", "false"],
    ["blue", "colour", "false"],
    ["code 29", "long", "true"],
    ["code 30", "long", "false"],
    // Names of things that every object has are no entries.
    ["constructor", "colour", "false"],
    ["__proto__", "long", "false"],
  ],
  "not:oneOf": [
    ["red", "colour", "false"],
    ["blue", "colour", "true"],
  ],
  "everyFact:oneOf": [
    [["red", "green"], "colour", "true"],
    [["red", "blue"], "colour", "false"],
  ],
  matches: [
    ["xaay", "a+", "true"],
    ["xaay", "^a+$", "false"],
    ["aa", { param: "pattern" }, "true"],
    ["ab", { param: "pattern" }, "false"],
    ["ÉTÉ", "(?i)été", "true"],
    ["ete", "(?i)été", "false"],
    ["a\nb", "^b$", "false"],
    ["a\nb", "(?m)^b$", "true"],
    ["5", "^\\d$", "true"],
    [5, "^\\d$", "false"],
    ["", ".", "unknown"],
  ],
  "not:matches": [
    ["ab", "^a+$", "true"],
    [5, "5", "true"],
  ],
  withinPoints: [
    [10.5, { of: 10, points: 0.5 }, "true"],
    [9.5, { of: 10, points: { param: "points" } }, "true"],
    [10.51, { of: 10, points: 0.5 }, "false"],
    // What binary fractions add is taken off: 0.3 − 0.2 is 0.09999999999999998, and 0.4 − 0.3 is 0.10000000000000003.
    [0.4, { of: 0.3, points: 0.1 }, "true"],
    [0.3, { of: 0.2, points: 0.1 }, "true"],
    // But nothing that a person could write is: no rounding to whole points.
    [10.5000001, { of: 10, points: 0.5 }, "false"],
    [10, { of: { fact: "left" }, points: 0 }, "true"],
    ["10", { of: 10, points: 5 }, "false"],
    [10, { of: "10", points: 5 }, "false"],
  ],
  "not:withinPoints": [
    [10.5, { of: 10, points: 0.5 }, "false"],
    [11, { of: 10, points: 0.5 }, "true"],
  ],
  sumOf: [
    [3, [1, 2], "true"],
    [4, [1, 2], "false"],
    [0.3, [0.1, 0.2], "true"],
    [0, [], "true"],
    [20, [{ fact: "left" }], "true"],
    [1.5, [1, { param: "points" }], "true"],
    ["3", [1, 2], "false"],
    [3, ["x", 2], "false"],
  ],
  "not:sumOf": [[4, [1, 2], "true"]],
};

describe.each(Object.entries(ours))("%s (ours)", (operator, cases) => {
  test.each(cases)("%j %j is %s", (left, value, said) => {
    expect(truthOf({ fact: "left", operator, value }, { left }, { codeLists, params })).toBe(said);
  });
});

test("every operator of ours but those that ask for a cell stands in the table", () => {
  const asked = operators.slice(10).map(({ name }) => name);
  expect([...Object.keys(ours), "isEmpty", "isPresent"]).toEqual(expect.arrayContaining(asked));
});

describe("cells", () => {
  const cells = [
    ["absent", {}, ["cell"], "unknown", "unknown"],
    ["absent, though the record has one", { cell: 5 }, ["cell"], "unknown", "unknown"],
    ["missing", {}, [], "true", "false"],
    ["undefined", { cell: undefined }, [], "true", "false"],
    ["null", { cell: null }, [], "true", "false"],
    ["no text", { cell: "" }, [], "true", "false"],
    ["blank", { cell: " \t\n " }, [], "true", "false"],
    ["blank with a no-break space", { cell: "\u00a0" }, [], "true", "false"],
    ["blank with an ideographic space", { cell: "\u3000" }, [], "true", "false"],
    ["blank with an em space", { cell: "\u2003 " }, [], "true", "false"],
    ["unreadable", { cell: unreadable("about thirty") }, [], "false", "true"],
    ["unreadable without text", { cell: unreadable("") }, [], "false", "true"],
    ["not a number", { cell: Number.NaN }, [], "false", "true"],
    ["endless", { cell: Number.POSITIVE_INFINITY }, [], "false", "true"],
    ["an object", { cell: {} }, [], "false", "true"],
    ["a list of objects", { cell: [{}] }, [], "false", "true"],
    ["an empty list", { cell: [] }, [], "false", "true"],
    ["zero", { cell: 0 }, [], "false", "true"],
    ["false", { cell: false }, [], "false", "true"],
    ["text", { cell: " a" }, [], "false", "true"],
  ] as const;

  test.each(cells)("%s", (_, record, absent, isEmpty, isPresent) => {
    const ask = (operator: string): Said =>
      truthOf({ fact: "cell", operator, value: true }, record, { absent });
    expect(ask("isEmpty")).toBe(isEmpty);
    expect(ask("isPresent")).toBe(isPresent);
    expect(ask("not:isEmpty")).toBe(isPresent);
    expect(ask("not:isPresent")).toBe(isEmpty);
    expect(ask("not:not:isEmpty")).toBe(isEmpty);
  });
});

describe("all, any, not, and conditions with a name", () => {
  const yes = { fact: "left", operator: "equal", value: 1 };
  const no = { fact: "left", operator: "equal", value: 2 };
  const conditions = { yes: { all: [yes] }, no: { all: [no] }, other: { not: { condition: "yes" } } };
  test.each([
    [{ all: [] }, "true"],
    // json-rules-engine takes an `any` of nothing for true.
    [{ any: [] }, "true"],
    [{ not: { any: [] } }, "false"],
    [{ all: [yes, yes] }, "true"],
    [{ all: [yes, no] }, "false"],
    [{ any: [no, yes] }, "true"],
    [{ any: [no, no] }, "false"],
    [{ not: yes }, "false"],
    [{ not: { not: yes } }, "true"],
    [{ all: [yes, { any: [no, { not: { all: [yes, no] } }] }] }, "true"],
    [{ condition: "yes" }, "true"],
    [{ not: { condition: "no" } }, "true"],
    [{ any: [{ condition: "other" }, { condition: "no" }] }, "false"],
  ] as const)("%j is %s, as in json-rules-engine", async (condition, said) => {
    expect(truthOf(condition, { left: 1 }, { conditions })).toBe(said);
    expect(await askOracle({ ...question, condition, conditions }, { left: 1 })).toBe(said);
  });
});
