import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decidingComparisons,
  type ExplainedComparison,
  type ExplainedCondition,
  type Explanation,
  explainRule,
  type TruthName,
} from "../../src/engine/explain.ts";
import { compileRules } from "../../src/engine/rules.ts";
import type { FactDefinition } from "../../src/rules/fact.ts";
import type { Condition, Rule } from "../../src/rules/schema.ts";
import { type FactRecord, unreadable } from "../../src/rules/value.ts";
import { factNames, known, questionOfCells } from "./arbitraries.ts";
import { asOf, ruleWith, truthOf } from "./rule.ts";

const seed = 20250630;

function comparisonsIn(node: ExplainedCondition): readonly ExplainedComparison[] {
  if (node.kind === "comparison") return [node];
  return "part" in node ? comparisonsIn(node.part) : node.parts.flatMap(comparisonsIn);
}

/** Kleene's logic once more, written apart from the code: the truth of a tree where its comparisons are as given. */
function truthWith(
  node: ExplainedCondition,
  given: (comparison: ExplainedComparison) => TruthName,
): TruthName {
  switch (node.kind) {
    case "comparison":
      return given(node);
    case "condition":
      return truthWith(node.part, given);
    case "not": {
      const truth = truthWith(node.part, given);
      return truth === "unknown" ? truth : truth === "true" ? "false" : "true";
    }
    default: {
      const truths = node.parts.map((part) => truthWith(part, given));
      if (truths.length === 0) return "true";
      const [strong, weak] =
        node.kind === "all" ? (["false", "true"] as const) : (["true", "false"] as const);
      return truths.includes(strong) ? strong : truths.includes("unknown") ? "unknown" : weak;
    }
  }
}

function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  const [first, ...rest] = items;
  if (first === undefined) return [[]];
  const without = subsets(rest);
  return [...without, ...without.map((each) => [first, ...each])];
}

const gap = fc.constantFrom("none", "none", "none", "absent", "empty", "unreadable");
const gaps = fc.record(Object.fromEntries(factNames.map((name) => [name, gap])));
const date = fc.constantFrom(undefined, "2024-03-05", "2025-06-30", "2026-01-01", "no date");
const extras = fc.record({
  effective: fc.constantFrom<Rule["effective"]>(undefined, { from: "2024-03-05" }, { to: "2025-01-01" }),
  days: fc.constantFrom(undefined, 0, 30),
  endDate: date,
  after: date,
});

/** A rule made at random, a record with gaps, and what the rule is compiled with. */
const cases = fc
  .record({ about: questionOfCells, wrong: questionOfCells, values: known, gaps, extras })
  .map(({ about, wrong, values, gaps, extras: { effective, days, ...dates } }) => {
    const rule = ruleWith({
      when: about.condition,
      violation: wrong.condition,
      params: wrong.params,
      ...(effective === undefined ? {} : { effective }),
      ...(days === undefined ? {} : { due: { after: "after", days } }),
    });
    const record: FactRecord = Object.fromEntries(
      factNames.map((name) => [
        name,
        gaps[name] === "unreadable" ? unreadable("?") : gaps[name] === "empty" ? null : values[name],
      ]),
    );
    const absent = factNames.filter((name) => gaps[name] === "absent");
    // One set of named conditions for both: those of the violation.
    return {
      rule,
      record: { ...record, ...dates },
      absent,
      codeLists: wrong.codeLists,
      conditions: wrong.conditions,
    };
  });
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

const explain = ({ rule, record, ...options }: Case): Explanation =>
  explainRule(rule, record, { ...options, asOf });

function evaluate({ rule, record, conditions, ...options }: Case) {
  const set = { name: "test", version: "1", conditions, rules: [rule] };
  return compileRules(set, { ...options, asOf }).evaluate(record)[0];
}

describe("on rules and records made at random", () => {
  test("the outcome is the evaluator's, and the truths are why", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(cases, (each) => {
        const { outcome, when, effective, violation, due } = explain(each);
        expect(outcome).toEqual(evaluate(each));
        seen.add(outcome.outcome);
        const inForce = effective?.truth ?? "true";
        if (outcome.outcome === "error") return;
        if (outcome.outcome === "notApplicable")
          expect(outcome.because === "when" ? when.truth : inForce).toBe("false");
        else if (when.truth === "unknown" || inForce === "unknown")
          expect(outcome.outcome).toBe("notAssessed");
        else {
          expect([when.truth, inForce]).toEqual(["true", "true"]);
          const late = { unknown: "notAssessed", ahead: "notDue", past: "failed" }[due?.state ?? "past"];
          expect(outcome.outcome).toBe(
            { true: late, false: "passed", unknown: "notAssessed" }[violation.truth],
          );
          if (outcome.outcome === "notDue") expect(due?.date).toBe(outcome.due);
        }
      }),
      { seed, numRuns: 3_000 },
    );
    expect([...seen].sort()).toEqual(["error", "failed", "notApplicable", "notAssessed", "notDue", "passed"]);
  });

  test("each comparison is as it is alone, and each condition follows from its parts", () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { violation } = explain(each);
        expect(truthWith(violation, ({ truth }) => truth)).toBe(violation.truth);
        for (const { fact, operator, value, truth, error, path } of comparisonsIn(violation)) {
          const alone: Condition = { fact: fact.name, operator, value: value.written };
          // Inside a named condition there are no parameters, and none is written there.
          const params = each.rule.params ?? {};
          const { absent, codeLists } = each;
          const said = truthOf(alone, each.record, { params, absent, codeLists });
          expect(error === undefined ? truth : "error").toBe(said);
          expect(path).toMatch(/^\$\.(?:violation|conditions\.\w+)/);
        }
      }),
      { seed, numRuns: 1_000 },
    );
  });

  const truths = ["true", "false", "unknown"] as const;
  const draws = fc.array(fc.constantFrom(...truths), { minLength: 40, maxLength: 40 });

  test("what decides keeps the truth whatever the other comparisons are, and no fewer comparisons do", () => {
    let several = 0;
    fc.assert(
      fc.property(cases, draws, (each, drawn) => {
        const { violation } = explain(each);
        if (violation.truth === "unknown") return;
        const all = comparisonsIn(violation);
        const deciding = new Set(decidingComparisons(violation));
        if (deciding.size > 1) several++;
        const given = (free: ReadonlySet<ExplainedComparison>, draw: (index: number) => TruthName) =>
          truthWith(violation, (one) => (free.has(one) ? draw(all.indexOf(one)) : one.truth));
        const others = new Set(all.filter((one) => !deciding.has(one)));
        expect(given(others, (index) => drawn[index % drawn.length] ?? "unknown")).toBe(violation.truth);
        // Unknown is the weakest: what is not kept by the rest is unknown then.
        for (const one of deciding) expect(given(new Set([...others, one]), () => "unknown")).toBe("unknown");
        if (all.length > 7) return;
        for (const kept of subsets(all).filter(({ length }) => length < deciding.size))
          expect(given(new Set(all.filter((one) => !kept.includes(one))), () => "unknown")).toBe("unknown");
      }),
      { seed, numRuns: 4_000 },
    );
    expect(several).toBeGreaterThan(50);
  });

  test("what is unknown is kept so by what decides: it is known as soon as these are, and each of them matters", () => {
    let unknown = 0;
    fc.assert(
      fc.property(cases, draws, (each, drawn) => {
        const { violation } = explain(each);
        if (violation.truth !== "unknown") return;
        unknown++;
        const all = comparisonsIn(violation);
        const deciding = new Set(decidingComparisons(violation));
        expect([...deciding].every(({ truth }) => truth === "unknown")).toBe(true);
        const known = truthWith(violation, (one) =>
          deciding.has(one)
            ? drawn[all.indexOf(one) % drawn.length] === "true"
              ? "true"
              : "false"
            : one.truth,
        );
        expect(known).not.toBe("unknown");
      }),
      { seed, numRuns: 2_000 },
    );
    expect(unknown).toBeGreaterThan(100);
  });

  test("is plain data", () => {
    fc.assert(
      fc.property(cases, (each) => {
        const explanation = explain(each);
        expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
      }),
      { seed, numRuns: 300 },
    );
  });
});

const facts: readonly FactDefinition[] = [
  { name: "owner", type: "text", doc: "Who owns it.", personal: true },
  { name: "note", type: "text", doc: "Anything." },
  { name: "size", type: "number", doc: "How large it is." },
  { name: "parts", type: "number", doc: "How many." },
  { name: "endDate", type: "date", doc: "The last day." },
  {
    name: "share",
    type: "number",
    doc: "Size of each part.",
    from: ["size", "parts"],
    derive: (size, parts) =>
      typeof size === "number" && typeof parts === "number" && parts > 0 ? size / parts : undefined,
  },
  {
    name: "initials",
    type: "text",
    doc: "Of the owner.",
    from: ["owner"],
    derive: (owner) => (typeof owner === "string" ? owner.slice(0, 1) : undefined),
  },
  {
    name: "broken",
    type: "number",
    doc: "It throws.",
    from: ["size"],
    derive: () => {
      throw new Error("out of order");
    },
  },
];

const explainWith = (part: Partial<Rule>, record: FactRecord, more = {}): Explanation =>
  explainRule(ruleWith(part), record, { asOf, facts, ...more });

test("a comparison tells its fact, what that is derived from, and its value as written and as it came to", () => {
  const params = { most: { default: 3, unit: "people", source: "ours" } };
  const { violation } = explainWith(
    { params, violation: { fact: "share", operator: "greaterThan", value: { param: "most" } } },
    { size: 20, parts: 5 },
  );
  expect(violation).toEqual({
    kind: "comparison",
    path: "$.violation",
    truth: "true",
    fact: {
      name: "share",
      origin: "derived",
      value: 4,
      from: [
        { name: "size", origin: "record", value: 20 },
        { name: "parts", origin: "record", value: 5 },
      ],
    },
    operator: "greaterThan",
    value: { written: { param: "most" }, resolved: 3, facts: [] },
  });
});

test.each<[string, FactRecord, readonly string[], object]>([
  ["absent", {}, ["size"], { why: "absent" }],
  ["empty", { size: "" }, [], { why: "empty" }],
  ["unreadable", { size: unreadable("about 3") }, [], { why: "unreadable" }],
])("a fact that is %s says so", (_, record, absent, missing) => {
  const { violation, outcome, decidedBy } = explainWith({}, record, { absent });
  expect(violation).toMatchObject({ truth: "unknown", fact: { missing: { fact: "size", ...missing } } });
  expect(violation).not.toHaveProperty("fact.value");
  expect(outcome.outcome).toBe("notAssessed");
  expect(decidedBy).toEqual(["violation"]);
  expect(JSON.stringify(violation)).not.toContain("about 3");
});

test("inside a named condition the path is that of the condition", () => {
  const conditions = { "is-large": { all: [{ fact: "size", operator: "greaterThan", value: 10 }] } };
  const { when } = explainWith({ when: { not: { condition: "is-large" } } }, { size: 3 }, { conditions });
  expect(when).toMatchObject({
    kind: "not",
    path: "$.when",
    truth: "true",
    part: {
      kind: "condition",
      name: "is-large",
      path: "$.when.not",
      truth: "false",
      part: {
        path: '$.conditions["is-large"]',
        parts: [{ path: '$.conditions["is-large"].all[0]', truth: "false" }],
        decidedBy: [0],
      },
    },
  });
});

test("the values of sums, tolerances, lists and other facts are put in, each by itself", () => {
  const resolved = (operator: string, value: Rule["params"] | unknown) => {
    const { violation } = explainWith(
      { violation: { fact: "size", operator, value } as Condition },
      { size: 3, parts: 2 },
    );
    return violation.kind === "comparison" ? violation.value.resolved : undefined;
  };
  expect(resolved("sumOf", [{ fact: "parts" }, 1])).toEqual([2, 1]);
  expect(resolved("withinPoints", { of: { fact: "parts" }, points: 1 })).toEqual({ of: 2, points: 1 });
  expect(resolved("in", [1, 2])).toEqual([1, 2]);
  expect(resolved("equal", { fact: "parts" })).toBe(2);
  expect(resolved("equal", { fact: "asOf" })).toBe(asOf);
  expect(resolved("equal", { fact: "note" })).toBeUndefined();
});

test("nothing that may be personal is in an explanation, wherever it stands", () => {
  const any: Condition = {
    any: [
      { fact: "owner", operator: "equal", value: "x" },
      { fact: "initials", operator: "equal", value: "x" },
      { fact: "note", operator: "equal", value: { fact: "owner" } },
      { fact: "note", operator: "in", value: ["a", { fact: "owner" }] },
      { fact: "note", operator: "contains", value: "x" },
    ],
  };
  const record = { owner: "Zoë Quux", note: "zoe@example.org" };
  const { violation } = explainWith({ violation: any }, record);
  const text = JSON.stringify(violation);
  for (const secret of ["Zo", "Quux", "example.org", '"Z"']) expect(text).not.toContain(secret);
  expect(comparisonsIn(violation).map(({ fact }) => fact.hidden)).toEqual([true, true, true, true, true]);
});

test("a fact that throws is told, and the rule is an error", () => {
  const { outcome, violation } = explainWith(
    { violation: { fact: "broken", operator: "equal", value: 1 } },
    { size: 1 },
  );
  expect(outcome).toMatchObject({ outcome: "error", error: "broken: it threw an Error" });
  expect(violation).toMatchObject({ truth: "unknown", fact: { error: "it threw an Error" } });
});

test("the due date tells what it follows, and why there is none", () => {
  const due = { after: "endDate", days: 10 };
  const stateOf = (endDate: string | undefined) =>
    explainWith({ due, violation: { all: [] } }, { endDate }).due;
  expect(stateOf("2025-06-20")).toMatchObject({ state: "past", date: "2025-06-30", days: 10 });
  expect(stateOf("2025-06-21")).toMatchObject({ state: "ahead", date: "2025-07-01" });
  expect(stateOf(undefined)).toMatchObject({ state: "unknown", after: { missing: { why: "empty" } } });
  expect(stateOf("soon")).toMatchObject({ state: "unknown", after: { missing: { why: "undefined" } } });
});

test("named conditions that would be written out for ever are refused, quickly", () => {
  const conditions: Record<string, Condition> = { c0: { fact: "size", operator: "equal", value: 1 } };
  for (let level = 1; level <= 15; level++)
    conditions[`c${level}`] = { all: Array.from({ length: 4 }, () => ({ condition: `c${level - 1}` })) };
  const explain = () => explainWith({ violation: { condition: "c15" } }, {}, { conditions });
  expect(explain).toThrow("written out");
});

test("a retired rule is explained too", () => {
  expect(explainWith({ state: "retired" }, { size: 11 }).outcome.outcome).toBe("failed");
});
