import { expect, test } from "vitest";
import { createTally } from "../../src/checker/tally.ts";
import type { Missing, RuleOutcome } from "../../src/engine/outcome.ts";
import { ruleWith } from "../engine/rule.ts";

const head = { ruleId: "a-rule", ruleVersion: 3 };
const failure = { message: "", fix: "", fields: [] };

/** Waivers come later; what they make of an outcome is counted from the start. */
test("every outcome is counted, and what is evaluated are passed, failed and waived", () => {
  const tally = createTally([ruleWith()]);
  const outcomes: readonly RuleOutcome[] = [
    { ...head, outcome: "passed" },
    { ...head, outcome: "failed", failure },
    { ...head, outcome: "failed", failure },
    { ...head, outcome: "waived", failure, waiver: "W-1" },
    { ...head, outcome: "waived", failure, waiver: "W-1" },
    { ...head, outcome: "waived", failure, waiver: "W-2" },
    { ...head, outcome: "notDue", due: "2025-07-01" },
    { ...head, outcome: "notApplicable", because: "when" },
    { ...head, outcome: "notAssessed", reasons: [{ fact: "size", why: "empty" }] },
    { ...head, outcome: "error", error: "broken" },
  ];
  for (const outcome of outcomes) tally.add([outcome]);
  const counts = { passed: 1, failed: 2, waived: 3, notDue: 1, notApplicable: 1, notAssessed: 1, error: 1 };
  expect(tally.rules()).toEqual([
    { id: "a-rule", version: 3, severity: "error", state: "active", total: 10, evaluated: 6, ...counts },
  ]);
  expect(tally.outcomes()).toEqual(counts);
});

test("reasons are counted by the fact of the record, whatever is derived from it, and once for each outcome", () => {
  const tally = createTally([ruleWith(), ruleWith({ id: "b-rule" })]);
  const a: Missing = { fact: "a", why: "empty" };
  const derived: Missing = { fact: "sum", why: "derived", from: [a, { fact: "b", why: "unreadable" }] };
  const lacks = (ruleId: string, reasons: readonly Missing[]): RuleOutcome => ({
    ...head,
    ruleId,
    outcome: "notAssessed",
    reasons,
  });
  const same = lacks("a-rule", [a, derived]);
  tally.add([same, lacks("b-rule", [a])]);
  tally.add([same, { ...head, ruleId: "b-rule", outcome: "passed" }]);
  const expected = [
    { field: "a", why: "empty", outcomes: 3, rules: ["a-rule", "b-rule"] },
    { field: "b", why: "unreadable", outcomes: 2, rules: ["a-rule"] },
  ];
  expect(tally.notAssessed()).toEqual(expected);
  // Asking counts nothing twice.
  expect(tally.notAssessed()).toEqual(expected);
});
