import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createWaiverCover } from "../../../src/findings/waivers/cover.ts";
import { overlapsOf } from "../../../src/findings/waivers/overlap.ts";
import type { Waiver } from "../../../src/findings/waivers/schema.ts";
import { waiverOf } from "./waiver.ts";

function relation(one: Readonly<Record<string, unknown>>, there: Readonly<Record<string, unknown>>): string {
  const [overlap] = overlapsOf(waiverOf("new", one), [waiverOf("there", there)]);
  return overlap === undefined ? "none" : overlap.isRefused ? "refused" : "note";
}

describe("overlapsOf", () => {
  test.each<[string, object, object, string]>([
    ["an event that a pattern is about", { events: ["EMS-1"] }, { pattern: "EMS-*" }, "refused"],
    ["events, one of them of a pattern", { events: ["EMS-1", "X"] }, { pattern: "EMS-*" }, "note"],
    ["an event of another form", { events: ["X"] }, { pattern: "EMS-*" }, "none"],
    ["a pattern that is about an event", { pattern: "EMS-*" }, { events: ["X", "EMS-1"] }, "note"],
    ["a pattern without signs", { pattern: "EMS-1" }, { events: ["EMS-1"] }, "refused"],
    ["the same pattern", { pattern: "EMS-*" }, { pattern: "EMS-*" }, "refused"],
    ["patterns with events in common", { pattern: "EMS-2019-*" }, { pattern: "*-01?" }, "note"],
    ["patterns without", { pattern: "EMS-2019-*" }, { pattern: "EMS-2020-*" }, "none"],
    ["a unit where all is covered", { units: ["CWM"] }, { pattern: "*" }, "refused"],
    ["all where a unit is covered", { pattern: "*" }, { units: ["CWM"] }, "note"],
    ["a unit and an event", { units: ["CWM"] }, { events: ["EMS-1"] }, "none"],
    ["a unit that both name", { units: ["CWM", "HO"] }, { units: ["HO"] }, "refused"],
    ["longer than the pattern", { events: ["EMS-1"], until: "2025-12-31" }, { pattern: "EMS-*" }, "note"],
    [
      "after the pattern",
      { events: ["E"], from: "2025-07-01", until: "2025-12-31" },
      { pattern: "E" },
      "none",
    ],
    ["a rule more", { events: ["E1"], rules: ["coc-zero", "x"] }, { pattern: "E*" }, "note"],
    ["another rule", { events: ["E1"], rules: ["x"] }, { pattern: "E*" }, "none"],
    ["within a bound", { events: ["E1"] }, { pattern: "E*", most: { findings: 2 } }, "note"],
  ])("%s", (_, one, there, wanted) => {
    expect(relation({ ...one }, { ...there })).toBe(wanted);
  });

  const pattern = fc.stringMatching(/^[ab*?]{1,3}$/);
  const days = ["2025-01-01", "2025-02-01", "2025-03-01"];
  const entry = fc.record({
    scope: fc.oneof(
      fc.record({ pattern }),
      fc.record({ events: fc.uniqueArray(fc.stringMatching(/^[ab]{1,3}$/), { minLength: 1, maxLength: 2 }) }),
      fc.record({ units: fc.subarray(["CWM", "HO"], { minLength: 1 }) }),
    ),
    rules: fc.subarray(["x", "y"], { minLength: 1 }),
    days: fc.tuple(fc.constantFrom(...days), fc.constantFrom(...days)).map((two) => two.sort()),
    most: fc.constantFrom({}, {}, { most: { findings: 1 } }),
  });
  const ids = ["", "a", "b", "c"].flatMap((one) =>
    ["", "a", "b", "c"].flatMap((two) =>
      ["", "a", "b", "c"].flatMap((three) => ["", "a", "b"].map((four) => one + two + three + four)),
    ),
  );
  const events = [...new Set(ids)].filter((id) => id !== "");

  /** Rule, event and day of all that a waiver covers. */
  function covered(waiver: Waiver): ReadonlySet<string> {
    const found = new Set<string>();
    for (const day of days) {
      const cover = createWaiverCover([waiver], day);
      for (const rule of waiver.rules)
        for (const event of events)
          for (const unit of ["CWM", "HO", "MDP"])
            if (cover(rule, event, unit) !== undefined) found.add(`${rule} ${event} ${unit} ${day}`);
    }
    return found;
  }

  test("is told where two waivers cover a finding, and refused where the new one covers nothing more", () => {
    fc.assert(
      fc.property(entry, entry, (one, other) => {
        const [fresh, there] = [one, other].map(({ scope, rules, days: [from, until], most }, index) =>
          waiverOf(["new", "there"][index] ?? "", {
            ...scope,
            ...most,
            rules,
            from,
            until,
          }),
        );
        if (fresh === undefined || there === undefined) throw new Error("two are made");
        const [mine, its] = [covered(fresh), covered(there)];
        const inCommon = [...mine].filter((each) => its.has(each)).length;
        const [overlap] = overlapsOf(fresh, [there]);
        const areAlike = "units" in fresh === "units" in there;
        if (areAlike) expect(overlap !== undefined).toBe(inCommon > 0);
        if (overlap === undefined) return;
        expect(inCommon).toBeGreaterThan(0);
        // Of two that name the same thing the new one is refused however little it is.
        if ("pattern" in fresh || !("pattern" in there) || !/[*?]/.test(there.pattern)) return;
        expect(overlap.isRefused).toBe(there.most === undefined && inCommon === mine.size);
      }),
      { numRuns: 300 },
    );
  });
});
