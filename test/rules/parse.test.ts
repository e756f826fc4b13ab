import { describe, expect, test } from "vitest";
import { DataQualityError, type Problem } from "../../src/errors.ts";
import type { Vocabulary } from "../../src/rules/check.ts";
import { parseRuleSources, parseRules } from "../../src/rules/parse.ts";
import { limits } from "../../src/rules/schema.ts";
import { ruleWith } from "../engine/rule.ts";

const vocabulary: Vocabulary = {
  facts: [
    { name: "size", type: "number", doc: "Size." },
    { name: "kind", type: "text", doc: "Kind.", codeList: "kind" },
    { name: "endDate", type: "date", doc: "Last day." },
    { name: "open", type: "boolean", doc: "Whether it is open." },
    { name: "tags", type: "list", doc: "Tags." },
    { name: "owner", type: "text", doc: "Who owns it.", personal: true },
    { name: "previousSize", type: "number", doc: "Size, as stored.", outside: "previous" },
    { name: "twins", type: "number", doc: "Others of the size.", outside: "lookup", by: ["size"] },
    { name: "doubled", type: "number", doc: "Twice the size.", from: ["size"], derive: (size) => size },
  ],
  codeLists: { kind: { codes: ["box", "bag"] }, colour: { codes: ["red", "green"] } },
};

function problemsIn(json: unknown, words: Vocabulary = vocabulary): readonly Problem[] {
  try {
    parseRules(json, words);
  } catch (error) {
    if (error instanceof DataQualityError) return error.problems;
    throw error;
  }
  return [];
}

/** The rule as it would stand in a file, with anything changed: what is undefined is taken out. */
function file(part: Readonly<Record<string, unknown>>): unknown {
  return JSON.parse(JSON.stringify({ ...ruleWith(), ...part }));
}

const deep = (levels: number): unknown =>
  levels <= 1 ? { fact: "size", operator: "equal", value: 1 } : { not: deep(levels - 1) };
const wide = (parts: number) => ({
  all: Array.from({ length: parts }, () => ({ fact: "size", operator: "equal", value: 1 })),
});
const equal = (value: unknown) => ({ fact: "size", operator: "equal", value });
const param = (value: unknown) => ({ limit: { default: value, unit: "people", source: "ours" } });

type Mistake = readonly [
  name: string,
  part: Readonly<Record<string, unknown>>,
  problems: readonly Partial<Problem>[],
];

const mistakes: readonly Mistake[] = [
  // Keys
  [
    "an unknown key",
    { serverity: "error" },
    [{ code: "unknown-key", path: "$.serverity", hint: 'Did you mean "severity"?' }],
  ],
  ["a key that is like no other", { zzzzzzzzzz: 1 }, [{ code: "unknown-key", path: "$.zzzzzzzzzz" }]],
  ["an unknown key that is no plain word", { "my key": 1 }, [{ code: "unknown-key", path: '$["my key"]' }]],
  ["a key of every object", { constructor: 1 }, [{ code: "unknown-key", path: "$.constructor" }]],
  [
    "an unknown key in due",
    { due: { after: "endDate", days: 3, day: 3 } },
    [{ code: "unknown-key", path: "$.due.day", hint: 'Did you mean "days"?' }],
  ],
  [
    "an unknown key in a parameter",
    { params: { limit: { default: 1, unit: "people", source: "ours", sources: [] } } },
    [{ code: "unknown-key", path: "$.params.limit.sources", hint: 'Did you mean "source"?' }],
  ],
  [
    "an unknown key in an example",
    { examples: [{ title: "x", event: {}, expects: "failed", expect: "failed" }] },
    [{ code: "unknown-key", path: "$.examples[0].expects", hint: 'Did you mean "expect"?' }],
  ],
  [
    "a missing key",
    { severity: undefined },
    [{ code: "missing-key", path: "$.severity", expected: 'one of "error", "warning", "info"' }],
  ],
  [
    "a missing text",
    { message: undefined },
    [{ code: "missing-key", path: "$.message", expected: "a text" }],
  ],
  [
    "missing sources",
    { sources: undefined },
    [{ code: "missing-key", path: "$.sources", expected: "a list" }],
  ],
  // Values
  [
    "a severity that is none",
    { severity: "warnin" },
    [
      {
        code: "invalid-value",
        path: "$.severity",
        found: '"warnin"',
        expected: 'one of "error", "warning", "info"',
        hint: 'Did you mean "warning"?',
      },
    ],
  ],
  [
    "a state that is none",
    { state: "activ" },
    [{ code: "invalid-value", path: "$.state", hint: 'Did you mean "active"?' }],
  ],
  [
    "a dimension that is none",
    { dimension: "speed" },
    [{ code: "invalid-value", path: "$.dimension", found: '"speed"' }],
  ],
  [
    "an id with capitals",
    { id: "My-Rule" },
    [{ code: "invalid-value", path: "$.id", expected: "lower-case words joined by hyphens" }],
  ],
  ["an id like the name of an object's part", { id: "__proto__" }, [{ code: "invalid-value", path: "$.id" }]],
  [
    "a version that is no whole number",
    { version: 1.5 },
    [{ code: "invalid-value", path: "$.version", found: "1.5", expected: "a whole number" }],
  ],
  [
    "version 0",
    { version: 0 },
    [{ code: "invalid-value", path: "$.version", found: "0", expected: "at least 1" }],
  ],
  ["a version in quotes", { version: "1" }, [{ code: "invalid-value", path: "$.version", found: '"1"' }]],
  ["no tags", { tags: [] }, [{ code: "invalid-value", path: "$.tags", expected: "at least 1 item" }]],
  [
    "a tag that is no text",
    { tags: ["a", 5] },
    [{ code: "invalid-value", path: "$.tags[1]", found: "5", expected: "a text" }],
  ],
  [
    "a blank title",
    { title: "  " },
    [{ code: "invalid-value", path: "$.title", expected: "at least 1 character" }],
  ],
  [
    "a title too long",
    { title: "x".repeat(121) },
    [{ code: "invalid-value", path: "$.title", expected: "at most 120 characters" }],
  ],
  ["no fields", { fields: [] }, [{ code: "invalid-value", path: "$.fields" }]],
  ["no examples", { examples: [] }, [{ code: "invalid-value", path: "$.examples" }]],
  [
    "an outcome that is none",
    { examples: [{ title: "x", event: {}, expect: "pass" }] },
    [{ code: "invalid-value", path: "$.examples[0].expect", hint: 'Did you mean "passed"?' }],
  ],
  [
    "a day that does not exist",
    { effective: { from: "2025-02-30" } },
    [{ code: "invalid-value", path: "$.effective.from", expected: "a date such as 2025-06-30" }],
  ],
  [
    "days below none",
    { due: { after: "endDate", days: -1 } },
    [{ code: "invalid-value", path: "$.due.days" }],
  ],
  [
    "too many days",
    { due: { after: "endDate", days: 36_501 } },
    [{ code: "invalid-value", path: "$.due.days" }],
  ],
  // Names
  [
    "an unknown fact",
    { violation: { fact: "sise", operator: "equal", value: 1 } },
    [
      {
        code: "unknown-fact",
        path: "$.violation.fact",
        expected: "one of size, kind, endDate, open, tags, owner, previousSize, twins, doubled",
        hint: 'Did you mean "size"?',
      },
    ],
  ],
  [
    "an unknown fact far down",
    { when: { all: [{ any: [{ not: { fact: "kinds", operator: "equal", value: "box" } }] }] } },
    [{ code: "unknown-fact", path: "$.when.all[0].any[0].not.fact", hint: 'Did you mean "kind"?' }],
  ],
  [
    "an unknown fact on the right",
    { violation: { fact: "size", operator: "lessThan", value: { fact: "dubled" } } },
    [{ code: "unknown-fact", path: "$.violation.value.fact", hint: 'Did you mean "doubled"?' }],
  ],
  [
    "an unknown fact in a list",
    { violation: { fact: "size", operator: "sumOf", value: [1, { fact: "sizes" }] } },
    [{ code: "unknown-fact", path: "$.violation.value[1].fact", hint: 'Did you mean "size"?' }],
  ],
  [
    "an unknown fact in a tolerance",
    { violation: { fact: "size", operator: "withinPoints", value: { of: { fact: "siz" }, points: 1 } } },
    [{ code: "unknown-fact", path: "$.violation.value.of.fact" }],
  ],
  [
    "an unknown operator",
    { violation: { fact: "size", operator: "graterThan", value: 1 } },
    [{ code: "unknown-operator", path: "$.violation.operator", hint: 'Did you mean "greaterThan"?' }],
  ],
  [
    "an unknown decorator",
    { violation: { fact: "size", operator: "nott:equal", value: 1 } },
    [
      {
        code: "unknown-operator-decorator",
        path: "$.violation.operator",
        expected: "one of not, swap, someFact, everyFact, someValue, everyValue",
        hint: 'Did you mean "not"?',
      },
    ],
  ],
  [
    "an operator before a decorator",
    { violation: { fact: "size", operator: "equal:not", value: 1 } },
    [
      { code: "unknown-operator-decorator", path: "$.violation.operator" },
      { code: "unknown-operator", path: "$.violation.operator" },
    ],
  ],
  [
    "an operator that every object has",
    { violation: { fact: "size", operator: "toString", value: 1 } },
    [{ code: "unknown-operator", path: "$.violation.operator" }],
  ],
  [
    "an unknown parameter",
    { params: param(1), violation: equal({ param: "limits" }) },
    [
      {
        code: "unknown-parameter",
        path: "$.violation.value.param",
        expected: "one of limit",
        hint: 'Did you mean "limit"?',
      },
    ],
  ],
  [
    "a parameter that every object has",
    { violation: equal({ param: "constructor" }) },
    [{ code: "unknown-parameter", path: "$.violation.value.param" }],
  ],
  [
    "an unknown condition",
    { when: { condition: "lrge" } },
    [{ code: "unknown-condition", path: "$.when.condition" }],
  ],
  [
    "a condition that every object has",
    { when: { condition: "toString" } },
    [{ code: "unknown-condition", path: "$.when.condition" }],
  ],
  [
    "an unknown code list",
    { violation: { fact: "kind", operator: "not:oneOf", value: "kinds" } },
    [
      {
        code: "unknown-code-list",
        path: "$.violation.value",
        expected: "one of kind, colour",
        hint: 'Did you mean "kind"?',
      },
    ],
  ],
  [
    "a code list that every object has",
    { violation: { fact: "kind", operator: "oneOf", value: "constructor" } },
    [{ code: "unknown-code-list", path: "$.violation.value" }],
  ],
  [
    "an unknown field",
    { fields: ["sizze"] },
    [{ code: "unknown-fact", path: "$.fields[0]", hint: 'Did you mean "size"?' }],
  ],
  [
    "an unknown field in an object",
    { fields: [{ field: "sizze" }] },
    [{ code: "unknown-fact", path: "$.fields[0].field" }],
  ],
  [
    "a field of the stored version",
    { fields: ["previousSize"] },
    [
      {
        code: "field-outside",
        path: "$.fields[0]",
        expected: "a fact of the record",
        hint: "Name the field that is to be mended. previousSize may stand in conditions, texts and suggestions.",
      },
    ],
  ],
  [
    "a field that is looked up",
    { fields: ["size", { field: "twins" }] },
    [{ code: "field-outside", path: "$.fields[1].field" }],
  ],
  [
    "a field under an unknown fact",
    { fields: [{ field: "size", if: { fact: "sizze", operator: "equal", value: 1 } }] },
    [{ code: "unknown-fact", path: "$.fields[0].if.fact" }],
  ],
  [
    "a suggestion of an unknown fact",
    { fields: [{ field: "size", suggest: { fact: "dubled" } }] },
    [{ code: "unknown-fact", path: "$.fields[0].suggest.fact" }],
  ],
  [
    "a suggestion out of an unknown list",
    { fields: [{ field: "kind", suggest: { nearest: "kid" } }] },
    [{ code: "unknown-code-list", path: "$.fields[0].suggest.nearest", hint: 'Did you mean "kind"?' }],
  ],
  [
    "a suggestion out of a list that every object has",
    { fields: [{ field: "kind", suggest: { nearest: "toString" } }] },
    [{ code: "unknown-code-list", path: "$.fields[0].suggest.nearest" }],
  ],
  [
    "a suggestion that could show personal data",
    { fields: [{ field: "size", suggest: { fact: "owner" } }] },
    [{ code: "suggestion-personal", path: "$.fields[0].suggest.fact" }],
  ],
  [
    "an unknown placeholder",
    { message: "It is {sizze}." },
    [{ code: "unknown-placeholder", path: "$.message", hint: 'Did you mean "size"?' }],
  ],
  [
    "a placeholder for an unknown parameter",
    { params: param(1), fix: "At most {params.limmit}." },
    [{ code: "unknown-placeholder", path: "$.fix", hint: 'Did you mean "params.limit"?' }],
  ],
  [
    "a placeholder that is not closed",
    { message: "It is {size, of all." },
    [
      {
        code: "invalid-message",
        path: "$.message",
        found: '"of all." at character 14',
        expected: "{name, plural, one {…} other {…}}",
      },
    ],
  ],
  [
    "a plural without the case for all others",
    { fix: "Take {size, plural, one {# away}}." },
    [
      {
        code: "invalid-message",
        path: "$.fix",
        message: "The plural has no case other, for all numbers that have none.",
      },
    ],
  ],
  [
    "an unknown placeholder in a plural",
    { message: "{size, plural, one {# of {sizze}} other {#}}" },
    [{ code: "unknown-placeholder", path: "$.message", hint: 'Did you mean "size"?' }],
  ],
  [
    "plurals of what is no number",
    { message: "{kind, plural, other {x}} {due, plural, other {x}}" },
    [
      { code: "plural-type", path: "$.message" },
      { code: "plural-type", path: "$.message" },
    ],
  ],
  [
    "personal data in a plural",
    { message: "{size, plural, one {{owner}} other {#}}" },
    [{ code: "placeholder-personal", path: "$.message" }],
  ],
  [
    "a placeholder that could show personal data",
    { message: "{owner} did it." },
    [{ code: "placeholder-personal", path: "$.message" }],
  ],
  [
    "personal data in what is expected",
    { fields: [{ field: "size", expected: "ask {owner}" }] },
    [{ code: "placeholder-personal", path: "$.fields[0].expected" }],
  ],
  // Kinds
  [
    "an operator for another kind",
    { violation: { fact: "kind", operator: "greaterThan", value: 1 } },
    [{ code: "operator-type", path: "$.violation.operator", expected: "a fact of type number" }],
  ],
  [
    "dates of a number",
    { violation: { fact: "size", operator: "before", value: "2025-01-01" } },
    [{ code: "operator-type", path: "$.violation.operator", expected: "a fact of type date" }],
  ],
  [
    "a text where a number is needed",
    { violation: { fact: "size", operator: "greaterThan", value: "10" } },
    [{ code: "invalid-value", path: "$.violation.value", found: '"10"' }],
  ],
  [
    "a text that a number is compared with",
    { violation: equal("10") },
    [{ code: "invalid-value", path: "$.violation.value", found: '"10"' }],
  ],
  [
    "a number that a flag is compared with",
    { violation: { fact: "open", operator: "equal", value: 1 } },
    [{ code: "invalid-value", path: "$.violation.value" }],
  ],
  [
    "no list",
    { violation: { fact: "kind", operator: "in", value: "box" } },
    [{ code: "invalid-value", path: "$.violation.value", message: "in takes a list." }],
  ],
  [
    "no date",
    { violation: { fact: "endDate", operator: "before", value: "soon" } },
    [
      {
        code: "invalid-value",
        path: "$.violation.value",
        message: "before takes a date such as 2025-06-30.",
      },
    ],
  ],
  [
    "no day of the calendar",
    { violation: { fact: "endDate", operator: "before", value: "2025-02-30" } },
    [{ code: "invalid-value", path: "$.violation.value", found: '"2025-02-30"' }],
  ],
  [
    "no sum",
    { violation: { fact: "size", operator: "sumOf", value: 3 } },
    [{ code: "invalid-value", path: "$.violation.value" }],
  ],
  [
    "no tolerance",
    { violation: { fact: "size", operator: "withinPoints", value: 3 } },
    [{ code: "invalid-value", path: "$.violation.value", message: "withinPoints takes { of, points }." }],
  ],
  [
    "a tolerance for another operator",
    { violation: equal({ of: 1, points: 2 }) },
    [{ code: "invalid-value", path: "$.violation.value" }],
  ],
  [
    "a tolerance by text",
    { violation: { fact: "size", operator: "withinPoints", value: { of: 1, points: "2" } } },
    [{ code: "invalid-value", path: "$.violation.value.points", found: '"2"' }],
  ],
  [
    "a tolerance by a parameter that is text",
    {
      params: param("two"),
      violation: { fact: "size", operator: "withinPoints", value: { of: 1, points: { param: "limit" } } },
    },
    [{ code: "invalid-value", path: "$.violation.value.points" }],
  ],
  [
    "a list in a list, by a parameter",
    { params: param([1, 2]), violation: { fact: "size", operator: "in", value: [3, { param: "limit" }] } },
    [{ code: "invalid-value", path: "$.violation.value[1]" }],
  ],
  [
    "a code list that is a number",
    { violation: { fact: "kind", operator: "oneOf", value: 5 } },
    [{ code: "invalid-value", path: "$.violation.value" }],
  ],
  [
    "a value that is nothing",
    { violation: equal(null) },
    [{ code: "invalid-value", path: "$.violation.value" }],
  ],
  [
    "isEmpty of what is not asked",
    { violation: { fact: "size", operator: "isEmpty", value: false } },
    [{ code: "invalid-value", path: "$.violation.value", found: "false", expected: "true" }],
  ],
  [
    "isEmpty of what is derived",
    { violation: { fact: "doubled", operator: "isEmpty", value: true } },
    [{ code: "presence-of-derived", path: "$.violation.fact" }],
  ],
  [
    "isEmpty decorated",
    { violation: { fact: "tags", operator: "someFact:isEmpty", value: true } },
    [{ code: "presence-decorated", path: "$.violation.operator" }],
  ],
  [
    "a due date that is no date",
    { due: { after: "size", days: 3 } },
    [{ code: "due-type", path: "$.due.after", expected: "a date fact" }],
  ],
  [
    "a grace by a parameter that is not there",
    { due: { after: "endDate", days: { param: "grace" } } },
    [{ code: "unknown-parameter", path: "$.due.days.param" }],
  ],
  [
    "a grace by a parameter that is no number of days",
    { params: param("ten"), due: { after: "endDate", days: { param: "limit" } } },
    [{ code: "due-days", path: "$.params.limit.default", found: '"ten"', expected: "0 to 36500" }],
  ],
  [
    "a grace by a parameter with half days",
    { params: param(1.5), due: { after: "endDate", days: { param: "limit" } } },
    [{ code: "due-days", path: "$.params.limit.default", found: "1.5" }],
  ],
  // Patterns
  [
    "a pattern that is none",
    { violation: { fact: "kind", operator: "matches", value: "(" } },
    [{ code: "invalid-pattern", path: "$.violation.value", found: '"("' }],
  ],
  [
    "a look-ahead",
    { violation: { fact: "kind", operator: "matches", value: "a(?=b)" } },
    [
      {
        code: "invalid-pattern",
        path: "$.violation.value",
        expected: "RE2 syntax, which has no look-around and no back-references",
      },
    ],
  ],
  [
    "a look-behind",
    { violation: { fact: "kind", operator: "not:matches", value: "(?<!a)b" } },
    [{ code: "invalid-pattern", path: "$.violation.value" }],
  ],
  [
    "a back-reference",
    { violation: { fact: "kind", operator: "matches", value: "(a)\\1" } },
    [{ code: "invalid-pattern", path: "$.violation.value" }],
  ],
  [
    "a pattern too long",
    { violation: { fact: "kind", operator: "matches", value: "a".repeat(limits.pattern + 1) } },
    [{ code: "invalid-pattern", path: "$.violation.value" }],
  ],
  [
    "a pattern by a parameter that is none",
    { params: param("["), violation: { fact: "kind", operator: "matches", value: { param: "limit" } } },
    [{ code: "invalid-pattern", path: "$.violation.value", found: '"["' }],
  ],
  [
    "a pattern by a parameter that is a number",
    { params: param(5), violation: { fact: "kind", operator: "matches", value: { param: "limit" } } },
    [{ code: "invalid-value", path: "$.violation.value" }],
  ],
  [
    "a pattern out of the record",
    { violation: { fact: "kind", operator: "matches", value: { fact: "kind" } } },
    [{ code: "invalid-value", path: "$.violation.value" }],
  ],
  [
    "a pattern out of the record, by a decorator",
    { violation: { fact: "kind", operator: "swap:matches", value: "a" } },
    [{ code: "pattern-decorated", path: "$.violation.operator" }],
  ],
  [
    "a list of patterns",
    { violation: { fact: "kind", operator: "someValue:matches", value: ["a", "b"] } },
    [{ code: "pattern-decorated" }, { code: "invalid-value", path: "$.violation.value" }],
  ],
  // Shapes
  ["a condition of two kinds", { when: { all: [], any: [] } }, [{ code: "unknown-key", path: "$.when.any" }]],
  [
    "a condition of no kind",
    { when: {} },
    [
      {
        code: "invalid-value",
        path: "$.when",
        found: "an empty object",
        expected: "{ all } or { any } or { not } or { condition } or { fact, operator, value }",
      },
    ],
  ],
  [
    "a condition that is a text",
    { when: "always" },
    [{ code: "invalid-value", path: "$.when", found: '"always"' }],
  ],
  [
    "a comparison without value",
    { when: { fact: "size", operator: "equal" } },
    [{ code: "missing-key", path: "$.when.value" }],
  ],
  [
    "a comparison with a mistyped key",
    { when: { fact: "size", operater: "equal", value: 1 } },
    [
      { code: "missing-key", path: "$.when.operator" },
      { code: "unknown-key", path: "$.when.operater", hint: 'Did you mean "operator"?' },
    ],
  ],
  [
    "all of no list",
    { when: { all: {} } },
    [{ code: "invalid-value", path: "$.when.all", expected: "a list" }],
  ],
  ["not of a list", { when: { not: [] } }, [{ path: "$.when.not" }]],
  [
    "a condition with a priority",
    { when: { fact: "size", operator: "equal", value: 1, priority: 2 } },
    [{ code: "unknown-key", path: "$.when.priority" }],
  ],
  ["33 levels", { when: deep(33) }, [{ code: "too-deep", path: `$.when${".not".repeat(32)}` }]],
  [
    "1,001 conditions",
    { when: always(), violation: wide(limits.nodes - 1) },
    [{ code: "too-many-conditions", path: "$" }],
  ],
];

function always(): unknown {
  return { all: [] };
}

describe("one mistake", () => {
  test.each(mistakes)("%s", (_, part, problems) => {
    const found = problemsIn(file(part));
    expect(found).toMatchObject(problems);
    expect(found).toHaveLength(problems.length);
  });

  test("a list in a rule set is told with its place in the file", () => {
    expect(
      problemsIn({ name: "set", version: "1", rules: [ruleWith(), file({ id: "b", severity: "bad" })] }),
    ).toMatchObject([{ code: "invalid-value", path: "$.rules[1].severity" }]);
    expect(problemsIn([ruleWith(), file({ id: "b", when: { condition: "x" } })])).toMatchObject([
      { code: "unknown-condition", path: "$[1].when.condition" },
    ]);
  });

  test("the edges of the limits are allowed", () => {
    expect(problemsIn(file({ when: deep(32) }))).toEqual([]);
    expect(problemsIn(file({ when: deep(1), violation: wide(limits.nodes - 2) }))).toEqual([]);
    expect(
      problemsIn(
        file({ violation: { fact: "kind", operator: "matches", value: "a".repeat(limits.pattern) } }),
      ),
    ).toEqual([]);
    expect(problemsIn(file({ due: { after: "endDate", days: 36_500 } }))).toEqual([]);
  });
});

describe("rule sets", () => {
  const set = (conditions: unknown, rules: readonly unknown[] = [ruleWith()]): unknown => ({
    name: "set",
    version: "1",
    conditions,
    rules,
  });
  const size = { fact: "size", operator: "equal", value: 1 };

  test.each<[string, unknown, readonly Partial<Problem>[]]>([
    ["no object", 5, [{ code: "invalid-value", path: "$", found: "5" }]],
    ["nothing", null, [{ path: "$" }]],
    [
      "rules that are no list",
      { name: "set", version: "1", rules: {} },
      [{ code: "invalid-value", path: "$.rules" }],
    ],
    [
      "an unknown key",
      { name: "set", version: "1", rules: [], condition: {} },
      [{ code: "unknown-key", path: "$.condition", hint: 'Did you mean "conditions"?' }],
    ],
    [
      "a version that is a number",
      { name: "set", version: 1, rules: [] },
      [{ code: "invalid-value", path: "$.version", expected: "a text" }],
    ],
    ["the same id twice", [ruleWith(), ruleWith()], [{ code: "rule-duplicate", path: "$[1].id" }]],
    [
      "a condition with an unknown fact",
      set({ large: { ...size, fact: "sise" } }),
      [{ code: "unknown-fact", path: "$.conditions.large.fact" }],
    ],
    [
      "a condition with a name of several words",
      set({ "very large": { ...size, fact: "sise" } }),
      [{ code: "unknown-fact", path: '$.conditions["very large"].fact' }],
    ],
    [
      "a condition with a parameter",
      set({ large: { ...size, value: { param: "limit" } } }),
      [{ code: "unknown-parameter", path: "$.conditions.large.value.param" }],
    ],
    [
      "a condition that refers to itself",
      set({ large: { condition: "large" } }),
      [{ code: "condition-cycle", path: "$.conditions.large" }],
    ],
    [
      "two conditions that refer to each other",
      set({ one: { not: { condition: "two" } }, two: { all: [{ condition: "one" }] } }),
      [
        { code: "condition-cycle", path: "$.conditions.one" },
        { code: "condition-cycle", path: "$.conditions.two" },
      ],
    ],
    [
      "a condition that refers to an unknown one",
      set({ one: { condition: "twoo" }, two: size }),
      [{ code: "unknown-condition", path: "$.conditions.one.condition", hint: 'Did you mean "two"?' }],
    ],
  ])("%s", (_, json, problems) => {
    expect(problemsIn(json)).toMatchObject(problems);
  });

  test("text that is no JSON", () => {
    expect(problemsIn('{"rules": [,]}')).toMatchObject([{ code: "json-syntax" }]);
    expect(parseRules(JSON.stringify(ruleWith()), vocabulary).rules).toHaveLength(1);
  });

  test("too many rules", () => {
    const rules = Array.from({ length: limits.rules + 1 }, (_, index) => ruleWith({ id: `rule-${index}` }));
    expect(problemsIn(rules)).toMatchObject([{ code: "too-many-rules" }]);
    expect(problemsIn(rules.slice(1))).toEqual([]);
  });

  test("what is right is given back as it was", () => {
    const conditions = { large: size, "1": { not: { condition: "large" } } };
    const parsed = parseRules(set(conditions, [file({ when: { condition: "1" } })]), vocabulary);
    expect(parsed).toEqual({
      name: "set",
      version: "1",
      conditions,
      rules: [file({ when: { condition: "1" } })],
    });
  });
});

describe("several files", () => {
  test("every mistake of every file at once, each with its file", () => {
    const sources = [
      {
        file: "rules/ruleset.json",
        json: {
          name: "set",
          version: "1",
          conditions: {
            "a loop": { condition: "a loop" },
            odd: { fact: "knd", operator: "equal", value: "box" },
          },
        },
      },
      { file: "rules/one.json", json: file({ severity: "eror", fields: ["sise"] }) },
      { file: "rules/two.json", json: file({ id: "two", when: { condition: "od" }, message: "{who}" }) },
      { file: "rules/three.json", json: file({ id: "two" }) },
      { file: "rules/four.json", json: { name: "again", conditions: { odd: { all: [] } } } },
      { json: file({ id: "five", unknown: 1 }) },
    ];
    let problems: readonly Problem[] = [];
    try {
      parseRuleSources(sources, vocabulary);
    } catch (error) {
      if (error instanceof DataQualityError) problems = error.problems;
    }
    expect(problems.map(({ code, file: name, path }) => [code, name, path])).toEqual(
      expect.arrayContaining([
        ["invalid-value", "rules/one.json", "$.severity"],
        ["unknown-key", undefined, "$.unknown"],
        ["condition-duplicate", "rules/four.json", "$.conditions.odd"],
        ["unknown-fact", "rules/ruleset.json", "$.conditions.odd.fact"],
        ["condition-cycle", "rules/ruleset.json", '$.conditions["a loop"]'],
        ["unknown-condition", "rules/two.json", "$.when.condition"],
        ["unknown-placeholder", "rules/two.json", "$.message"],
        ["rule-duplicate", "rules/three.json", "$.id"],
      ]),
    );
    expect(problems.find(({ code }) => code === "rule-duplicate")?.message).toContain("rules/two.json");
  });

  test("a loop is told in the file in which it stands, whatever the names are", () => {
    // Names of digits come first among the keys of an object.
    const sources = [
      { file: "a.json", json: { conditions: { zebra: { all: [] } } } },
      { file: "b.json", json: { conditions: { "7": { condition: "7" } } } },
    ];
    expect(() => parseRuleSources(sources)).toThrow(
      /^b\.json: at \$\.conditions\["7"\]: .*\[condition-cycle\]$/,
    );
  });

  test("only what is too deep is told to be", () => {
    // c0 … c40, each a level above the one before, written from the top down: c8 is nine levels deep.
    const names = Array.from({ length: 41 }, (_, index) => `c${40 - index}`);
    const conditions = Object.fromEntries(
      names.map((name, index) => [name, name === "c0" ? { all: [] } : { condition: names[index + 1] }]),
    );
    const told = problemsIn({ name: "set", version: "1", conditions, rules: [] }).map(({ path }) => path);
    expect(told).toContain("$.conditions.c40");
    expect(told).not.toContain("$.conditions.c8");
    expect(told).not.toContain("$.conditions.c0");
  });

  test("conditions of one file are known in all", () => {
    const sources = [
      { file: "a.json", json: file({ when: { condition: "large" } }) },
      {
        file: "b.json",
        json: {
          name: "set",
          version: "2",
          conditions: { large: { fact: "size", operator: "greaterThan", value: 3 } },
        },
      },
    ];
    expect(parseRuleSources(sources, vocabulary)).toMatchObject({
      name: "set",
      version: "2",
      rules: [{ id: "a-rule" }],
    });
  });
});
