import { describe, expect, test } from "vitest";
import type { RuleOutcome } from "../../../src/engine/outcome.ts";
import type { Finding } from "../../../src/findings/finding.ts";
import { fingerprint } from "../../../src/findings/fingerprint.ts";
import { createFindingsComparison, type Judged } from "../../../src/review/diff/compareFindings.ts";
import { compareRulesets } from "../../../src/review/diff/compareRulesets.ts";
import type { OutcomeName, Rule } from "../../../src/rules/schema.ts";
import { ruleWith } from "../../engine/rule.ts";

interface Said extends Partial<Finding> {
  readonly outcome: OutcomeName;
  readonly names?: readonly string[];
}

function outcomeOf(ruleId: string, outcome: OutcomeName): RuleOutcome {
  const head = { ruleId, ruleVersion: 1 };
  const failure = { message: "", fix: "", fields: [] };
  switch (outcome) {
    case "failed":
      return { ...head, outcome, failure };
    case "waived":
      return { ...head, outcome, failure, waiver: "w" };
    case "notAssessed":
      return { ...head, outcome, reasons: [{ fact: "x", why: "empty" }] };
    case "notDue":
      return { ...head, outcome, due: "2025-01-01" };
    case "notApplicable":
      return { ...head, outcome, because: "when" };
    case "error":
      return { ...head, outcome, error: "" };
    case "passed":
      return { ...head, outcome };
  }
}

/** What one rule says of one event. */
function judged(ruleId: string, eventId: string, { outcome, names = ["size"], ...rest }: Said): Judged {
  const found = outcome === "failed" || outcome === "waived";
  const finding: Finding = {
    ruleId,
    ruleVersion: 1,
    severity: "error",
    dimension: "validity",
    status: outcome === "waived" ? "waived" : "new",
    message: "It is wrong.",
    fix: "Mend it.",
    eventId,
    unit: null,
    source: { file: "a.csv", line: 2, row: 1 },
    fields: names.map((field) => ({ field, observed: 1 })),
    fingerprint: fingerprint(ruleId, eventId, names),
    docs: "README.md",
    ...rest,
  };
  return { outcomes: [outcomeOf(ruleId, outcome)], findings: found ? [finding] : [] };
}

/** The effect of a changed rule on some events. */
function effectOf(
  before: Partial<Rule> | undefined,
  after: Partial<Rule> | undefined,
  events: readonly (readonly [Said | undefined, Said | undefined])[],
  examples = 3,
) {
  const version = (part: Partial<Rule> | undefined): readonly Rule[] =>
    part === undefined ? [] : [ruleWith(part)];
  const set = (rules: readonly Rule[]) => ({ name: "test", version: "1", rules });
  const { pairs } = compareRulesets(set(version(before)), set(version(after)), {});
  const live = (rules: readonly Rule[]): readonly Rule[] => rules.filter(({ state }) => state !== "retired");
  const rules = { base: live(version(before)), head: live(version(after)) };
  const comparison = createFindingsComparison(pairs, rules, examples);
  const nothing: Judged = { outcomes: [], findings: [] };
  events.forEach(([one, other], place) => {
    const id = `EMS-${place}`;
    const of = (said: Said | undefined, [rule]: readonly Rule[]): Judged =>
      said === undefined || rule === undefined ? nothing : judged(rule.id, id, said);
    comparison.add(of(one, rules.base), of(other, rules.head));
  });
  const [effect] = comparison.effects();
  if (effect === undefined) throw new Error("no rule changed");
  return { ...effect, ...comparison.bySeverity(), found: comparison.found() };
}

const old = { severity: "warning" } as const;
const failed: Said = { outcome: "failed" };
const passed: Said = { outcome: "passed" };

describe("findings of a rule that changed", () => {
  test.each<readonly [string, Said, Said, object]>([
    ["passed, then failed", passed, failed, { new: 1, dropped: 0, changed: 0, sameEvent: 0 }],
    ["failed, then passed", failed, passed, { new: 0, dropped: 1, changed: 0, sameEvent: 0 }],
    ["failed both times", failed, failed, { new: 0, dropped: 0, changed: 0, sameEvent: 0 }],
    ["not assessed, then failed", { outcome: "notAssessed" }, failed, { new: 1, dropped: 0, changed: 0 }],
    ["with another severity", failed, { ...failed, severity: "info" }, { new: 0, changed: 1 }],
    ["with another message", failed, { ...failed, message: "Other." }, { new: 0, changed: 1 }],
    ["with another version alone", failed, { ...failed, ruleVersion: 2 }, { new: 0, changed: 0 }],
    [
      "with another value observed",
      failed,
      { ...failed, fields: [{ field: "size", observed: 2 }] },
      { changed: 1 },
    ],
    ["with a due date", failed, { ...failed, due: "2025-01-01" }, { changed: 1 }],
    ["waived by then", failed, { outcome: "waived" }, { new: 0, dropped: 0, changed: 1 }],
    [
      "about other fields",
      failed,
      { ...failed, names: ["weight"] },
      { new: 1, dropped: 1, changed: 0, sameEvent: 1 },
    ],
    ["an error", failed, { outcome: "error" }, { new: 0, dropped: 1 }],
  ])("%s", (_, one, other, expected) => {
    const { findings, shadow } = effectOf(old, {}, [[one, other]]);
    expect(findings).toMatchObject(expected);
    expect(shadow).toMatchObject({ new: 0, dropped: 0, changed: 0 });
  });

  test("says what changed in a finding", () => {
    const { findings } = effectOf(old, {}, [[failed, { ...failed, severity: "info", fix: "Other." }]]);
    expect(findings.examples.changed[0]?.what).toEqual(["severity", "fix"]);
  });

  test("counts all, keeps the first, and adds up by severity", () => {
    const warned: Said = { outcome: "failed", severity: "warning" };
    const all = effectOf(
      old,
      {},
      [
        [passed, failed],
        [passed, warned],
        [passed, failed],
        [warned, passed],
      ],
      2,
    );
    expect(all.findings).toMatchObject({ new: 3, dropped: 1 });
    expect(all.findings.examples.new.map(({ eventId }) => eventId)).toEqual(["EMS-0", "EMS-1"]);
    expect(all.new).toEqual({ error: 2, warning: 1, info: 0 });
    expect(all.dropped).toEqual({ error: 0, warning: 1, info: 0 });
    expect(all.found).toBe(4);
    expect(all.moves).toEqual([
      { from: "passed", to: "failed", events: 3 },
      { from: "failed", to: "passed", events: 1 },
    ]);
    expect(all.base).toMatchObject({ total: 4, evaluated: 4, passed: 3, failed: 1 });
    expect(all.head).toMatchObject({ total: 4, evaluated: 4, passed: 1, failed: 3 });
  });

  test("events that are not evaluated are counted, and not among the evaluated", () => {
    const { base, head } = effectOf(old, {}, [
      [{ outcome: "notAssessed" }, passed],
      [{ outcome: "notDue" }, { outcome: "notApplicable" }],
      [{ outcome: "waived" }, { outcome: "error" }],
    ]);
    expect(base).toMatchObject({ total: 3, evaluated: 1, waived: 1, notAssessed: 1, notDue: 1 });
    expect(head).toMatchObject({ total: 3, evaluated: 1, passed: 1, notApplicable: 1, error: 1 });
  });
});

describe("rules on trial", () => {
  const none = { new: 0, dropped: 0, changed: 0, sameEvent: 0 };
  test.each<readonly [string, Rule["state"] | undefined, Rule["state"] | undefined, object, object]>([
    ["that stay so", "shadow", "shadow", none, { new: 1, dropped: 1, changed: 0 }],
    // What it would not find any more is told as well, of the trial.
    [
      "that are promoted: their findings are new",
      "shadow",
      "active",
      { new: 2, dropped: 0 },
      { new: 0, dropped: 1 },
    ],
    [
      "that an active rule becomes: its findings are dropped",
      "active",
      "shadow",
      { new: 0, dropped: 2 },
      { new: 1, dropped: 0 },
    ],
    ["that are new", undefined, "shadow", none, { new: 2, dropped: 0 }],
    ["that are retired", "shadow", "retired", none, { new: 0, dropped: 2 }],
    ["against an active rule that is retired", "active", "retired", { new: 0, dropped: 2 }, none],
    ["against a rule that comes back", "retired", "active", { new: 2, dropped: 0 }, none],
  ])("%s", (_, before, after, findings, shadow) => {
    const version = (state: Rule["state"] | undefined, severity: Rule["severity"]) =>
      state === undefined ? undefined : { state, severity };
    const effect = effectOf(version(before, "warning"), version(after, "error"), [
      [failed, failed],
      [failed, passed],
      [passed, failed],
      [passed, passed],
    ]);
    expect(effect.findings).toMatchObject(findings);
    expect(effect.shadow).toMatchObject(shadow);
    if (before === "retired" || before === undefined) expect(effect.base).toBeNull();
    if (after === "retired") expect(effect.head).toBeNull();
  });
});
