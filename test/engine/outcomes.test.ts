import { describe, expect, test } from "vitest";
import type { Missing, Outcome } from "../../src/engine/outcome.ts";
import { compileRules } from "../../src/engine/rules.ts";
import { DataQualityError } from "../../src/errors.ts";
import type { DerivedFact } from "../../src/rules/fact.ts";
import type { Operator } from "../../src/rules/operator.ts";
import type { Rule } from "../../src/rules/schema.ts";
import { type FactRecord, unreadable } from "../../src/rules/value.ts";
import { always, asOf, outcomeOf, ruleWith } from "./rule.ts";

const about: Rule["when"] = { fact: "kind", operator: "equal", value: "box" };
const head = { ruleId: "a-rule", ruleVersion: 3 };
const empty = (...names: readonly string[]): Outcome => ({
  outcome: "notAssessed",
  reasons: names.map((fact) => ({ fact, why: "empty" })),
});
const notApplicable = (because: "when" | "effective"): Outcome => ({ outcome: "notApplicable", because });

const effective = { from: "2025-01-01", to: "2025-12-31" };
const due = { after: "endDate", days: 30 };

describe("design.md 2, branch by branch", () => {
  const table: readonly (readonly [string, Partial<Rule>, FactRecord, Outcome | "failed"])[] = [
    ["when false", { when: about }, { kind: "bag", size: 11 }, notApplicable("when")],
    ["when false, the rest unknown", { when: about }, { kind: "bag" }, notApplicable("when")],
    ["when unknown", { when: about }, { size: 11 }, empty("kind")],
    ["when unknown, though nothing is wrong", { when: about }, { size: 9 }, empty("kind")],
    ["when unknown, the violation too: the first is the reason", { when: about }, {}, empty("kind")],
    ["violation unknown", { when: about }, { kind: "box" }, empty("size")],
    ["violation false", { when: about }, { kind: "box", size: 10 }, { outcome: "passed" }],
    ["violation true", { when: about }, { kind: "box", size: 11 }, "failed"],

    [
      "ended before it was in force",
      { effective },
      { size: 11, endDate: "2024-12-31" },
      notApplicable("effective"),
    ],
    ["on the first day", { effective }, { size: 11, endDate: "2025-01-01" }, "failed"],
    ["on the last day", { effective }, { size: 11, endDate: "2025-12-31" }, "failed"],
    ["after the last day", { effective }, { size: 11, endDate: "2026-01-01" }, notApplicable("effective")],
    [
      "only a first day, before",
      { effective: { from: "2025-01-01" } },
      { size: 11, endDate: "2024-12-31" },
      notApplicable("effective"),
    ],
    [
      "only a first day, long after",
      { effective: { from: "2025-01-01" } },
      { size: 11, endDate: "2099-12-31" },
      "failed",
    ],
    [
      "only a last day, after",
      { effective: { to: "2025-01-01" } },
      { size: 11, endDate: "2025-01-02" },
      notApplicable("effective"),
    ],
    ["in force or not is unknown", { effective }, { size: 11 }, empty("endDate")],
    ["in force or not is unknown, and nothing is wrong", { effective }, { size: 9 }, empty("endDate")],
    ["not about it, in force or not", { effective, when: about }, { kind: "bag" }, notApplicable("when")],
    [
      "about it or not, out of force",
      { effective, when: about },
      { endDate: "2024-12-31" },
      notApplicable("effective"),
    ],
    ["about it or not, in force or not", { effective, when: about }, {}, empty("kind", "endDate")],
    ["no days: no date is asked for", { effective: {} }, { size: 11 }, "failed"],

    ["due: violation false", { due }, { size: 9 }, { outcome: "passed" }],
    ["due: violation unknown", { due }, { endDate: "2025-06-30" }, empty("size")],
    ["due: unknown", { due }, { size: 11 }, empty("endDate")],
    ["due: ahead", { due }, { size: 11, endDate: "2025-06-01" }, { outcome: "notDue", due: "2025-07-01" }],
    ["due: today", { due }, { size: 11, endDate: "2025-05-31" }, "failed"],
    ["due: past", { due }, { size: 11, endDate: "2025-05-30" }, "failed"],
    ["due: no grace, today", { due: { after: "endDate", days: 0 } }, { size: 11, endDate: asOf }, "failed"],
    [
      "due: no grace, tomorrow",
      { due: { after: "endDate", days: 0 } },
      { size: 11, endDate: "2025-07-01" },
      { outcome: "notDue", due: "2025-07-01" },
    ],
    ["due: over the end of a leap February", { due }, { size: 11, endDate: "2024-02-28" }, "failed"],
    [
      "due: after the clock",
      { due: { after: "asOf", days: 1 } },
      { size: 11 },
      { outcome: "notDue", due: "2025-07-01" },
    ],
    [
      "due: grace by a parameter",
      {
        due: { after: "endDate", days: { param: "grace" } },
        params: { grace: { default: 60, unit: "days", source: "ours" } },
      },
      { size: 11, endDate: "2025-05-31" },
      { outcome: "notDue", due: "2025-07-30" },
    ],
    [
      "due: what is there is no date",
      { due },
      { size: 11, endDate: "soon" },
      { outcome: "notAssessed", reasons: [{ fact: "endDate", why: "undefined" }] },
    ],
    [
      "due: beyond the calendar",
      { due },
      { size: 11, endDate: "9999-12-31" },
      { outcome: "notAssessed", reasons: [{ fact: "endDate", why: "undefined" }] },
    ],
    ["not about it, whatever is due", { due, when: about }, { kind: "bag", size: 11 }, notApplicable("when")],
  ];
  test.each(table)("%s", (_, part, record, expected) => {
    const outcome = outcomeOf(part, record);
    if (expected === "failed") expect(outcome).toMatchObject({ ...head, outcome: "failed" });
    else expect(outcome).toEqual({ ...head, ...expected });
  });

  test("a failure says since when, and a rule without due date does not", () => {
    expect(outcomeOf({ due }, { size: 11, endDate: "2025-05-31" })).toMatchObject({
      failure: { due: "2025-06-30" },
    });
    expect(outcomeOf({}, { size: 11 })).toEqual({
      ...head,
      outcome: "failed",
      failure: { message: "It is wrong.", fix: "Mend it.", fields: [{ field: "size", observed: 11 }] },
    });
  });

  test("a retired rule has no outcome, a shadow rule has", () => {
    const rules = [
      ruleWith({ id: "retired-rule", state: "retired" }),
      ruleWith({ id: "shadow-rule", state: "shadow" }),
      ruleWith(),
    ];
    const compiled = compileRules(rules, { asOf });
    expect(compiled.rules.map(({ id }) => id)).toEqual(["shadow-rule", "a-rule"]);
    expect(compiled.evaluate({ size: 11 }).map(({ ruleId, outcome }) => [ruleId, outcome])).toEqual([
      ["shadow-rule", "failed"],
      ["a-rule", "failed"],
    ]);
  });

  test("another fact can be what effective is held against", () => {
    const options = { effectiveOn: "soldOn" };
    expect(outcomeOf({ effective }, { size: 11, soldOn: "2024-01-01" }, options)).toEqual({
      ...head,
      ...notApplicable("effective"),
    });
    expect(outcomeOf({ effective }, { size: 11, endDate: "2025-06-01" }, options)).toEqual({
      ...head,
      ...empty("soldOn"),
    });
  });
});

const breaks: Operator = {
  name: "breaks",
  doc: "Throws.",
  fact: ["text", "number"],
  value: "any",
  test: (fact) => {
    throw fact === 0 ? "no Error at all" : new Error(`broken`);
  },
};
const broken = { fact: "size", operator: "breaks", value: 1 };
const isSmall = { fact: "size", operator: "lessThan", value: 0 };
const isLarge = { fact: "size", operator: "greaterThan", value: 0 };

describe("a rule that throws is an error, never a pass", () => {
  const operators = [breaks];
  test.each([
    ["in the violation", { violation: broken }],
    ["in when", { when: broken }],
    ["negated", { violation: { not: broken } }],
    ["decorated", { violation: { ...broken, operator: "not:breaks" } }],
    // As json-rules-engine, which runs every part: the order of parts may not turn an error into a pass.
    ["behind a false part of all", { violation: { all: [isSmall, broken] } }],
    ["before a false part of all", { violation: { all: [broken, isSmall] } }],
    ["behind a true part of any", { violation: { any: [isLarge, broken] } }],
    ["behind three", { violation: { all: [isSmall, isLarge, { any: [isLarge, { not: broken }] }] } }],
    ["in a condition with a name", { violation: { all: [isSmall, { condition: "broken" }] } }],
    ["in the condition of a field", { violation: isLarge, fields: [{ field: "size", if: broken }] }],
  ] satisfies [string, Partial<Rule>][])("%s", (_, part) => {
    const conditions = { broken: { all: [broken] } };
    expect(outcomeOf(part, { size: 11 }, { operators, conditions })).toEqual({
      ...head,
      outcome: "error",
      error: "an operator: it threw an Error",
    });
  });

  test("what is thrown need not be an Error", () => {
    expect(outcomeOf({ violation: broken }, { size: 0 }, { operators })).toEqual({
      ...head,
      outcome: "error",
      error: "an operator: it threw something that is no error",
    });
  });

  test("what is thrown is told by its kind, never by its text, which may hold what stands in the record", () => {
    const telling: Operator = {
      ...breaks,
      test: (fact) => {
        throw new RangeError(`cannot take ${String(fact)}`);
      },
    };
    const outcome = outcomeOf(
      { violation: broken },
      { size: "jane.doe@example.org" },
      { operators: [telling] },
    );
    expect(outcome).toEqual({ ...head, outcome: "error", error: "an operator: it threw a RangeError" });
  });

  test("without a value it is not run, and does not throw", () => {
    expect(outcomeOf({ violation: broken }, {}, { operators })).toEqual({ ...head, ...empty("size") });
  });

  test("the other rules go on, and the next record too", () => {
    const compiled = compileRules([ruleWith({ id: "broken-rule", violation: broken }), ruleWith()], {
      asOf,
      operators,
    });
    const said = (size: unknown) => compiled.evaluate({ size }).map(({ outcome }) => outcome);
    expect([said(11), said(undefined), said(9)]).toEqual([
      ["error", "failed"],
      ["notAssessed", "notAssessed"],
      ["error", "passed"],
    ]);
  });

  test("a derived fact that throws makes errors of the rules that use it, and of no others", () => {
    const ratio: DerivedFact = {
      name: "ratio",
      type: "number",
      doc: "Throws where the size is 13.",
      from: ["size"],
      derive: (size) => {
        if (size === 13) throw new Error("unlucky");
        return size;
      },
    };
    const onTop: DerivedFact = { ...ratio, name: "onTop", from: ["ratio"], derive: (value) => value };
    const rules = [
      ruleWith({ id: "uses-it", violation: { fact: "ratio", operator: "greaterThan", value: 10 } }),
      // The part that decides does not use it: it is an error all the same, as in json-rules-engine.
      ruleWith({
        id: "hides-it",
        violation: { all: [isSmall, { fact: "ratio", operator: "equal", value: 1 }] },
      }),
      ruleWith({ id: "uses-it-twice-removed", violation: { fact: "onTop", operator: "equal", value: 1 } }),
      ruleWith({ id: "does-not" }),
    ];
    const compiled = compileRules(rules, { asOf, facts: [ratio, onTop] });
    const said = (size: number) => compiled.evaluate({ size }).map(({ outcome }) => outcome);
    expect(said(13)).toEqual(["error", "error", "error", "failed"]);
    expect(compiled.evaluate({ size: 13 })[0]).toEqual({
      ruleId: "uses-it",
      ruleVersion: 3,
      outcome: "error",
      error: "ratio: it threw an Error",
    });
    expect(said(12)).toEqual(["failed", "passed", "passed", "failed"]);
  });
});

describe("reasons of not assessed", () => {
  const sum: DerivedFact = {
    name: "sum",
    type: "number",
    doc: "a + b; no value above 100.",
    from: ["a", "b"],
    derive: (a, b) => (typeof a === "number" && typeof b === "number" && a + b <= 100 ? a + b : undefined),
  };
  const double: DerivedFact = {
    name: "double",
    type: "number",
    doc: "Twice the sum.",
    from: ["sum"],
    derive: (value) => (typeof value === "number" ? 2 * value : undefined),
  };
  const filled: DerivedFact = {
    name: "filled",
    type: "boolean",
    doc: "Whether a is filled, where it has a column; and b is there.",
    from: [{ isEmpty: "a" }, "b"],
    derive: (isEmpty, b) => (isEmpty === undefined || b === undefined ? undefined : isEmpty === false),
  };
  const facts = [sum, double, filled];
  const equal = (fact: string) => ({ fact, operator: "equal", value: 1 });

  const table: readonly (readonly [
    string,
    Rule["violation"],
    FactRecord,
    readonly string[],
    readonly Missing[],
  ])[] = [
    ["absent", equal("a"), { a: 1 }, ["a"], [{ fact: "a", why: "absent" }]],
    ["empty", equal("a"), {}, [], [{ fact: "a", why: "empty" }]],
    ["blank", equal("a"), { a: "  " }, [], [{ fact: "a", why: "empty" }]],
    ["unreadable", equal("a"), { a: unreadable("?") }, [], [{ fact: "a", why: "unreadable" }]],
    [
      "absent even where unreadable",
      equal("a"),
      { a: unreadable("?") },
      ["a"],
      [{ fact: "a", why: "absent" }],
    ],
    [
      "derived from an empty and an unreadable one",
      equal("sum"),
      { b: unreadable("?") },
      [],
      [
        {
          fact: "sum",
          why: "derived",
          from: [
            { fact: "a", why: "empty" },
            { fact: "b", why: "unreadable" },
          ],
        },
      ],
    ],
    [
      "derived: only what is missing",
      equal("sum"),
      { a: 1 },
      [],
      [{ fact: "sum", why: "derived", from: [{ fact: "b", why: "empty" }] }],
    ],
    [
      "derived from derived",
      equal("double"),
      { a: 1 },
      ["b"],
      [
        {
          fact: "double",
          why: "derived",
          from: [{ fact: "sum", why: "derived", from: [{ fact: "b", why: "absent" }] }],
        },
      ],
    ],
    ["undefined: all is there", equal("sum"), { a: 60, b: 60 }, [], [{ fact: "sum", why: "undefined" }]],
    [
      "derived from undefined",
      equal("double"),
      { a: 60, b: 60 },
      [],
      [{ fact: "double", why: "derived", from: [{ fact: "sum", why: "undefined" }] }],
    ],
    [
      "derived from the cell of an absent column",
      equal("filled"),
      { a: 1, b: 1 },
      ["a"],
      [{ fact: "filled", why: "derived", from: [{ fact: "a", why: "absent" }] }],
    ],
    [
      "an empty cell is known where only the cell is asked for",
      equal("filled"),
      {},
      [],
      [{ fact: "filled", why: "derived", from: [{ fact: "b", why: "empty" }] }],
    ],
    [
      "both sides",
      { fact: "a", operator: "equal", value: { fact: "b" } },
      {},
      [],
      [
        { fact: "a", why: "empty" },
        { fact: "b", why: "empty" },
      ],
    ],
    [
      "the side that is missing",
      { fact: "a", operator: "equal", value: { fact: "b" } },
      { a: 1 },
      [],
      [{ fact: "b", why: "empty" }],
    ],
    [
      "in a list, in a sum, in a tolerance",
      {
        any: [
          { fact: "a", operator: "in", value: [1, { fact: "b" }] },
          { fact: "a", operator: "sumOf", value: [{ fact: "c" }, { fact: "d" }] },
          { fact: "a", operator: "withinPoints", value: { of: { fact: "e" }, points: { fact: "f" } } },
        ],
      },
      { a: 1, d: 1 },
      [],
      [
        { fact: "b", why: "empty" },
        { fact: "c", why: "empty" },
        { fact: "e", why: "empty" },
        { fact: "f", why: "empty" },
      ],
    ],
    [
      "what is known is no reason",
      { any: [equal("a"), equal("b")] },
      { a: 2 },
      [],
      [{ fact: "b", why: "empty" }],
    ],
    ["each once", { all: [equal("a"), { not: equal("a") }] }, {}, [], [{ fact: "a", why: "empty" }]],
    [
      "of all and any only the parts that are unknown",
      { any: [{ all: [equal("a"), equal("b")] }, equal("c")] },
      { a: 2 },
      [],
      [{ fact: "c", why: "empty" }],
    ],
    [
      "the cell of an absent column",
      { fact: "a", operator: "isEmpty", value: true },
      {},
      ["a"],
      [{ fact: "a", why: "absent" }],
    ],
  ];
  test.each(table)("%s", (_, violation, record, absent, reasons) => {
    expect(outcomeOf({ violation }, record, { facts, absent })).toEqual({
      ...head,
      outcome: "notAssessed",
      reasons,
    });
  });

  test("reasons of one record are not taken for those of the next", () => {
    const compiled = compileRules([ruleWith({ violation: equal("sum") })], { asOf, facts });
    const reasons = (record: FactRecord) => {
      const [outcome] = compiled.evaluate(record);
      return outcome?.outcome === "notAssessed" ? outcome.reasons : outcome?.outcome;
    };
    const gone = { fact: "sum", why: "derived" };
    for (let round = 0; round < 3; round++) {
      expect(reasons({ a: 1 })).toEqual([{ ...gone, from: [{ fact: "b", why: "empty" }] }]);
      expect(reasons({ a: unreadable("?"), b: 1 })).toEqual([
        { ...gone, from: [{ fact: "a", why: "unreadable" }] },
      ]);
      expect(reasons({ a: 60, b: 60 })).toEqual([{ fact: "sum", why: "undefined" }]);
      expect(reasons({ a: 0, b: 1 })).toBe("failed");
    }
  });

  test("a rule of many facts tells the same reasons as one of few", () => {
    // Above fifteen facts the reasons are found in another way.
    const names = Array.from({ length: 20 }, (_, index) => `f${index}`);
    const record = Object.fromEntries(
      names.map((name, index) => [name, index % 3 === 0 ? unreadable("?") : index % 3 === 1 ? undefined : 5]),
    );
    expect(outcomeOf({ violation: { any: names.map(equal) } }, record)).toEqual({
      ...head,
      outcome: "notAssessed",
      reasons: names.flatMap((fact, index) =>
        index % 3 === 2 ? [] : [{ fact, why: index % 3 === 0 ? "unreadable" : "empty" }],
      ),
    });
  });
});

describe("derived facts", () => {
  test.each([1, 2, 3, 4, 5, 6])("one of %i inputs gets so many, in their order", (count) => {
    const names = Array.from({ length: count }, (_, index) => `f${index}`);
    const joined: DerivedFact = {
      name: "joined",
      type: "text",
      doc: "Its inputs in a row.",
      from: names,
      derive: (...inputs) => inputs.map((input) => input ?? "gone").join(" "),
    };
    const record = Object.fromEntries(names.slice(1).map((name) => [name, name]));
    expect(
      outcomeOf(
        { violation: { fact: "joined", operator: "notEqual", value: ["gone", ...names.slice(1)].join(" ") } },
        record,
        { facts: [joined] },
      ),
    ).toMatchObject({ outcome: "passed" });
  });

  test("is computed once for each record, however many rules use it", () => {
    let times = 0;
    const counted: DerivedFact = {
      name: "counted",
      type: "number",
      doc: "Counts.",
      from: ["size"],
      derive: (size) => {
        times++;
        return size;
      },
    };
    const rules = Array.from({ length: 10 }, (_, index) =>
      ruleWith({
        id: `rule-${index}`,
        violation: { fact: "counted", operator: "greaterThan", value: index },
      }),
    );
    const compiled = compileRules(rules, { asOf, facts: [counted] });
    compiled.evaluate({ size: 1 });
    compiled.evaluate({ size: 2 });
    expect(times).toBe(2);
  });

  test("one that rests on itself is refused", () => {
    const one: DerivedFact = { name: "one", type: "number", doc: "", from: ["two"], derive: () => 1 };
    const two: DerivedFact = { ...one, name: "two", from: ["one"] };
    expect(() =>
      compileRules([ruleWith({ violation: { fact: "one", operator: "equal", value: 1 } })], {
        asOf,
        facts: [one, two],
      }),
    ).toThrow(DataQualityError);
  });

  test("the record cannot stand in for it", () => {
    const one: DerivedFact = { name: "one", type: "number", doc: "", from: ["size"], derive: (size) => size };
    const violation = { fact: "one", operator: "equal", value: 5 };
    expect(outcomeOf({ violation }, { one: 5, size: 4 }, { facts: [one] })).toMatchObject({
      outcome: "passed",
    });
    expect(
      outcomeOf(
        { violation: { fact: "asOf", operator: "equal", value: "2000-01-01" } },
        { asOf: "2000-01-01" },
      ),
    ).toMatchObject({ outcome: "passed" });
  });
});

test("every outcome names its rule", () => {
  expect(outcomeOf({ id: "named-rule", version: 7, violation: always }, {})).toMatchObject({
    ruleId: "named-rule",
    ruleVersion: 7,
  });
});
