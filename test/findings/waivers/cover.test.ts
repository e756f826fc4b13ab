import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createWaiverCover } from "../../../src/findings/waivers/cover.ts";
import { eventPattern } from "../../../src/findings/waivers/eventPattern.ts";
import { waiverOf } from "./waiver.ts";

describe("createWaiverCover", () => {
  test.each([
    ["the day before", "2024-12-31", undefined],
    ["its first day", "2025-01-01", "a"],
    ["its last day", "2025-06-30", "a"],
    ["the day after", "2025-07-01", undefined],
  ])("a waiver is in force on both its days: %s", (_, asOf, id) => {
    const cover = createWaiverCover([waiverOf("a")], asOf);
    expect(cover("coc-zero", "EMS-1", "MDP")?.id).toBe(id);
  });

  test.each([
    ["by event", { events: ["EMS-1"] }, ["EMS-1"]],
    ["by unit", { units: ["MDP"] }, ["EMS-1", "EMS-2", "x-1", null]],
    ["by pattern", { pattern: "EMS-?" }, ["EMS-1", "EMS-2", "EMS-3"]],
    ["all", { pattern: "**" }, ["EMS-1", "EMS-2", "EMS-3", "x-1", null]],
  ])("covers %s", (_, scope, covered) => {
    const cover = createWaiverCover([waiverOf("a", scope)], "2025-06-30");
    const events = [
      ["EMS-1", "MDP"],
      ["EMS-2", "MDP"],
      ["EMS-3", "CWM"],
      ["x-1", "MDP"],
      [null, "MDP"],
      ["__proto__", null],
    ] as const;
    const found = events.filter(([eventId, unit]) => cover("coc-zero", eventId, unit) !== undefined);
    expect(found.map(([eventId]) => eventId).filter((id) => id !== "__proto__")).toEqual(covered);
    expect(cover("coc-missing", "EMS-1", "MDP")).toBeUndefined();
    expect(cover("constructor", "EMS-1", "MDP")).toBeUndefined();
  });

  test("of several one without a bound comes first, then the first by id, whatever the order of the file", () => {
    const most = { findings: 3 };
    const all = [
      waiverOf("a-bound", { most }),
      waiverOf("b-unit", { units: ["MDP"] }),
      waiverOf("c-event", { events: ["EMS-1"] }),
      waiverOf("d-pattern", { pattern: "EMS-*" }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (waivers) => {
        const cover = createWaiverCover(waivers, "2025-06-30");
        expect(cover("coc-zero", "EMS-1", "MDP")?.id).toBe("b-unit");
        expect(cover("coc-zero", "EMS-1", "CWM")?.id).toBe("c-event");
        expect(cover("coc-zero", "EMS-2", "CWM")?.id).toBe("d-pattern");
        expect(cover("coc-zero", "x", "CWM")?.id).toBe("a-bound");
      }),
    );
  });
});

/** The meaning of a pattern, written as plainly as can be. */
function fits(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  if (pattern.startsWith("*"))
    return fits(pattern.slice(1), text) || (text !== "" && fits(pattern, text.slice(1)));
  return (
    text !== "" && (pattern[0] === "?" || pattern[0] === text[0]) && fits(pattern.slice(1), text.slice(1))
  );
}

describe("eventPattern", () => {
  test("is * and ? and nothing else", () => {
    const sign = fc.constantFrom("*", "?", "a", "b", "-", ".", "\\", "[", "]", "$", "^", "\n", "(", "|");
    const pattern = fc.array(sign, { maxLength: 8 }).map((signs) => signs.join(""));
    const text = fc.array(fc.constantFrom("a", "b", "-", ".", "\\", "$", "\n", "*"), { maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (source, signs) => {
        expect(eventPattern(source).test(signs.join(""))).toBe(fits(source, signs.join("")));
      }),
      { numRuns: 2_000 },
    );
  });

  test("a pattern that would make a backtracking search run for ever ends", () => {
    const pattern = eventPattern(`${"*a".repeat(90)}*b`);
    expect(pattern.test("a".repeat(5_000))).toBe(false);
  });
});
