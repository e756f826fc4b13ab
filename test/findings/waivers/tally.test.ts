import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Waiver } from "../../../src/findings/waivers/schema.ts";
import { createWaiverTally } from "../../../src/findings/waivers/tally.ts";
import { type WaiverUse, waiverUseSchema } from "../../../src/findings/waivers/use.ts";
import { waiverOf } from "./waiver.ts";

interface Row {
  readonly event: string;
  readonly unit: string;
  readonly rule: string;
  readonly failed: boolean;
}

interface Result {
  readonly waived: readonly Row[];
  readonly open: readonly Row[];
  readonly uses: readonly WaiverUse[];
  readonly mostHeld: number;
}

/** As a run does it. */
function runOver(waivers: readonly Waiver[], rows: readonly Row[], asOf = "2025-06-30"): Result {
  const tally = createWaiverTally<Row>(waivers, asOf);
  const waived: Row[] = [];
  const open: Row[] = [];
  let taken = 0;
  let given = 0;
  let mostHeld = 0;
  for (const row of rows) {
    tally.event(row.event, row.unit);
    if (tally.counted.has(row.rule)) tally.evaluated(row.rule, row.event, row.unit);
    if (!row.failed) continue;
    const waiver = tally.cover(row.rule, row.event, row.unit);
    if (waiver === undefined) {
      open.push(row);
      continue;
    }
    taken++;
    for (const { item, waived: is } of tally.take(waiver, row)) {
      given++;
      (is ? waived : open).push(item);
    }
    mostHeld = Math.max(mostHeld, taken - given);
  }
  const { settled, uses } = tally.settle();
  for (const { item, waived: is } of settled) (is ? waived : open).push(item);
  return { waived, open, uses, mostHeld };
}

function failures(count: number, more: Partial<Row> = {}): readonly Row[] {
  return Array.from({ length: count }, (_, index) => ({
    event: `EMS-${index + 1}`,
    unit: "MDP",
    rule: "coc-zero",
    failed: true,
    ...more,
  }));
}

describe("createWaiverTally", () => {
  test.each([
    ["no bound", {}, 1_000, true, "used"],
    ["as many as the bound", { most: { findings: 3 } }, 3, true, "used"],
    ["one more than the bound", { most: { findings: 3 } }, 4, false, "exceeded"],
    ["no event at all", { most: { findings: 3 } }, 0, true, "notChecked"],
    ["another event", { events: ["x"] }, 0, true, "notChecked"],
  ] as const)("%s", (_, more, count, isWaived, state) => {
    const { waived, open, uses } = runOver([waiverOf("a", more)], failures(count));
    expect([waived.length, open.length]).toEqual(isWaived ? [count, 0] : [0, count]);
    expect(uses).toMatchObject([{ waiver: "a", state, findings: count }]);
  });

  test.each([
    ["its event has no finding", { events: ["EMS-1"] }, {}, "unused", undefined],
    ["one of its events did not come", { events: ["EMS-1", "x"] }, {}, "notChecked", ["events"]],
    [
      "its events came, whatever else was not read",
      { events: ["EMS-1"] },
      { rows: true },
      "unused",
      undefined,
    ],
    ["its unit has no finding", { units: ["MDP"] }, {}, "unused", undefined],
    ["one of its units did not come", { units: ["MDP", "CWM"] }, {}, "notChecked", ["events"]],
    ["other units were left out", { units: ["MDP"] }, { otherUnits: true }, "unused", undefined],
    ["rows were not read", { units: ["MDP"] }, { rows: true }, "notChecked", ["events"]],
    ["events fit, without findings", { pattern: "EMS-*" }, {}, "unused", undefined],
    ["no event fits", { pattern: "x-*" }, {}, "notChecked", ["events"]],
    ["what was left out may fit", { pattern: "EMS-*" }, { otherUnits: true }, "notChecked", ["events"]],
    ["what was not read may fit", { pattern: "*" }, { rows: true }, "notChecked", ["events"]],
    ["its rule was not asked", {}, { isAsked: () => false }, "notChecked", ["rules"]],
    [
      "one of its rules was not asked",
      { rules: ["coc-zero", "other"] },
      { isAsked: (id: string) => id === "coc-zero" },
      "notChecked",
      ["rules"],
    ],
    [
      "neither rule nor event",
      { events: ["x"] },
      { isAsked: () => false },
      "notChecked",
      ["rules", "events"],
    ],
    ["it has ended", { until: "2025-06-29", events: ["x"] }, { rows: true }, "expired", undefined],
  ] as const)(
    "what has nothing to cover is unused only where all was checked: %s",
    (_, more, checked, state, unchecked) => {
      const tally = createWaiverTally([waiverOf("a", more)], "2025-06-30");
      for (const { event, unit } of failures(3)) tally.event(event, unit);
      tally.event(null, null);
      const [use] = tally.settle({ isAsked: () => true, otherUnits: false, rows: false, ...checked }).uses;
      expect([use?.state, use?.unchecked]).toEqual([state, unchecked]);
    },
  );

  test("an event without an identifier is one of all events", () => {
    const tally = createWaiverTally([waiverOf("a"), waiverOf("b", { pattern: "?*" })], "2025-06-30");
    tally.event(null, null);
    expect(tally.settle().uses.map(({ state }) => state)).toEqual(["unused", "notChecked"]);
  });

  test.each([
    [3, 30, "used"],
    [4, 30, "exceeded"],
    [7, 100, "exceeded"],
    [29, 290, "used"],
    [30, 299, "exceeded"],
  ])(
    "a share is compared exactly: %i of %i against 10 %%, or 7 of 100 against 6.9 %%",
    (failed, all, state) => {
      const share = all === 100 ? 0.069 : 0.1;
      const rows = failures(all).map((row, index) => ({ ...row, failed: index < failed }));
      const { uses } = runOver([waiverOf("a", { most: { share } })], rows);
      expect(uses).toMatchObject([{ state, findings: failed, evaluated: all }]);
    },
  );

  test("every share that a count can be is kept by that count", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }), (part, rest) => {
        const all = part + rest - 1;
        const most = { share: part / all };
        const rows = failures(all).map((row, index) => ({ ...row, failed: index < part }));
        expect(runOver([waiverOf("a", { most })], rows).uses[0]?.state).toBe("used");
      }),
      { numRuns: 50 },
    );
  });

  test("an event counts for the share of the waiver that its finding would count for", () => {
    const waivers = [waiverOf("a", { most: { share: 0.5 } }), waiverOf("b", { units: ["CWM"] })];
    const rows = [
      ...failures(2),
      ...failures(2, { failed: false }),
      ...failures(8, { unit: "CWM", failed: false }),
    ];
    expect(runOver(waivers, rows).uses).toMatchObject([
      { waiver: "a", state: "used", findings: 2, evaluated: 4 },
      { waiver: "b", state: "unused", findings: 0 },
    ]);
  });

  test("what is not in force is told, and covers nothing", () => {
    const waivers = [
      waiverOf("past", { until: "2025-06-29" }),
      waiverOf("future", { from: "2025-07-01", until: "2025-12-31" }),
    ];
    const { open, uses } = runOver(waivers, failures(2));
    expect(open).toHaveLength(2);
    expect(uses.map(({ waiver, state, findings }) => [waiver, state, findings])).toEqual([
      ["future", "notYet", 0],
      ["past", "expired", 0],
    ]);
  });

  test("holds no more findings than the bound allows", () => {
    expect(runOver([waiverOf("a", { most: { findings: 5 } })], failures(1_000)).mostHeld).toBe(5);
  });

  test("the order of events never changes what is covered, nothing is lost and nothing given twice", () => {
    const row = fc.record({
      event: fc.constantFrom("EMS-1", "EMS-2", "EMS-3", "x-1"),
      unit: fc.constantFrom("MDP", "CWM"),
      rule: fc.constantFrom("coc-zero", "coc-missing", "other"),
      failed: fc.boolean(),
    });
    const scope = fc.constantFrom<Record<string, unknown>>(
      { events: ["EMS-1", "x-1"] },
      { units: ["MDP"] },
      { pattern: "EMS-*" },
      { pattern: "*" },
    );
    const most = fc.constantFrom<Record<string, unknown>>(
      {},
      { most: { findings: 1 } },
      { most: { findings: 4 } },
      { most: { share: 0.25 } },
      { most: { share: 0.5 } },
    );
    const waivers = fc
      .array(fc.tuple(scope, most, fc.subarray(["coc-zero", "coc-missing"], { minLength: 1 })), {
        maxLength: 4,
      })
      .map((list) =>
        list.map(([of, bound, rules], index) => waiverOf(`w-${index}`, { ...of, ...bound, rules })),
      );
    const shuffled = fc
      .array(row, { maxLength: 30 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
    const sorted = (rows: readonly Row[]): readonly string[] =>
      rows.map((each) => JSON.stringify(each)).sort();
    fc.assert(
      fc.property(waivers, shuffled, (list, [rows, others]) => {
        const one = runOver(list, rows);
        const other = runOver([...list].reverse(), others);
        expect(sorted(other.waived)).toEqual(sorted(one.waived));
        expect(sorted(other.open)).toEqual(sorted(one.open));
        expect(other.uses).toEqual(one.uses);
        expect(sorted([...one.waived, ...one.open])).toEqual(sorted(rows.filter(({ failed }) => failed)));
        for (const use of one.uses) {
          expect(() => waiverUseSchema.parse(use)).not.toThrow();
          const { most: bound, findings, evaluated } = use;
          if (use.state === "used" && bound !== undefined && "findings" in bound)
            expect(findings).toBeLessThanOrEqual(bound.findings);
          if (evaluated !== undefined) expect(findings).toBeLessThanOrEqual(evaluated);
        }
      }),
      { numRuns: 500 },
    );
  });
});
