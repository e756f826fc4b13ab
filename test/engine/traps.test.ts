/** design.md 8: traps that others fell into, as far as they concern rules and their evaluation. */
import { describe, expect, test } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import { compileRules } from "../../src/engine/rules.ts";
import { DataQualityError } from "../../src/errors.ts";
import { parseRules } from "../../src/rules/parse.ts";
import type { Condition } from "../../src/rules/schema.ts";
import { unreadable } from "../../src/rules/value.ts";
import { asOf, outcomeOf, ruleWith, truthOf } from "./rule.ts";

const prototypeNames = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "isPrototypeOf",
  "__defineGetter__",
] as const;

/** With the name as a key of its own, as JSON makes it. */
function own(name: string, value: unknown): Record<string, unknown> {
  return JSON.parse(`{${JSON.stringify(name)}: ${JSON.stringify(value)}}`) as Record<string, unknown>;
}

describe.each(prototypeNames)("%s", (name) => {
  const isIt: Condition = { fact: name, operator: "equal", value: "here" };

  test("as a fact is empty where the record has no such key, and a value where it has", () => {
    expect(truthOf(isIt, {})).toBe("unknown");
    expect(truthOf(isIt, Object.create(null))).toBe("unknown");
    expect(truthOf({ fact: name, operator: "isEmpty", value: true }, {})).toBe("true");
    expect(truthOf(isIt, own(name, "here"))).toBe("true");
    expect(truthOf(isIt, own(name, "there"))).toBe("false");
  });

  test("as a key of a record changes nothing else", () => {
    const record = { ...own(name, { size: 99 }), size: 9 };
    expect(truthOf({ fact: "size", operator: "greaterThan", value: 10 }, record)).toBe("false");
    expect(truthOf({ fact: "size", operator: "greaterThan", value: 10 }, own(name, { size: 99 }))).toBe(
      "unknown",
    );
    expect(Object.hasOwn(Object.prototype, "size")).toBe(false);
  });

  test("as a parameter that is not there is refused", () => {
    const violation: Condition = { fact: "size", operator: "equal", value: { param: name } };
    expect(() => compileRules([ruleWith({ violation })], { asOf })).toThrow(DataQualityError);
    expect(() => parseRules(ruleWith({ violation }))).toThrow(DataQualityError);
    expect(() =>
      compileRules([ruleWith({ due: { after: "endDate", days: { param: name } } })], { asOf }),
    ).toThrow(DataQualityError);
    expect(() => compileRules([ruleWith({ message: `{params.${name}}` })], { asOf })).not.toThrow(TypeError);
  });

  test("as a named condition that is not there is refused, and one that is there is used", () => {
    const when: Condition = { condition: name };
    expect(() => compileRules([ruleWith({ when })], { asOf })).toThrow(DataQualityError);
    expect(() => parseRules(ruleWith({ when }))).toThrow(DataQualityError);
    const conditions = own(name, { fact: "size", operator: "equal", value: 11 }) as Record<string, Condition>;
    const set = { name: "set", version: "1", conditions, rules: [ruleWith({ when })] };
    const said = (size: number) => compileRules(set, { asOf }).evaluate({ size })[0]?.outcome;
    expect([said(11), said(12)]).toEqual(["failed", "notApplicable"]);
  });

  test("as a code list or an operator that is not there is refused", () => {
    for (const violation of [
      { fact: "size", operator: "oneOf", value: name },
      { fact: "size", operator: name, value: 1 },
      { fact: "size", operator: `${name}:equal`, value: 1 },
    ]) {
      expect(() => compileRules([ruleWith({ violation })], { asOf })).toThrow(DataQualityError);
      expect(() => parseRules(ruleWith({ violation }), { codeLists: {} })).toThrow(DataQualityError);
    }
  });

  test("as a key of a rule file is refused or told, and poisons nothing", () => {
    const text = JSON.stringify(ruleWith()).replace("{", `{${JSON.stringify(name)}: {"state": "retired"},`);
    try {
      expect(parseRules(text).rules[0]?.state).toBe("active");
    } catch (error) {
      expect(error).toMatchObject({ name: "DataQualityError", code: "unknown-key" });
    }
    expect(Reflect.get({}, "state")).toBeUndefined();
  });
});

test("unknown keys of a rule file are refused, __proto__ as well", () => {
  for (const name of prototypeNames) {
    const text = JSON.stringify(ruleWith()).replace("{", `{${JSON.stringify(name)}: 1,`);
    expect(() => parseRules(text), name).toThrow(/unknown-key/);
  }
});

describe("thresholds are held against the figure, not against the figure as it is shown", () => {
  const rate = { fact: "rate", operator: "lessThan", value: 90 };
  test.each([
    [89.999, "true"],
    [89.99999999999, "true"],
    [90, "false"],
    [90.0000001, "false"],
  ] as const)("%d", (value, said) => {
    expect(truthOf(rate, { rate: value })).toBe(said);
  });

  test("a share that is shown as 50 but is less", () => {
    const { rules } = createChecker({ asOf }).ruleset;
    const low = rules.find(({ id }) => id === "coc-rate-implausibly-low");
    expect(low).toBeDefined();
    const checker = createChecker({
      asOf,
      rules: [
        ruleWith({
          violation: { fact: "computedCocRate", operator: "lessThan", value: 50 },
          fields: ["cocIssued"],
          message: "{computedCocRate}",
        }),
      ],
    });
    const [outcome] = checker.check({ participants: 100_001, cocIssued: 50_000 }).outcomes;
    // 49.9995…: below, though two decimals show 50.
    expect(outcome).toMatchObject({ outcome: "failed", failure: { message: "50" } });
    expect(checker.check({ participants: 100_000, cocIssued: 50_000 }).outcomes[0]?.outcome).toBe("passed");
  });
});

describe("a rule set that selects nothing says so", () => {
  test.each([
    ["no rules", []],
    ["retired rules only", [ruleWith({ state: "retired" })]],
    ["an empty rule set", { name: "set", version: "1", rules: [] }],
  ])("%s", (_, rules) => {
    expect(() => createChecker({ rules, asOf })).toThrow(expect.objectContaining({ code: "no-rules" }));
  });
});

describe("whatever stands in a record", () => {
  const hostile: readonly (readonly [string, unknown])[] = [
    ["null", null],
    ["undefined", undefined],
    ["a number", 5],
    ["a text", "size"],
    ["a list", [1, 2]],
    ["a function", () => 1],
    [
      "a getter that throws",
      Object.defineProperty({}, "size", {
        get: () => {
          throw new Error("no");
        },
      }),
    ],
    [
      "a proxy that throws",
      new Proxy(
        {},
        {
          get: () => {
            throw new Error("no");
          },
          has: () => {
            throw new Error("no");
          },
          getOwnPropertyDescriptor: () => {
            throw new Error("no");
          },
        },
      ),
    ],
    [
      "a revoked proxy",
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    ],
    ["a symbol", { size: Symbol("size") }],
    ["a big integer", { size: 10n }],
    ["a promise", { size: Promise.resolve(11) }],
    ["an object in the cell", { size: { valueOf: () => 11 } }],
    ["a boxed number", { size: Object(11) as unknown }],
    ["a date", { size: new Date(0) }],
    ["a list of lists", { size: [[11]] }],
    [
      "a list whose every throws",
      {
        size: Object.assign([11], {
          every: () => {
            throw new Error("no");
          },
        }),
      },
    ],
  ];
  test.each(hostile)("%s neither throws nor is taken for a number", (_, record) => {
    const compiled = compileRules([ruleWith()], { asOf });
    const [outcome] = compiled.evaluate(record as Record<string, unknown>);
    expect(["notAssessed", "passed", "failed"]).toContain(outcome?.outcome);
    expect(outcome).toMatchObject({ outcome: "notAssessed" });
  });

  test("is not changed, and frozen records are read", () => {
    const record = Object.freeze({ size: 11, tags: Object.freeze(["a"]), odd: unreadable("?") });
    const before = JSON.stringify(record);
    expect(outcomeOf({}, record)).toMatchObject({ outcome: "failed" });
    expect(JSON.stringify(record)).toBe(before);
  });

  test("values that a prototype holds are read: a backend's object may have getters in its class", () => {
    class Box {
      get size(): number {
        return 11;
      }
    }
    expect(outcomeOf({}, new Box() as unknown as Record<string, unknown>)).toMatchObject({
      outcome: "failed",
    });
  });
});

describe("what is given out is the caller's, and what the caller gives stays the engine's", () => {
  test("outcomes of one record are not those of the next", () => {
    const compiled = compileRules(
      [ruleWith(), ruleWith({ id: "due-rule", due: { after: "endDate", days: 5 } })],
      { asOf },
    );
    const first = compiled.evaluate({ size: 11, endDate: "2025-06-29" });
    const copy = structuredClone(first);
    compiled.evaluate({ size: 12, endDate: "2025-01-01" });
    compiled.evaluate({});
    compiled.evaluate({ size: 1 });
    expect(first).toEqual(copy);
  });

  test("what is shared between records cannot be changed", () => {
    const compiled = compileRules([ruleWith()], { asOf });
    for (const record of [{}, { size: 1 }]) {
      const [outcome] = compiled.evaluate(record);
      expect(Object.isFrozen(outcome)).toBe(true);
      if (outcome?.outcome === "notAssessed") {
        expect(Object.isFrozen(outcome.reasons)).toBe(true);
        expect(outcome.reasons.every((reason) => Object.isFrozen(reason))).toBe(true);
      }
    }
  });

  test("two sets of rules do not share what they remember", () => {
    const rules = {
      name: "set",
      version: "1",
      conditions: { large: { fact: "size", operator: "greaterThan", value: 10 } },
      rules: [ruleWith({ violation: { condition: "large" } })],
    };
    const one = compileRules(rules, { asOf });
    const two = compileRules(rules, { asOf });
    expect(one.evaluate({ size: 11 })[0]?.outcome).toBe("failed");
    expect(two.evaluate({ size: 9 })[0]?.outcome).toBe("passed");
    expect(one.evaluate({ size: 9 })[0]?.outcome).toBe("passed");
  });
});

describe("wrong options", () => {
  test.each([
    ["no date", "today"],
    ["a day that does not exist", "2025-02-30"],
    ["a moment", "2025-06-30T00:00:00Z"],
    ["nothing", ""],
  ])("asOf is %s", (_, clock) => {
    expect(() => compileRules([ruleWith()], { asOf: clock })).toThrow(DataQualityError);
  });

  test("an operator with a name of the language", () => {
    const operators = [{ name: "equal", doc: "", fact: [], value: "any", test: () => true }] as const;
    expect(() => compileRules([ruleWith()], { asOf, operators })).toThrow(/equal is there already/);
  });
});
