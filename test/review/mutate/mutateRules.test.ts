import { describe, expect, test } from "vitest";
import { runExamples } from "../../../src/review/examples/runExamples.ts";
import { type MutantResult, mutateRules } from "../../../src/review/mutate/mutateRules.ts";
import { mutationReport, mutationReportSchema } from "../../../src/review/mutate/report.ts";
import { createSolver } from "../../../src/review/solve/createSolver.ts";
import type { Solver } from "../../../src/review/solve/solver.ts";
import { limits, type Rule } from "../../../src/rules/schema.ts";
import { compare, context, example, parcelRule } from "./vocabulary.ts";

const solver = createSolver(context);

function mutate(rules: readonly Rule[], ownConditions: readonly string[] = [], by: Solver = solver) {
  return mutateRules(rules, { ...context, solver: by, ownConditions });
}
const told = ({ path, what, fate }: MutantResult): string => `${fate.status} ${path}: ${what}`;
const but = (status: string) => (result: MutantResult) => result.fate.status !== status;

const complete = [
  example("failed", { pieces: 11 }),
  example("passed", { pieces: 10 }),
  example("passed", { pieces: 9 }),
  example("notAssessed", {}),
];

test("a rule with an example on each side of everything has no survivor", () => {
  const results = mutate([parcelRule({ examples: complete })]);
  expect(results.filter(but("killed"))).toEqual([]);
  expect(results.length).toBeGreaterThan(5);
});

test("what no example shows survives, with an example that kills it", () => {
  // Nothing shows what is said at the bound itself.
  const rule = parcelRule({ examples: complete.filter(({ event }) => event.pieces !== 10) });
  const survivors = mutate([rule]).filter(but("killed"));
  expect(survivors.map(told)).toEqual([
    "survived $.violation.operator: greaterThan → greaterThanInclusive",
    "survived $.violation.value: 10 → 9",
  ]);
  // One example for both.
  expect(survivors[1]?.fate).toEqual(survivors[0]?.fate);
  expect(survivors[0]?.fate).toEqual({
    status: "survived",
    ruleId: rule.id,
    mutantSays: "failed",
    example: {
      title: expect.stringMatching(/^As ".*", but pieces is 10$/),
      event: { pieces: 10 },
      expect: "passed",
    },
  });
});

test("each of the examples that are proposed kills, and all together leave nothing", () => {
  let rule = parcelRule({
    when: { all: [compare("size", "in", ["small", "large"]), { not: { condition: "fragile" } }] },
    violation: {
      any: [
        compare("pieces", "greaterThan", { param: "most" }),
        compare("sentOn", "after", { fact: "dueOn" }),
      ],
    },
    due: { after: "sentOn", days: 30 },
    params: { most: { default: 10, unit: "pieces", source: "ours: a test" } },
    examples: [example("failed", { size: "small", marks: [], pieces: 11, sentOn: "2025-01-06" })],
  });
  for (let round = 0; ; round++) {
    const [first] = mutate([rule]).filter(({ fate }) => fate.status === "survived");
    if (first?.fate.status !== "survived") break;
    expect(round).toBeLessThan(60);
    const { example: proposed } = first.fate;
    expect(runExamples(rule, [proposed], context)[0]?.outcome).toBe(proposed.expect);
    rule = { ...rule, examples: [...rule.examples, proposed] };
  }
  const statuses = new Set(mutate([rule]).map(({ fate }) => fate.status));
  expect(statuses.has("survived")).toBe(false);
  expect(statuses.has("killed")).toBe(true);
});

describe("equivalent mutants are told apart from survivors", () => {
  const violation = { all: [compare("pieces", "greaterThan", 10), compare("pieces", "greaterThan", 5)] };
  const needless = parcelRule({ violation, examples: complete });

  test("a part that another one makes needless", () => {
    const left = mutate([needless]).filter(but("killed"));
    expect(left.map(told)).toContain("equivalent $.violation.all[1]: left out");
    expect(new Set(left.map(({ fate }) => fate.status))).toEqual(new Set(["equivalent"]));
  });

  test("what the solver cannot say is undecided and counts as not killed", () => {
    const silent: Solver = { ...solver, tellApart: () => ({ verdict: "undecided", why: "it is too hard" }) };
    const results = mutate([needless], [], silent);
    const left = results.filter(but("killed"));
    expect(left.length).toBeGreaterThan(0);
    expect(left.every(({ fate }) => fate.status === "undecided" && fate.why === "it is too hard")).toBe(true);
    const { summary } = mutationReport(results, [needless], [], noPlaces);
    expect(summary.undecided).toBe(left.length);
    expect(summary.score).toBe((100 * summary.killed) / (summary.killed + left.length));
  });

  test("a rule about which much could not be decided is asked about no further", () => {
    let asked = 0;
    const lost: Solver = {
      ...solver,
      tellApart: () => {
        asked++;
        return { verdict: "undecided", why: "there are too many cases", isGivenUp: true };
      },
    };
    const many = parcelRule({
      violation: {
        fact: "weight",
        operator: "in",
        value: Array.from({ length: 30 }, (_, index) => 1000.5 + index),
      },
      examples: [{ title: "light", event: { weight: 1 }, expect: "passed" }],
    });
    const results = mutate([many], [], lost);
    const whys = results.flatMap(({ fate }) => (fate.status === "undecided" ? [fate.why] : []));
    expect(whys.length).toBeGreaterThan(12);
    expect(whys.at(-1)).toBe("too much about this rule could not be decided");
    // Each may bring the smaller question of its condition alone.
    expect(asked).toBeLessThanOrEqual(24);
  });

  test("a witness that shows nothing is not believed", () => {
    const liar: Solver = {
      ...solver,
      tellApart: () => ({ verdict: "possible", witness: { record: {}, absent: [], asOf: "2025-06-30" } }),
    };
    const results = mutate([needless], [], liar);
    expect(results.some(({ fate }) => fate.status === "undecided")).toBe(true);
    expect(results.map(({ fate }) => fate).filter(({ status }) => status === "equivalent")).toEqual([]);
  });
});

const noPlaces = { ofRule: () => undefined, ofCondition: () => undefined };

describe("conditions that rules share", () => {
  const fragile = parcelRule({
    id: "fragile",
    when: { condition: "fragile" },
    violation: compare("note", "isEmpty", true),
    examples: [
      example("failed", { marks: ["fragile"] }),
      example("passed", { marks: ["fragile"], note: "with care" }),
      example("notApplicable", { marks: ["this way up"] }),
      example("notAssessed", { note: "with care" }),
    ],
  });
  const gift = parcelRule({
    id: "gift",
    when: { condition: "fragile-gift" },
    violation: compare("note", "isEmpty", true),
    examples: [example("failed", { marks: ["fragile"], isGift: true })],
  });

  test("are mutated once each, and any example of a rule that rests on one may kill", () => {
    const results = mutate([fragile, gift], ["fragile"]).filter(({ of }) => "condition" in of);
    expect(results.map(told)).toEqual([
      "killed $.conditions.fragile.operator: contains → doesNotContain",
      "killed $.conditions.fragile: holds always",
      "killed $.conditions.fragile: holds never",
      "killed $.conditions.fragile: false where it is empty",
    ]);
  });

  test("are reached by way of other named conditions", () => {
    const results = mutate([gift], ["fragile"]).filter(({ of }) => "condition" in of);
    expect(results.find(({ what }) => what === "holds never")?.fate).toEqual({
      status: "killed",
      by: { ruleId: "gift", example: gift.examples[0]?.title },
    });
    expect(results.find(({ what }) => what === "holds always")?.fate).toMatchObject({
      status: "survived",
      ruleId: "gift",
    });
  });

  test("are left alone where no rule rests on them", () => {
    expect(
      mutate([parcelRule({ examples: complete })], ["fragile"]).filter(({ of }) => "condition" in of),
    ).toEqual([]);
  });
});

test("an example that fails as it is is a mistake, not a killer", () => {
  const rule = parcelRule({ examples: [...complete, example("passed", { pieces: 12 })] });
  expect(() => mutate([rule])).toThrowError(/is failed, and passed is expected\. \[example-wrong\]/);
});

test("clocks and absent columns of examples count", () => {
  const late = {
    when: { all: [] },
    violation: compare("sentOn", "before", { fact: "asOf" }),
    fields: ["sentOn"],
  };
  const rule = parcelRule({
    ...late,
    examples: [
      example("failed", { sentOn: "2025-01-05" }, { asOf: "2025-01-06" }),
      example("passed", { sentOn: "2025-01-06" }, { asOf: "2025-01-06" }),
      example("passed", { sentOn: "2025-01-07" }, { asOf: "2025-01-06" }),
      example("notAssessed", {}),
    ],
  });
  expect(mutate([rule]).filter(but("killed"))).toEqual([]);
});

test("a mutant that would be nested too deeply is none", () => {
  let when = compare("pieces", "greaterThan", 0);
  for (let level = 2; level < limits.depth; level++) when = { not: when };
  const rule = parcelRule({
    when: { any: [when, { condition: "fragile" }] },
    examples: [example("notAssessed", {})],
  });
  const results = mutate([rule], [], { ...solver, tellApart: () => ({ verdict: "impossible" }) });
  expect(results.length).toBeGreaterThan(limits.depth / 2);
  // The whole negated would be one level more than a rule may have.
  expect(results.map(told).filter((text) => text.endsWith("$.when: negated"))).toEqual([]);
});

test("a retired rule is mutated like any other", () => {
  expect(mutate([parcelRule({ state: "retired", examples: complete })]).filter(but("killed"))).toEqual([]);
});

test("the same rules have the same report, and it is as its schema says", () => {
  const rules = [parcelRule({ examples: complete.slice(0, 2) })];
  const reports = [1, 2].map(() => mutationReport(mutate(rules), rules, [], noPlaces));
  expect(reports[0]).toEqual(reports[1]);
  expect(mutationReportSchema.parse(JSON.parse(JSON.stringify(reports[0])))).toEqual(
    JSON.parse(JSON.stringify(reports[0])),
  );
});
