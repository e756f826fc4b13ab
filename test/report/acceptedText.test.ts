import { describe, expect, test } from "vitest";
import type { BaselineUse } from "../../src/findings/baseline/use.ts";
import { baselineText, overriddenText } from "../../src/report/acceptedText.ts";
import { markdownReporter } from "../../src/report/markdown.ts";
import { tableReporter } from "../../src/report/table/table.ts";
import { tallyText } from "../../src/report/tallyText.ts";
import { finding, headOf, written } from "./sample.ts";

const overridden = {
  ruleId: "a-rule",
  units: [],
  eventTypes: [],
  reason: "Partner agreements say so.",
  file: "ems-dq.config.json",
};

describe("a setting that is changed", () => {
  test.each([
    ["severity", "error", "warning", 'severity "warning", not "error"'],
    ["enabled", true, false, "off"],
    ["params.graceDays", 30, 60, "params.graceDays 60, not 30"],
    ["stages.draft", null, "warn", 'stages.draft "warn"'],
    ["params.kinds", ["a", "b"], ["a"], 'params.kinds ["a"], not ["a","b"]'],
  ])("is told with what stands in the rule: %s", (setting, from, to, text) => {
    expect(overriddenText({ ...overridden, setting, from, to })).toBe(
      `a-rule: ${text} (Partner agreements say so.)`,
    );
  });

  test.each([
    [[], [], ""],
    [["MDP", "CWM"], [], " for MDP or CWM"],
    [[], ["course"], " for course"],
    [["MDP", "CWM"], ["course", "workshop"], " for MDP or CWM, course or workshop"],
  ])("is told with the events that it is for: %j %j", (units, eventTypes, scope) => {
    const change = { setting: "enabled", from: true, to: false };
    expect(overriddenText({ ...overridden, ...change, units, eventTypes })).toBe(
      `a-rule: off${scope} (Partner agreements say so.)`,
    );
  });

  const codes = Array.from({ length: 40 }, (_, index) => `CODE-${index + 1}`);

  test.each([
    [codes, [...codes, "X"], '41 items, with "X"'],
    [codes, codes.slice(1), '39 items, without "CODE-1"'],
    [codes, ["X", ...codes.slice(5)], '36 items, with "X", without "CODE-1", "CODE-2", "CODE-3" and 2 more'],
    [codes, [], '0 items, without "CODE-1", "CODE-2", "CODE-3" and 37 more'],
    [codes, codes, "40 items, as in the rule"],
  ])("a long list is told by what differs, with counts (%#)", (from, to, text) => {
    expect(overriddenText({ ...overridden, setting: "params.codes", from, to })).toBe(
      `a-rule: params.codes ${text} (Partner agreements say so.)`,
    );
  });
});

describe("a baseline", () => {
  const entry = (event: "checked" | "gone", count: number): BaselineUse["fixed"][number] => ({
    fingerprint: "0".repeat(32),
    ruleId: "a-rule",
    eventId: "EMS-1",
    fields: [],
    count,
    event,
  });

  test.each([
    [[], "3 of 9 known findings are still there; 6 were not asked for, or could not be decided"],
    [
      [entry("checked", 1)],
      "3 of 9 known findings are still there; 1 is fixed (ems-dq baseline prune takes it out); 5 were not asked for, or could not be decided",
    ],
    [
      [entry("gone", 1)],
      "3 of 9 known findings are still there; 1 belongs to an event that is in none of the files (prune keeps it, without --gone); 5 were not asked for, or could not be decided",
    ],
    [
      [entry("gone", 2), entry("checked", 1), entry("checked", 3)],
      "3 of 9 known findings are still there; 4 are fixed (ems-dq baseline prune takes them out); 2 belong to events that are in none of the files (prune keeps them, without --gone)",
    ],
  ])("tells apart what is fixed and what is gone (%#)", (fixed, text) => {
    expect(baselineText({ known: 9, found: 3, fixed })).toBe(text);
  });
});

describe("what is accepted", () => {
  const fresh = finding();
  const waived = finding({ status: "waived", waiver: "a-waiver", eventId: "EMS-2" });
  const known = finding({ status: "baseline", eventId: "EMS-3" });
  const baseline: BaselineUse = { known: 1, found: 1, fixed: [] };

  test.each([
    [[fresh], null, "1 finding: 1 error, 0 warnings, 0 notes in 3 events"],
    [[fresh, waived], null, "1 finding: 1 error, 0 warnings, 0 notes in 3 events; besides, waivers cover 1"],
    [[fresh], baseline, "1 new finding: 1 error, 0 warnings, 0 notes in 3 events"],
    [
      [waived, known],
      baseline,
      "No new findings in 3 events; besides, waivers cover 1 and the baseline knows 1",
    ],
    [[waived], null, "No findings that count in 3 events; besides, waivers cover 1"],
    [[], null, "No findings in 3 events"],
    [[], baseline, "No new findings in 3 events"],
  ])("stands after what counts, which is new against a baseline alone (%#)", (findings, use, text) => {
    expect(tallyText({ ...headOf(findings), baseline: use }, " in 3 events")).toBe(text);
  });

  test.each([
    ["the table", tableReporter],
    ["Markdown", markdownReporter],
  ])("is in the counts by rule of %s, which say so", (_, reporter) => {
    const note = "What is accepted is counted here, too.";
    expect(written(reporter, [fresh, waived, known]).text).toContain(note);
    expect(written(reporter, [fresh]).text).not.toContain(note);
  });

  test("is told beside the severity in a table of Markdown", () => {
    const { text } = written(markdownReporter, [fresh, waived, known]);
    const cells = ["error", "error (waived: a-waiver)", "error (in the baseline)"];
    expect(text.match(/^\| error[^|]*(?= \| <code>EMS)/gm)).toEqual(cells.map((cell) => `| ${cell}`));
  });
});
