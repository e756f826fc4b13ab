import { describe, expect, test } from "vitest";
import { compileRules } from "../../src/engine/rules.ts";
import type { Condition } from "../../src/rules/schema.ts";
import { asOf, ruleWith } from "./rule.ts";

/** Two facts a branch, of which the first decides whether the second is asked for. */
function branches(count: number): Condition {
  return {
    any: Array.from({ length: count }, (_, at) => ({
      all: [
        { fact: `opens${at}`, operator: "equal", value: true },
        { fact: `needed${at}`, operator: "greaterThan", value: 10 },
      ],
    })),
  };
}

// Few facts are remembered by a number, many by a text.
describe.each([3, 10])("reasons of a rule with %i branches", (count) => {
  const { evaluate } = compileRules([ruleWith({ violation: branches(count) })], { asOf });
  const closed = Object.fromEntries(Array.from({ length: count }, (_, at) => [`opens${at}`, false]));
  const reasonsOf = (record: Readonly<Record<string, unknown>>): unknown => {
    const [outcome] = evaluate(record);
    return outcome?.outcome === "notAssessed" ? outcome.reasons : outcome?.outcome;
  };

  test("name the facts that were asked for, and not those of a record that lacks the same", () => {
    expect(reasonsOf({ ...closed, opens0: true })).toEqual([{ fact: "needed0", why: "empty" }]);
    expect(reasonsOf({ ...closed, opens1: true })).toEqual([{ fact: "needed1", why: "empty" }]);
    expect(reasonsOf({ ...closed, opens0: true, opens2: true })).toEqual([
      { fact: "needed0", why: "empty" },
      { fact: "needed2", why: "empty" },
    ]);
    expect(reasonsOf({ ...closed, opens0: true })).toEqual([{ fact: "needed0", why: "empty" }]);
  });

  test("say what is so of this record, where another had the same gap for another cause", () => {
    const torn = { ...closed, opens0: true, needed0: {} };
    expect(reasonsOf(torn)).toEqual([{ fact: "needed0", why: "unreadable" }]);
    expect(reasonsOf({ ...closed, opens0: true })).toEqual([{ fact: "needed0", why: "empty" }]);
    expect(reasonsOf(closed)).toBe("passed");
  });

  test("are the same object where they are the same, which nobody can change", () => {
    const once = evaluate({ ...closed, opens0: true })[0];
    expect(evaluate({ ...closed, opens0: true })[0]).toBe(once);
    expect(Object.isFrozen(once)).toBe(true);
    expect(once?.outcome === "notAssessed" && Object.isFrozen(once.reasons)).toBe(true);
  });
});
