import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RuleOutcome } from "../../../src/engine/outcome.ts";
import { DataQualityError } from "../../../src/errors.ts";
import { baselineOf } from "../../../src/findings/baseline/gather.ts";
import { createBaselineMatch } from "../../../src/findings/baseline/match.ts";
import { parseBaseline } from "../../../src/findings/baseline/parse.ts";
import { pruneBaseline } from "../../../src/findings/baseline/prune.ts";
import type { Baseline } from "../../../src/findings/baseline/schema.ts";
import { baselineText } from "../../../src/findings/baseline/text.ts";
import { baselineUseSchema } from "../../../src/findings/baseline/use.ts";
import type { Finding } from "../../../src/findings/finding.ts";
import { fingerprint } from "../../../src/findings/fingerprint.ts";

const run = { asOf: "2025-06-30", ruleset: { name: "ems", version: "1.0.0" } };

function findingOf(
  ruleId: string,
  eventId: string | null,
  fields: readonly string[] = ["cocIssued"],
): Finding {
  return {
    ruleId,
    ruleVersion: 1,
    severity: "error",
    dimension: "completeness",
    status: "new",
    message: "Something is missing.",
    fix: "Enter it.",
    eventId,
    unit: "MDP",
    source: { file: "a.csv", line: 2, row: 1 },
    fields: fields.map((field) => ({ field, observed: "secret" })),
    fingerprint: fingerprint(ruleId, eventId, fields),
    docs: "README.md#a-rule",
  };
}

function textOf(baseline: Baseline): string {
  return [...baselineText(baseline)].join("");
}

function outcome(ruleId: string, rest: Record<string, unknown> & { readonly outcome: string }): RuleOutcome {
  return { ruleId, ruleVersion: 1, ...rest } as RuleOutcome;
}

const one = findingOf("coc-zero", "EMS-1");

describe("a baseline", () => {
  test("is an entry a line, sorted, without wording, values or places", () => {
    const findings = [
      findingOf("coc-zero", "EMS-2"),
      findingOf("coc-zero", "EMS-1", ["participants", "cocIssued"]),
      findingOf("coc-zero", null),
      findingOf("coc-missing", "EMS-9"),
      findingOf("coc-zero", "EMS-2"),
      { ...findingOf("coc-zero", "EMS-3"), status: "waived" as const, waiver: "a" },
      { ...findingOf("coc-zero", "EMS-4"), status: "baseline" as const },
    ];
    const baseline = baselineOf(findings, run);
    const print = (ruleId: string, eventId: string | null, fields: readonly string[]) =>
      fingerprint(ruleId, eventId, fields);
    expect(textOf(baseline)).toBe(`{
  "schema": "ems-data-quality/baseline/1",
  "asOf": "2025-06-30",
  "ruleset": { "name": "ems", "version": "1.0.0" },
  "findings": [
    { "ruleId": "coc-missing", "eventId": "EMS-9", "fields": ["cocIssued"], "count": 1, "fingerprint": "${print("coc-missing", "EMS-9", ["cocIssued"])}" },
    { "ruleId": "coc-zero", "eventId": null, "fields": ["cocIssued"], "count": 1, "fingerprint": "${print("coc-zero", null, ["cocIssued"])}" },
    { "ruleId": "coc-zero", "eventId": "EMS-1", "fields": ["cocIssued", "participants"], "count": 1, "fingerprint": "${print("coc-zero", "EMS-1", ["cocIssued", "participants"])}" },
    { "ruleId": "coc-zero", "eventId": "EMS-2", "fields": ["cocIssued"], "count": 2, "fingerprint": "${print("coc-zero", "EMS-2", ["cocIssued"])}" },
    { "ruleId": "coc-zero", "eventId": "EMS-4", "fields": ["cocIssued"], "count": 1, "fingerprint": "${print("coc-zero", "EMS-4", ["cocIssued"])}" }
  ]
}
`);
    expect(parseBaseline(JSON.parse(textOf(baseline)))).toEqual(baseline);
  });

  test("of nothing can be written and read", () => {
    const text = textOf({ $schema: "x", ...baselineOf([], run) });
    expect(parseBaseline(JSON.parse(text))).toMatchObject({ $schema: "x", findings: [] });
  });

  test("of another form is told the only one that there is", () => {
    expect(() => parseBaseline({ ...baselineOf([], run), schema: "x" })).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ expected: '"ems-data-quality/baseline/1"' })],
      }),
    );
  });

  test.each([
    [{ schema: "ems-data-quality/baseline/2" }, "$.schema"],
    [{ findings: [{ ...baselineOf([one], run).findings[0], count: 0 }] }, "$.findings[0].count"],
    [{ findings: [{ ...baselineOf([one], run).findings[0], message: "x" }] }, "$.findings[0].message"],
    [
      { findings: [...baselineOf([one], run).findings, ...baselineOf([one], run).findings] },
      "$.findings[1].fingerprint",
    ],
    [
      { findings: [{ ...baselineOf([one], run).findings[0], eventId: "EMS-2" }] },
      "$.findings[0].fingerprint",
    ],
    [{ findings: [{ ...baselineOf([one], run).findings[0], fields: [] }] }, "$.findings[0].fingerprint"],
  ])("with a mistake is refused with its place: %#", (more, path) => {
    const json = { ...baselineOf([one], run), ...more };
    expect(() => parseBaseline(json, "b.json")).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ path, file: "b.json" })] }),
    );
    expect(() => parseBaseline(json)).toThrow(DataQualityError);
  });
});

describe("createBaselineMatch", () => {
  test("knows a finding as often as it was there, whatever its wording, values and place", () => {
    const match = createBaselineMatch(baselineOf([one, one], run));
    expect([1, 2, 3].map(() => match.take(one.fingerprint))).toEqual([true, true, false]);
    expect(match.take(findingOf("coc-zero", "EMS-2").fingerprint)).toBe(false);
    expect(match.use()).toEqual({ known: 2, found: 2, fixed: [] });
  });

  test.each<[string, RuleOutcome, boolean]>([
    ["passed", outcome("coc-zero", { outcome: "passed" }), true],
    ["not due", outcome("coc-zero", { outcome: "notDue", due: "2025-07-01" }), true],
    ["no longer about it", outcome("coc-zero", { outcome: "notApplicable", because: "when" }), true],
    ["failed for other fields", outcome("coc-zero", { outcome: "failed" }), true],
    ["switched off", outcome("coc-zero", { outcome: "notApplicable", because: "configuration" }), false],
    ["not assessed", outcome("coc-zero", { outcome: "notAssessed", reasons: [] }), false],
    ["waived", outcome("coc-zero", { outcome: "waived" }), false],
    ["broken", outcome("coc-zero", { outcome: "error", error: "x" }), false],
    ["not asked", outcome("coc-missing", { outcome: "passed" }), false],
  ])("what is no longer found is fixed only where its rule tells so: %s", (_, result, isFixed) => {
    const match = createBaselineMatch(baselineOf([one], run));
    match.event("EMS-1", [outcome("other", { outcome: "passed" }), result]);
    const { fixed } = match.use();
    expect(fixed).toEqual(
      isFixed
        ? [
            {
              fingerprint: one.fingerprint,
              ruleId: "coc-zero",
              eventId: "EMS-1",
              fields: ["cocIssued"],
              count: 1,
              event: "checked",
            },
          ]
        : [],
    );
  });

  test("of two events with one id, one that cannot be decided keeps the entry, in either order", () => {
    const decided = [outcome("coc-zero", { outcome: "passed" })];
    const open = [outcome("coc-zero", { outcome: "notAssessed", reasons: [] })];
    for (const [first, second] of [
      [decided, open],
      [open, decided],
    ] as const) {
      const match = createBaselineMatch(baselineOf([one, one], run));
      match.event("EMS-1", first);
      match.event("EMS-1", second);
      expect(match.use().fixed).toEqual([]);
    }
  });

  test("finds rules wherever they stand, also where the outcomes change from event to event", () => {
    const two = findingOf("coc-missing", "EMS-1");
    const match = createBaselineMatch(baselineOf([one, two], run));
    const passed = ["a", "coc-zero", "coc-missing"].map((id) => outcome(id, { outcome: "passed" }));
    match.event("EMS-1", passed);
    match.event("EMS-1", [...passed].reverse());
    match.event("EMS-1", passed.slice(1));
    expect(match.use().fixed.map(({ ruleId }) => ruleId)).toEqual(["coc-missing", "coc-zero"]);
  });

  test("an event that is gone counts as such where all events were checked, and only for rules that were", () => {
    const baseline = baselineOf([one, findingOf("coc-missing", "EMS-2"), findingOf("trial", "EMS-3")], run);
    const rules = [
      { id: "coc-zero", state: "active" as const },
      { id: "trial", state: "shadow" as const },
    ];
    const match = createBaselineMatch(baseline, rules);
    match.event("EMS-9", []);
    expect(match.use(false).fixed).toEqual([]);
    expect(match.use(true).fixed).toMatchObject([{ ruleId: "coc-zero", eventId: "EMS-1", event: "gone" }]);
    expect(createBaselineMatch(baseline).use().fixed).toHaveLength(3);
  });

  test("a rule on trial fails without a finding, and its entries stay", () => {
    const match = createBaselineMatch(baselineOf([one], run), [{ id: "coc-zero", state: "shadow" }]);
    match.event("EMS-1", [outcome("coc-zero", { outcome: "failed" })]);
    expect(match.use().fixed).toEqual([]);
  });

  test("a cell that could not be read is fixed once it can be", () => {
    const cell = findingOf("cell-unreadable", "EMS-1", ["participants"]);
    for (const [isRead, fixed] of [
      [(field: string) => field === "participants", 1],
      [() => false, 0],
      [undefined, 0],
    ] as const) {
      const match = createBaselineMatch(baselineOf([cell], run));
      match.event("EMS-1", [], isRead);
      expect(match.use().fixed).toHaveLength(fixed);
    }
  });

  test("pruned of what is fixed, it knows what is still there and nothing else, in any order of the findings", () => {
    const finding = fc
      .record({
        ruleId: fc.constantFrom("coc-zero", "coc-missing", "__proto__"),
        eventId: fc.constantFrom("EMS-1", "EMS-2", "constructor", null),
        fields: fc.subarray(["a", "b", "c"], { minLength: 1 }),
      })
      .map(({ ruleId, eventId, fields }) => findingOf(ruleId, eventId, fields));
    const before = fc.array(finding, { maxLength: 20 });
    const after = fc
      .array(finding, { maxLength: 20 })
      .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(
      fc.property(before, after, (known, [now, shuffled]) => {
        const baseline = baselineOf(known, run);
        const compare = (findings: readonly Finding[]) => {
          const match = createBaselineMatch(baseline);
          const fresh = findings.filter((each) => !match.take(each.fingerprint));
          return { fresh: baselineOf(fresh, run).findings, use: match.use() };
        };
        const { fresh, use } = compare(now);
        expect(compare(shuffled)).toEqual({ fresh, use });
        expect(() => baselineUseSchema.parse(use)).not.toThrow();
        expect(use.known).toBe(known.length);
        expect(use.found + fresh.reduce((sum, { count }) => sum + count, 0)).toBe(now.length);
        expect(use.found + use.fixed.reduce((sum, { count }) => sum + count, 0)).toBe(use.known);
        const pruned = createBaselineMatch(pruneBaseline(baseline, use.fixed));
        expect(now.filter((each) => pruned.take(each.fingerprint))).toHaveLength(use.found);
        expect(pruned.use()).toMatchObject({ known: use.found, fixed: [] });
      }),
      { numRuns: 300 },
    );
  });

  test("is the same text in whatever order the findings come", () => {
    const list = ["EMS-10", "EMS-9", "ems-1", "É", "z"].flatMap((id) => [
      findingOf("coc-zero", id),
      findingOf("coc-missing", id, ["b", "a"]),
    ]);
    const text = textOf(baselineOf(list, run));
    fc.assert(
      fc.property(fc.shuffledSubarray(list, { minLength: list.length }), (shuffled) => {
        expect(textOf(baselineOf(shuffled, run))).toBe(text);
      }),
      { numRuns: 50 },
    );
  });
});
