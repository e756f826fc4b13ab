/** Conditions and records made at random, out of few values, so that comparisons hold about as often as not. */
import * as fc from "fast-check";
import type { Comparison, Condition, Operand, Value } from "../../src/rules/schema.ts";
import type { FactValue, Scalar } from "../../src/rules/value.ts";
import type { Question } from "./oracle.ts";

export const factNames = ["a", "b", "c", "d", "e", "f"] as const;
const params = {
  two: { default: 2, unit: "people", source: "ours" },
  word: { default: "abc", unit: "text", source: "ours" },
  day: { default: "2024-03-05", unit: "date", source: "ours" },
  few: { default: ["a", 2, true], unit: "entries", source: "ours" },
};
const codeLists = {
  colour: { codes: ["a", "red", "green", "5"] },
  // More than sixteen: looked up in another way.
  many: { codes: [..."abcdefghijklmnopqrstuvwxyz", "5", "abc"] },
};

const number = fc.constantFrom(-1, 0, 1, 2, 5, 5.5, 0.1, 100);
const text = fc.constantFrom(
  "a",
  "b",
  "abc",
  "A",
  "5",
  "05",
  "5 people",
  "1e2",
  "true",
  "1,2",
  "Infinity",
  "2024-03-05",
  "2024-06-30",
  "2024-02-30",
);
const scalar: fc.Arbitrary<Scalar> = fc.oneof(number, text, fc.boolean());
const list: fc.Arbitrary<readonly Scalar[]> = fc.oneof(
  { weight: 4, arbitrary: fc.array(scalar, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.array(scalar, { minLength: 17, maxLength: 20 }) },
);
/** Anything that a fact can be, whatever operator is going to meet it. */
const factValue: fc.Arbitrary<FactValue> = fc.oneof(
  { weight: 3, arbitrary: scalar },
  { weight: 1, arbitrary: list },
);
export const known = fc.record(Object.fromEntries(factNames.map((name) => [name, factValue])));

const fact = fc.constantFrom(...factNames);
const factOperand = fact.map((name) => ({ fact: name }));
const paramOperand = fc.constantFrom(...Object.keys(params)).map((name) => ({ param: name }));
/** A list as an item of a list is a mistake of the rule, which is told when it is read. */
const single = fc.constantFrom("two", "word", "day").map((name) => ({ param: name }));
const item: fc.Arbitrary<Operand> = fc.oneof(scalar, factOperand, single);
const operand: fc.Arbitrary<Operand> = fc.oneof(scalar, factOperand, paramOperand);
const points: fc.Arbitrary<Operand> = fc.oneof(number, factOperand, fc.constant({ param: "two" }));
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 3, arbitrary: list },
  { weight: 2, arbitrary: factOperand },
  { weight: 2, arbitrary: paramOperand },
  { weight: 1, arbitrary: fc.array(item, { maxLength: 4 }) },
);

const chain = (...names: readonly string[]): fc.Arbitrary<string> =>
  fc
    .oneof(
      { weight: 3, arbitrary: fc.constant<string[]>([]) },
      { weight: 2, arbitrary: fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }) },
    )
    .map((written) => written.map((name) => `${name}:`).join(""));

function comparing(
  operators: readonly string[],
  decorators: readonly string[],
  values: fc.Arbitrary<Value>,
): fc.Arbitrary<Comparison> {
  return fc
    .record({ fact, chain: chain(...decorators), operator: fc.constantFrom(...operators), value: values })
    .map(({ fact: left, chain: before, operator, value: right }) => ({
      fact: left,
      operator: before + operator,
      value: right,
    }));
}

const decorators = ["not", "swap", "someFact", "everyFact", "someValue", "everyValue"];
const sided = ["equal", "notEqual", "in", "notIn", "contains", "doesNotContain"];
const numeric = ["lessThan", "lessThanInclusive", "greaterThan", "greaterThanInclusive"];
const dates = ["before", "after", "onOrBefore", "onOrAfter"];

const comparison: fc.Arbitrary<Comparison> = fc.oneof(
  { weight: 6, arbitrary: comparing([...sided, ...numeric], decorators, value) },
  { weight: 1, arbitrary: comparing(dates, decorators, value) },
  { weight: 1, arbitrary: comparing(["oneOf"], decorators, fc.constantFrom("colour", "many")) },
  {
    weight: 1,
    arbitrary: comparing(
      ["matches"],
      decorators,
      fc.constantFrom("^a", "5$", "(?i)ABC", ".", "[").filter((source) => source !== "["),
    ),
  },
  // Their right side is made of several values: what a decorator does to a list does not apply.
  {
    weight: 1,
    arbitrary: comparing(
      ["withinPoints"],
      ["not", "someFact", "everyFact"],
      fc.record({ of: operand, points }),
    ),
  },
  {
    weight: 1,
    arbitrary: comparing(["sumOf"], ["not", "someFact", "everyFact"], fc.array(item, { maxLength: 4 })),
  },
);

const presence: fc.Arbitrary<Comparison> = comparing(["isEmpty", "isPresent"], ["not"], fc.constant(true));

function conditions(
  leaf: fc.Arbitrary<Condition>,
  names: readonly string[],
  maxDepth: number,
): fc.Arbitrary<Condition> {
  const tie = fc.letrec<{ condition: Condition }>((self) => ({
    condition: fc.oneof(
      { maxDepth, depthSize: "small", withCrossShrink: true },
      { weight: 3, arbitrary: leaf },
      ...(names.length === 0
        ? []
        : [{ weight: 1, arbitrary: fc.constantFrom(...names).map((name) => ({ condition: name })) }]),
      {
        weight: 2,
        arbitrary: fc.array(self("condition"), { maxLength: 4 }).map((all): Condition => ({ all })),
      },
      {
        weight: 2,
        arbitrary: fc.array(self("condition"), { maxLength: 4 }).map((any): Condition => ({ any })),
      },
      { weight: 1, arbitrary: self("condition").map((not): Condition => ({ not })) },
    ),
  }));
  return tie.condition;
}

/** Named conditions have no parameters of a rule, and each may refer to those before it. */
const named = (leaf: fc.Arbitrary<Condition>) =>
  fc.record({
    first: conditions(leaf, [], 2),
    second: conditions(leaf, ["first"], 2),
    third: conditions(leaf, ["first", "second"], 2),
  });

function question(leaf: fc.Arbitrary<Condition>): fc.Arbitrary<Question> {
  const shared = leaf.filter((condition) => !JSON.stringify(condition).includes('"param"'));
  return fc
    .record({ condition: conditions(leaf, ["first", "second", "third"], 4), conditions: named(shared) })
    .map((each) => ({ ...each, params, codeLists }));
}

/** Of values only. */
export const questionOfValues = question(comparison);
/** Of values and of cells. */
export const questionOfCells = question(
  fc.oneof({ weight: 3, arbitrary: comparison }, { weight: 1, arbitrary: presence }),
);
/** One comparison alone. */
export const questionOfOne: fc.Arbitrary<Question> = comparison.map((condition) => ({
  condition,
  conditions: {},
  params,
  codeLists,
}));
