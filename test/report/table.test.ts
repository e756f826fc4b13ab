import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { countsByRule } from "../../src/report/table/overview.ts";
import { tableReporter } from "../../src/report/table/table.ts";
import { wrap } from "../../src/report/table/wrap.ts";
import { finding, headOf, written } from "./sample.ts";

const other = finding({ eventId: "EMS-2", unit: null, source: { file: "export.csv", line: 3, row: 2 } });
const warning = finding({
  ruleId: "title-missing",
  severity: "warning",
  message: "No title.",
  eventId: "EMS-2",
  unit: null,
  source: other.source,
});

test("by rule: what is said of several events in the same words is said once", () => {
  const { text } = written(tableReporter, [finding(), other]);
  expect(text.split("This event does not say what kind it is.")).toHaveLength(2);
  expect(text).toContain("    EMS-1 · CWM · export.csv:2\n    EMS-2 · export.csv:3\n");
  expect(text).toContain("(event-type-missing, 2 findings)");
});

test("by event: all that is wrong with one stands together", () => {
  const { text } = written(tableReporter, [finding(), other, warning], { groupBy: "event" });
  expect(text.match(/^EMS-2 · .*$/gm)).toHaveLength(1);
  expect(text.indexOf("error: This event")).toBeLessThan(text.indexOf("warning: No title."));
});

test.each([40, 60, 80, 100, 120, 500, 0])("no line is longer than a terminal of %i columns", (width) => {
  const long = finding({ message: "word ".repeat(100), fix: "数据质量 ".repeat(40) });
  const { text } = written(tableReporter, [long, warning], { width });
  const most = Math.min(120, Math.max(40, width));
  for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(most);
});

test("findings of no rule are counted too", () => {
  const unreadable = finding({ ruleId: "cell-unreadable" });
  const counts = countsByRule(headOf([unreadable, unreadable, warning, finding()]));
  expect(counts.map(({ ruleId, findings }) => [ruleId, findings])).toEqual([
    ["cell-unreadable", 2],
    ["event-type-missing", 1],
    ["title-missing", 1],
  ]);
});

test("errors come first where the list is cut, and the rest is counted", () => {
  const findings = [warning, warning, finding(), other];
  const { text, listed } = written(tableReporter, findings, { maxFindings: 2 });
  expect(listed).toBe(2);
  expect(text).not.toContain("No title.");
  expect(text).toContain("2 findings listed, 2 more are not: raise --max-findings");
  expect(text).toContain("4 findings: 2 errors · 2 warnings · 0 notes");
});

test("nothing found is said, too", () => {
  expect(written(tableReporter, []).text).toContain("No findings.");
});

test("assumptions, refused rows and an interruption are told", () => {
  const head = headOf([]);
  const { text } = written(tableReporter, [], {
    head: {
      run: {
        ...head.run,
        profile: "mine",
        stopped: "interrupted",
        assumptions: [{ field: "status", value: "completed", reason: "only past events are exported" }],
      },
      summary: { ...head.summary, refused: 12 },
      refused: Array.from({ length: 12 }, (_, row) => ({
        file: "export.csv",
        line: row + 2,
        row: row + 1,
        code: "totals-row",
        message: "The row holds totals and is no event.",
        severity: row === 11 ? ("error" as const) : ("info" as const),
      })),
    },
  });
  expect(text).toContain("Taken for granted by the profile mine");
  expect(text).toContain('status is "completed": only past events are exported');
  expect(text).toContain("The check was interrupted");
  expect(text).toContain("12 rows refused");
  // The row that is a loss comes before those that are none.
  expect(text).toMatch(/not checked\n {2}export\.csv:13: /);
  expect(text).toContain("… and 2 more rows");
});

test("marks go round the text and do not count for its width", () => {
  const style = (role: string, text: string) => `<${role}>${text}</${role}>`;
  expect(written(tableReporter, [finding()], { style, width: 120 }).text).toContain(
    "<error>error:</error> <strong>",
  );
});

describe("wrap", () => {
  test.each([
    ["a b c", 3, "", "a b\nc"],
    ["  a   b ", 80, "", "a b"],
    ["longword b", 4, "", "longword\nb"],
    ["a b", 4, "  ", "  a\n  b"],
    ["", 10, "", ""],
    ["数据 质量", 5, "", "数据\n质量"],
  ])("%j in %i columns", (text, width, indent, expected) => {
    expect(wrap(text, width, indent)).toBe(expected);
  });
});
