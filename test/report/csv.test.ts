import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvReporter } from "../../src/report/csv.ts";
import type { RootCause } from "../../src/report/schema.ts";
import { finding, refusedRow, written } from "./sample.ts";

function rowsOf(text: string): readonly Record<string, string>[] {
  return parse(text, { bom: true, columns: true, record_delimiter: "\r\n" }) as Record<string, string>[];
}

test("starts with the byte order mark and ends every row with CRLF", () => {
  const { text } = written(csvReporter, [finding()]);
  expect(text.startsWith("\ufefftype,severity,ruleId,eventId,")).toBe(true);
  expect(text.endsWith("\r\n")).toBe(true);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
});

test("has a header also where nothing was found", () => {
  const { text } = written(csvReporter, [], { head: { rootCauses: [] } });
  expect(text.split("\r\n")).toHaveLength(2);
});

test.each([
  '=HYPERLINK("http://example.org","x")',
  "+1+1",
  "-1+1",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  "  =1+1",
  "\u00a0=1+1",
  "＝1+1",
  "＋1",
  "－1",
  "＠SUM(A1)",
])("a cell that a spreadsheet would run is text: %j", (value) => {
  const dangerous = finding({
    eventId: value,
    unit: value,
    message: value,
    fix: value,
    source: { file: value, line: 2, row: 1 },
    fields: [{ field: "eventType", column: value, observed: value, expected: value, suggested: value }],
  });
  const { text } = written(csvReporter, [dangerous], {
    refused: [{ ...refusedRow, file: value, message: value }],
    head: { rootCauses: [cause({ file: value, column: value, message: value, fix: value })] },
  });
  const rows = rowsOf(text);
  expect(rows).toHaveLength(3);
  for (const cell of rows.flatMap((row) => Object.values(row)))
    if (cell.includes(value.trim())) expect(cell).toBe(`'${value}`);
});

test("whatever a finding holds, it comes back cell by cell, and no cell starts a formula", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 20 });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text, text), { maxLength: 5 }), (texts) => {
      const findings = texts.map(([eventId, message, unit]) => finding({ eventId, message, unit }));
      const rows = rowsOf(written(csvReporter, findings, { head: { rootCauses: [] } }).text);
      expect(rows.map(({ eventId, message, unit }) => [eventId, message, unit].map(unguarded))).toEqual(
        texts.map((all) => all.map(unguarded)),
      );
      for (const cell of rows.flatMap((row) => Object.values(row)))
        expect(cell).not.toMatch(/^\s*[=+\-@]|^[\t\r\n]/);
    }),
  );
});

/** The guard put before a text cannot be told from an apostrophe that was there. */
function unguarded(cell = ""): string {
  return cell.replace(/^'|(?<=[;\t])'/g, "");
}

test("no cell starts a formula where semicolons stand between cells", () => {
  const { text } = written(
    csvReporter,
    [finding({ eventId: "E1;=1+cmd|' /C calc'!A0", message: "q; =1+1" })],
    {
      head: { rootCauses: [] },
    },
  );
  for (const cell of text.split(/[;,\t\r\n]/)) expect(cell).not.toMatch(/^"?\s*[=+@＝＋＠]/);
});

test("several fields share a cell, each in its place", () => {
  const { text } = written(csvReporter, [
    finding({
      fields: [
        { field: "female", column: "Women", observed: 10 },
        { field: "male", expected: "a number" },
        { field: "participants", observed: 30, suggested: [1, 2] },
      ],
    }),
  ]);
  expect(rowsOf(text)[0]).toMatchObject({
    fields: "Women; male; participants",
    observed: "10; ; 30",
    expected: "; a number; ",
    suggested: "; ; 1 | 2",
  });
});

test("the list is cut, and refused rows and root causes stay", () => {
  const { text, listed } = written(csvReporter, [finding(), finding()], {
    maxFindings: 1,
    refused: [refusedRow],
    head: { rootCauses: [cause({})] },
  });
  expect(listed).toBe(1);
  expect(rowsOf(text).map(({ type, severity, ruleId }) => [type, severity, ruleId])).toEqual([
    ["finding", "error", "event-type-missing"],
    ["refused", "error", "row-too-short"],
    ["rootCause", "error", "column-unreadable"],
  ]);
});

function cause(more: Partial<RootCause>): RootCause {
  return {
    cause: "column-unreadable",
    severity: "error",
    field: "participants",
    file: "export.csv",
    events: 1,
    rules: [],
    message: "m",
    fix: "f",
    ...more,
  };
}
