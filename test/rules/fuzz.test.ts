/** Whatever stands in a rule file, reading it either gives rules that compile or tells mistakes; it never breaks. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileRules } from "../../src/engine/rules.ts";
import { silencedRules } from "../../src/engine/silenced.ts";
import { DataQualityError, formatProblem } from "../../src/errors.ts";
import { eventFacts } from "../../src/events/facts.ts";
import { vocabularies } from "../../src/events/vocabularies/codes.ts";
import type { Vocabulary } from "../../src/rules/check.ts";
import { parseRuleSources, parseRules } from "../../src/rules/parse.ts";
import { asOf, ruleWith } from "../engine/rule.ts";

const vocabulary: Vocabulary = { facts: eventFacts, codeLists: vocabularies };
/** Any name is a fact, of any kind: what is accepted then is mostly refused otherwise. */
const untyped: Vocabulary = { codeLists: vocabularies };
const seed = 9;

/** The number of problems; any other exception is let through, and fails the test. */
function read(json: unknown, words: Vocabulary = vocabulary): number {
  try {
    const ruleset = parseRules(json, words);
    const compiled = compileRules(ruleset, { asOf, ...words });
    compiled.evaluate({});
    silencedRules(ruleset, { asOf, ...words, absent: ["status", "endDate"] });
    return 0;
  } catch (error) {
    if (!(error instanceof DataQualityError)) throw error;
    // What reading accepts, compiling must not refuse: then the mistake would have no place.
    expect(error.code).not.toBe("rule-invalid");
    for (const problem of error.problems) {
      expect(problem.code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(formatProblem(problem).length).toBeGreaterThan(0);
    }
    return error.problems.length;
  }
}

const hostileKey = fc.constantFrom(
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "prototype",
  "valueOf",
  "length",
  "toJSON",
  "then",
  "",
  " ",
  "\u0000",
  "\ud800",
);
const anything = fc.anything({
  key: fc.oneof(fc.string(), hostileKey),
  maxDepth: 4,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withObjectString: true,
  withTypedArray: true,
  withSparseArray: true,
  withBoxedValues: true,
  withBigInt: true,
});

/** Mostly what is right, so that whole rules are accepted now and then. */
function mostly<Right, Wrong>(
  right: fc.Arbitrary<Right>,
  wrong: fc.Arbitrary<Wrong>,
): fc.Arbitrary<Right | Wrong> {
  return fc.oneof({ weight: 40, arbitrary: right }, { weight: 1, arbitrary: wrong });
}

const names = [
  "participants",
  "cocIssued",
  "status",
  "endDate",
  "title",
  "learningRelated",
  "genderSum",
  "asOf",
];
const name = mostly(fc.constantFrom(...names), fc.oneof(hostileKey, fc.constant("prticipants")));
const operatorName = mostly(
  fc.constantFrom(
    "equal",
    "notEqual",
    "in",
    "notIn",
    "contains",
    "lessThan",
    "greaterThanInclusive",
    "isEmpty",
    "before",
    "oneOf",
    "matches",
    "withinPoints",
    "sumOf",
  ),
  fc.constantFrom("eqal", "constructor", ""),
);
const decorator = mostly(
  fc.constantFrom("not", "swap", "someFact", "everyFact", "someValue", "everyValue"),
  fc.constantFrom("nt", "toString", ""),
);
const operator = fc
  .tuple(fc.oneof(fc.constant<string[]>([]), fc.array(decorator, { maxLength: 2 })), operatorName)
  .map(([before, last]) => [...before, last].join(":"));
const scalar = fc.constantFrom(0, 1, "a", "status", "2025-01-01", true);
const operand = mostly(
  fc.oneof(
    scalar,
    fc.record({ fact: name }),
    fc.record({ param: fc.constantFrom("number", "text", "list") }),
  ),
  fc.oneof(
    fc.record({ param: fc.constantFrom("missing", "constructor") }),
    fc.constantFrom("constructor", "2025-02-30", "("),
  ),
);
const value = mostly(
  fc.oneof(
    operand,
    operand,
    fc.constant(true),
    fc.array(operand, { maxLength: 3 }),
    fc.record({ of: operand, points: operand }),
  ),
  anything,
);
const conditionNames = fc.constantFrom("one", "two", "three", "constructor", "__proto__");
const condition = fc.letrec((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    { weight: 6, arbitrary: fc.record({ fact: name, operator, value }) },
    { weight: 1, arbitrary: fc.record({ condition: conditionNames }) },
    { weight: 1, arbitrary: fc.record({ all: fc.array(tie("condition"), { maxLength: 2 }) }) },
    { weight: 1, arbitrary: fc.record({ any: fc.array(tie("condition"), { maxLength: 2 }) }) },
    { weight: 1, arbitrary: fc.record({ not: tie("condition") }) },
  ),
})).condition;
const field = fc.oneof(
  name,
  fc.record(
    {
      field: name,
      if: condition,
      suggest: mostly(
        fc.oneof(fc.record({ fact: name }), fc.constant({ nearest: "status" })),
        fc.constant({ nearest: "toString" }),
      ),
      expected: mostly(
        fc.constantFrom("{due}", "{params.number}", "{}", "{participants}"),
        fc.constant("{title}"),
      ),
    },
    { requiredKeys: ["field"] },
  ),
);
const due = fc.record({
  after: mostly(fc.constantFrom("endDate", "asOf"), name),
  days: mostly(fc.constantFrom(0, 36_500), fc.record({ param: fc.constantFrom("number", "text") })),
});
const effective = fc.record(
  { from: mostly(fc.constant("2025-01-01"), fc.constant("2025-02-30")), to: fc.constant("9999-12-31") },
  { requiredKeys: [] },
);
const message = mostly(
  fc.constantFrom("It is {participants}.", "{due}", "{params.list}", "{", "{{}}"),
  fc.constantFrom("{title}", "{params.constructor}", "{constructor}"),
);
const nearlyRule = fc
  .record(
    {
      when: condition,
      violation: condition,
      fields: fc.array(field, { minLength: 1, maxLength: 2 }),
      due,
      effective,
      message,
    },
    { requiredKeys: [] },
  )
  .map((part) => ({
    ...ruleWith({ violation: { all: [] }, fields: ["status"] }),
    params: {
      number: { default: 30, unit: "days", source: "ours" },
      text: { default: "[", unit: "pattern", source: "ours" },
      list: { default: ["a", 2], unit: "entries", source: "ours" },
    },
    ...part,
  }));

describe("parseRules never breaks", () => {
  test("on anything", () => {
    fc.assert(
      fc.property(anything, (json) => void read(json)),
      { seed, numRuns: 500 },
    );
  });

  test("on any JSON, and on any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.string({ unit: "binary" })), (text) => void read(text)),
      { seed, numRuns: 500 },
    );
  });

  test("on a rule of which one part is anything", () => {
    const keys = Object.keys(ruleWith());
    fc.assert(
      fc.property(fc.constantFrom(...keys, "due", "effective", "params", "other"), anything, (key, part) => {
        read({ ...ruleWith(), [key]: part });
        read({ name: "set", version: "1", conditions: { [key]: part }, rules: [ruleWith()] });
        read({ name: "set", version: "1", rules: [ruleWith()], [key]: part });
      }),
      { seed, numRuns: 400 },
    );
  });

  test("on rules that are nearly right, and what it accepts compiles", () => {
    let accepted = 0;
    fc.assert(
      fc.property(
        nearlyRule,
        fc.dictionary(fc.constantFrom("one", "two", "three", "constructor"), condition),
        (rule, conditions) => {
          const set = { name: "set", version: "1", conditions, rules: [rule] };
          for (const words of [vocabulary, untyped]) {
            if (read(set, words) === 0) accepted++;
            if (read(rule, words) === 0) accepted++;
          }
        },
      ),
      { seed, numRuns: 500 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  test.each([
    ["an object that cannot be compared", '{"length": {"toString": 1, "valueOf": 1}}'],
    ["an object that cannot be printed", '{"toJSON": {"toJSON": 1}}'],
  ])("on %s, in true JSON", (_, text) => {
    for (const key of Object.keys(ruleWith())) {
      const json = JSON.stringify({ ...ruleWith(), [key]: "HERE" }).replace('"HERE"', text);
      expect(read(json)).toBeGreaterThan(0);
      expect(
        read(
          JSON.stringify({
            ...ruleWith(),
            violation: { fact: "participants", operator: "equal", value: "HERE" },
          }).replace('"HERE"', text),
        ),
      ).toBeGreaterThan(0);
    }
  });

  test("on several files", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ json: fc.oneof(anything, nearlyRule), file: fc.string() }), { maxLength: 4 }),
        (sources) => {
          try {
            parseRuleSources(sources, vocabulary);
          } catch (error) {
            expect(error).toBeInstanceOf(DataQualityError);
          }
        },
      ),
      { seed, numRuns: 200 },
    );
  });

  test("the same mistakes are told in the same order", () => {
    fc.assert(
      fc.property(nearlyRule, (rule) => {
        const told = () => {
          try {
            parseRules(rule, vocabulary);
            return "";
          } catch (error) {
            return String(error);
          }
        };
        expect(told()).toBe(told());
      }),
      { seed, numRuns: 300 },
    );
  });
});
