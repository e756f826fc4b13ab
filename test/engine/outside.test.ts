/** Facts that are no part of the record: handed over with a value, known to be empty, not handed over, or without an answer. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileRules } from "../../src/engine/rules.ts";
import type { BaseFact, FactDefinition, Outside } from "../../src/rules/fact.ts";
import type { Condition } from "../../src/rules/schema.ts";
import { type FactRecord, type FactValue, Unavailable, unreadable } from "../../src/rules/value.ts";
import { operators } from "../../src/rules/vocabulary.ts";
import { factNames, known, questionOfCells, questionOfValues } from "./arbitraries.ts";
import { askOracle, type Question } from "./oracle.ts";
import { asOf, outcomeOf, ruleWith, type Said, truthOf } from "./rule.ts";

const outside = (name: string, kind: Outside = "lookup", by?: readonly string[]): BaseFact => ({
  name,
  type: "number",
  doc: "From elsewhere.",
  outside: kind,
  ...(by === undefined ? {} : { by }),
});
const facts: readonly FactDefinition[] = [outside("far")];

const states = {
  "not handed over": [{}, { far: undefined }],
  "known to be empty": [{ far: null }, { far: "" }, { far: " " }],
  "without an answer": [
    { far: new Unavailable("failed") },
    { far: new Unavailable("late") },
    { far: new Unavailable("cancelled") },
  ],
  unreadable: [{ far: unreadable("?") }, { far: Number.NaN }, { far: { nested: 1 } }],
} satisfies Record<string, readonly FactRecord[]>;

const whatOf: Readonly<Record<string, unknown>> = {
  oneOf: "colour",
  matches: "^a",
  withinPoints: { of: 5, points: 1 },
  sumOf: [1, 2],
  in: [5],
  notIn: [5],
};
const others = operators.map(({ name }) => name).filter((name) => name !== "isEmpty" && name !== "isPresent");

describe.each(Object.entries(states))("a fact that is %s", (state, records) => {
  const isGone = state === "not handed over" || state === "without an answer";
  const isEmpty = state === "known to be empty";

  test.each([
    ["isEmpty", isGone ? "unknown" : isEmpty ? "true" : "false"],
    ["isPresent", isGone ? "unknown" : isEmpty ? "false" : "true"],
    ["not:isEmpty", isGone ? "unknown" : isEmpty ? "false" : "true"],
    ["not:isPresent", isGone ? "unknown" : isEmpty ? "true" : "false"],
  ])("asked %s says %s", (operator, said) => {
    for (const record of records)
      expect(truthOf({ fact: "far", operator, value: true }, record, { facts })).toBe(said);
  });

  test.each(others)("asked %s is unknown, on either side", (operator) => {
    const codeLists = { colour: { codes: ["a"] } };
    const value = (whatOf[operator] ?? 5) as never;
    for (const record of records) {
      for (const written of [operator, `not:${operator}`])
        expect(truthOf({ fact: "far", operator: written, value }, record, { facts, codeLists })).toBe(
          "unknown",
        );
    }
    if (whatOf[operator] !== undefined) return;
    for (const record of records) {
      const condition = { fact: "near", operator, value: { fact: "far" } };
      expect(truthOf(condition, { ...record, near: 5 }, { facts })).toBe("unknown");
    }
  });
});

test("a fact of the record that is not there stays empty beside one from elsewhere", () => {
  const isEmpty: Condition = { fact: "near", operator: "isEmpty", value: true };
  expect(truthOf(isEmpty, {}, { facts })).toBe("true");
  expect(
    truthOf({ all: [isEmpty, { fact: "far", operator: "equal", value: 1 }] }, { far: 1 }, { facts }),
  ).toBe("true");
});

test("a fact that the source does not have is absent, even where something is handed over", () => {
  const outcome = outcomeOf(
    { violation: { fact: "far", operator: "isEmpty", value: true } },
    { far: 1 },
    { facts, absent: ["far"] },
  );
  expect(outcome).toMatchObject({ reasons: [{ fact: "far", why: "absent" }] });
});

test("a record's own names only: a fact called as every object's method is not handed over", () => {
  const named = [outside("constructor")];
  const condition: Condition = { fact: "constructor", operator: "isPresent", value: true };
  expect(truthOf(condition, {}, { facts: named })).toBe("unknown");
  expect(truthOf(condition, { constructor: 3 }, { facts: named })).toBe("true");
});

test("a getter that throws is something that nobody can read", () => {
  const record = Object.defineProperty({}, "far", {
    get: () => {
      throw new Error("no");
    },
  });
  expect(truthOf({ fact: "far", operator: "isPresent", value: true }, record, { facts })).toBe("true");
});

describe("why it is not known", () => {
  const violation: Condition = { fact: "far", operator: "greaterThan", value: 3 };
  const { evaluate } = compileRules([ruleWith({ violation, fields: ["near"] })], { asOf, facts });
  const reasons = (record: FactRecord) => {
    const [outcome] = evaluate(record);
    return outcome?.outcome === "notAssessed" ? outcome.reasons : outcome?.outcome;
  };

  test.each([
    ["previous", "noPrevious"],
    ["lookup", "notLookedUp"],
    ["dataset", "otherRecords"],
  ] as const)("a fact of the kind %s that is not handed over: %s", (kind, why) => {
    const outcome = outcomeOf({ violation, fields: ["near"] }, {}, { facts: [outside("far", kind)] });
    expect(outcome).toMatchObject({ outcome: "notAssessed", reasons: [{ fact: "far", why }] });
  });

  test("is told apart from record to record by one set of rules", () => {
    const expected = [
      [{ far: new Unavailable("failed") }, "lookupFailed"],
      [{ far: new Unavailable("late") }, "lookupLate"],
      [{ far: new Unavailable("cancelled") }, "lookupCancelled"],
      [{}, "notLookedUp"],
      [{ far: null }, "empty"],
      [{ far: unreadable("?") }, "unreadable"],
    ] as const;
    for (const round of [1, 2]) {
      for (const [record, why] of expected)
        expect(reasons(record), `${why}, round ${round}`).toEqual([{ fact: "far", why }]);
      expect(reasons({ far: 2 })).toBe("passed");
      expect(reasons({ far: 4 })).toBe("failed");
    }
  });

  test.each([1, 14])("is told apart where a rule reads %i facts besides", (count) => {
    const names = Array.from({ length: count }, (_, at) => `near${at}`);
    const all: Condition = {
      any: [
        { fact: "far", operator: "equal", value: 1 },
        { fact: "farther", operator: "equal", value: 1 },
        ...names.map((fact) => ({ fact, operator: "equal", value: 1 })),
      ],
    };
    const compiled = compileRules([ruleWith({ violation: all, fields: ["near0"] })], {
      asOf,
      facts: [outside("far"), outside("farther", "previous")],
    });
    const near = Object.fromEntries(names.map((name) => [name, 0]));
    const why = (record: FactRecord) => {
      const [outcome] = compiled.evaluate({ ...near, ...record });
      return outcome?.outcome === "notAssessed" ? outcome.reasons.map((each) => each.why) : outcome?.outcome;
    };
    const late = new Unavailable("late");
    for (let round = 0; round < 2; round++) {
      expect(why({})).toEqual(["notLookedUp", "noPrevious"]);
      expect(why({ far: late })).toEqual(["lookupLate", "noPrevious"]);
      expect(why({ far: late, farther: null })).toEqual(["lookupLate", "empty"]);
      expect(why({ far: null, farther: late })).toEqual(["empty", "lookupLate"]);
      expect(why({ far: null, farther: 0 })).toEqual(["empty"]);
      expect(why({ far: 0, farther: 0 })).toBe("passed");
    }
  });

  test("is what it is looked up by, where that has no value", () => {
    const own = { facts: [outside("far", "lookup", ["code", "platform"])] };
    const part = { violation, fields: ["code"] };
    expect(outcomeOf(part, { code: "A" }, own)).toMatchObject({
      reasons: [{ fact: "far", why: "derived", from: [{ fact: "platform", why: "empty" }] }],
    });
    expect(outcomeOf(part, { code: "A", platform: "moodle" }, own)).toMatchObject({
      reasons: [{ fact: "far", why: "notLookedUp" }],
    });
    expect(outcomeOf(part, { far: new Unavailable("late") }, own)).toMatchObject({
      reasons: [{ fact: "far", why: "lookupLate" }],
    });
    expect(outcomeOf(part, { far: 4 }, own).outcome).toBe("failed");
  });

  test("reaches what is derived from it, and whether it is empty is not known either", () => {
    const derived: FactDefinition = {
      name: "orZero",
      type: "number",
      doc: "The same, or 0 where it is empty.",
      from: ["far", { isEmpty: "far" }],
      derive: (far, isEmpty) => (far !== undefined ? far : isEmpty === true ? 0 : undefined),
    };
    const part = { violation: { fact: "orZero", operator: "equal", value: 0 }, fields: ["near"] };
    const of = (record: FactRecord) => outcomeOf(part, record, { facts: [...facts, derived] });
    expect(of({ far: null }).outcome).toBe("failed");
    expect(of({ far: 3 }).outcome).toBe("passed");
    expect(of({})).toMatchObject({
      reasons: [{ fact: "orZero", why: "derived", from: [{ fact: "far", why: "notLookedUp" }] }],
    });
    expect(of({ far: new Unavailable("failed") })).toMatchObject({
      reasons: [{ fact: "orZero", why: "derived", from: [{ fact: "far", why: "lookupFailed" }] }],
    });
  });
});

const kinds: readonly Outside[] = ["previous", "lookup", "dataset"];
/** Every other fact comes from elsewhere. */
const mixed: readonly FactDefinition[] = factNames.flatMap((name, index) =>
  index % 2 === 0 ? [{ ...outside(name, kinds[(index / 2) % 3]), type: "text" as const }] : [],
);
const isOutside = new Set(mixed.map(({ name }) => name));

function weSay({ condition, conditions, params, codeLists }: Question, record: FactRecord): Said {
  return truthOf(condition, record, { conditions, params, codeLists, facts: mixed });
}

test("with every fact handed over it says what json-rules-engine says", async () => {
  await fc.assert(
    fc.asyncProperty(questionOfValues, known, async (question, record) => {
      expect(weSay(question, record)).toBe(await askOracle(question, record));
    }),
    { numRuns: 500 },
  );
});

/** The law of test/engine/oracle.test.ts, with gaps of every kind that a fact from elsewhere can have. */
test("what is said in spite of gaps is what json-rules-engine says however they are filled", async () => {
  type Gap = "withheld" | "late" | "empty" | "unreadable" | "none";
  const gaps = fc.record(
    Object.fromEntries(
      factNames.map((name) => [
        name,
        fc.constantFrom<Gap>(
          "none",
          "none",
          "none",
          ...(isOutside.has(name) ? (["withheld", "late"] as const) : []),
          "empty",
          "unreadable",
        ),
      ]),
    ),
  );
  const written = (gap: Gap | undefined, value: FactValue | undefined): unknown => {
    switch (gap) {
      case "withheld":
        return undefined;
      case "late":
        return new Unavailable("late");
      case "empty":
        return null;
      case "unreadable":
        return unreadable("?");
      default:
        return value;
    }
  };
  const cells = fc.record(Object.fromEntries(factNames.map((name) => [name, fc.boolean()])));
  const said: Record<Said, number> = { true: 0, false: 0, unknown: 0, error: 0 };
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(
      questionOfCells,
      known,
      gaps,
      fc.array(fc.tuple(known, cells), { minLength: 6, maxLength: 6 }),
      async (question, values, gap, filled) => {
        const record = Object.fromEntries(factNames.map((name) => [name, written(gap[name], values[name])]));
        const verdict = weSay(question, record);
        said[verdict]++;
        if (verdict === "unknown" || verdict === "error") return;
        for (const [filling, cell] of filled) {
          const whole = Object.fromEntries(
            factNames.map((name) => [name, (gap[name] === "none" ? values[name] : filling[name]) ?? 0]),
          );
          const isEmpty = Object.fromEntries(
            factNames.map((name) => [
              name,
              gap[name] === "withheld" || gap[name] === "late" ? cell[name] === true : gap[name] === "empty",
            ]),
          );
          const answer = await askOracle(question, whole, isEmpty);
          if (answer === "error") continue;
          asked++;
          expect(answer).toBe(verdict);
        }
      },
    ),
    { numRuns: 600 },
  );
  // It means something only where there were gaps and answers in spite of them.
  expect(Math.min(said.true, said.false, said.unknown)).toBeGreaterThan(50);
  expect(asked).toBeGreaterThan(500);
});
