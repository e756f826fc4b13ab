import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import { normaliseEvent } from "../../src/events/normalise.ts";
import { cellRule } from "../../src/findings/cellRule.ts";
import { sourceOf } from "./source.ts";

const checker = createChecker({ asOf: "2025-06-30" });

/** The finding for a cell that cannot be read, as it stands in a report. */
function findingOf(field: "participants" | "startDate" | "status" | "platform", cell: string) {
  const { findings } = checker.check({ eventId: "EMS-1", [field]: cell });
  const [finding, ...others] = findings.filter(({ ruleId }) => ruleId === cellRule);
  expect(others).toEqual([]);
  return finding;
}

describe("a cell that cannot be read", () => {
  test.each([
    ["participants", "12/7"],
    ["participants", "20–25"],
    ["participants", "#REF!"],
    ["startDate", "31.02.2025"],
    ["startDate", "2025-02-30"],
  ] as const)("shows what is plainly a botched figure or a spreadsheet's error: %s %s", (field, cell) => {
    expect(findingOf(field, cell)?.fields[0]?.observed).toBe(cell);
  });

  test.each([
    ["participants", "Jane Doe"],
    ["participants", "+41 22 917 84 00"],
    ["participants", "079 123 45"],
    ["participants", "1234567/8"],
    ["participants", "about 30"],
    ["participants", "1/2/3/4/5/6/1/2/3/4/5/6"],
    ["startDate", "jane@example.org"],
    ["startDate", "022/917/8400"],
    ["participants", "31.02.2025"],
    ["status", "12/7"],
  ] as const)("shows nothing that may name a person: %s %s", (field, cell) => {
    const finding = findingOf(field, cell);
    expect(finding).toMatchObject({ fields: [{ field }] });
    expect(JSON.stringify(finding)).not.toContain(cell);
  });
});

test.each([
  ["status", "Enter one of planned, ongoing, completed, cancelled, postponed."],
  ["platform", "“other” fits a platform that is not listed."],
  ["startDate", "Enter a date such as 2024-03-05."],
  ["participants", "Enter a whole number such as 25; while it is not known, leave the cell empty."],
] as const)("says what to enter: %s", (field, text) => {
  expect(findingOf(field, "?!")?.fix).toContain(text);
});

test("findings of cells come in the order of the rows, whatever their fields", () => {
  const source = checker.run().source(sourceOf("export.csv"));
  const right = { participants: 20, cocIssued: 12 };
  const rows = [{ cocIssued: "12/7" }, right, { participants: "20–25" }, right, { cocIssued: "3/4" }, right];
  for (const [at, event] of rows.entries())
    source.add(normaliseEvent({ eventId: `EMS-${at + 1}`, ...event }), at + 2, at + 1);
  expect(source.end().map(({ source: place, fields }) => [place?.row, fields[0]?.field])).toEqual([
    [1, "cocIssued"],
    [3, "participants"],
    [5, "cocIssued"],
  ]);
});

test("its finding leads to a page that tells its id", () => {
  const file = findingOf("participants", "12/7")?.docs ?? "";
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  expect(text).toContain("`cell-unreadable`");
});

test("a record with its fields in another order is read by their names", () => {
  const record = normaliseEvent({ eventId: "EMS-1", participants: "x1", title: "T" });
  const reversed = Object.fromEntries(Object.entries(record).reverse()) as typeof record;
  const run = checker.run();
  const source = run.source(sourceOf(null));
  source.add(reversed);
  expect(source.end().map(({ fields }) => fields[0]?.field)).toEqual(["participants"]);
});
