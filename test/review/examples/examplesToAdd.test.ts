import { expect, test } from "vitest";
import { canBeShown } from "../../../src/review/examples/canBeShown.ts";
import { examplesToAdd } from "../../../src/review/examples/examplesToAdd.ts";
import { runExamples } from "../../../src/review/examples/runExamples.ts";
import { testRule } from "../../../src/review/examples/testRule.ts";
import { createSolver } from "../../../src/review/solve/createSolver.ts";
import type { FactDefinition } from "../../../src/rules/fact.ts";
import type { Condition, Rule } from "../../../src/rules/schema.ts";
import { ruleWith } from "../../engine/rule.ts";

const facts: readonly FactDefinition[] = [
  { name: "a", type: "boolean", doc: "A flag." },
  { name: "b", type: "boolean", doc: "Another." },
  { name: "count", type: "number", doc: "How many.", whole: true },
  { name: "endDate", type: "date", doc: "The last day." },
];
const context = { vocabulary: { facts }, conditions: {} };
const canBe = canBeShown(createSolver(context), context);
const is = (fact: string): Condition => ({ fact, operator: "equal", value: true });
const [a, b] = [is("a"), is("b")];
const cell = (operator: string): Condition => ({ fact: "count", operator, value: true });
const many: Condition = { fact: "count", operator: "greaterThan", value: 5 };
const none: Condition = { fact: "count", operator: "equal", value: 0 };

test.each<[string, Partial<Rule>, readonly string[]]>([
  ["both of two", { violation: { all: [a, b] } }, []],
  ["one about others", { when: a, violation: { any: [b, many] } }, []],
  ["one with a due date", { violation: a, due: { after: "endDate", days: 30 } }, []],
  [
    "one that is in force for a time",
    { violation: a, effective: { from: "2024-01-01", to: "2025-12-31" } },
    [],
  ],
  ["a cell", { violation: { all: [cell("isPresent"), { not: many }] } }, []],
  // Either `a`, or `a` and something: the something changes nothing.
  [
    "the same asked twice",
    { violation: { any: [a, { all: [a, b] }] } },
    [
      "$.violation.any[1].all[0] decides true",
      "$.violation.any[1].all[1] decides true",
      "$.violation.any[1].all[1] decides false",
    ],
  ],
  // A count of 0 is never above 5, so that `many` is false and changes nothing.
  [
    "what follows from another",
    { violation: { all: [none, { not: many }] } },
    ["$.violation.all[1].not decides true"],
  ],
  // Without a date nobody gets to the due date.
  [
    "a due date that is always known",
    {
      when: { fact: "endDate", operator: "before", value: "2025-01-01" },
      violation: a,
      due: { after: "endDate", days: 3 },
    },
    ["$.due seen unknown"],
  ],
])(
  "%s is shown whole by the examples that are proposed, but for what is proved impossible",
  (_, part, cannot) => {
    const rule = ruleWith({ ...part, examples: [] });
    const before = testRule(rule, context, { canBe });
    const { examples, shown } = examplesToAdd(rule, before.coverage, context);
    expect(shown).toBe(before.coverage.counts.total.of);
    expect(before.coverage.counts.total.shown).toBe(0);
    // What is expected is what the rule says.
    expect(runExamples(rule, examples, context).map(({ outcome }) => outcome)).toEqual(
      examples.map((example) => example.expect),
    );
    const { coverage } = testRule({ ...rule, examples }, context, { canBe });
    expect(coverage.counts.total.shown).toBe(coverage.counts.total.of);
    expect(
      coverage.places.flatMap(({ path, obligations }) =>
        obligations.filter(({ state }) => state === "cannot").map(({ asks, of }) => `${path} ${asks} ${of}`),
      ),
    ).toEqual(cannot);
    expect(examples.length).toBeLessThanOrEqual(coverage.places.length * 3);
  },
);
