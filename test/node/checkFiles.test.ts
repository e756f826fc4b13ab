import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkFiles, createFileCheck } from "../../src/node/checkFiles.ts";
import { reportSchema } from "../../src/report/schema.ts";

const folder = mkdtempSync(join(tmpdir(), "ems-dq-node-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, "export.csv");
writeFileSync(
  path,
  "Event ID,Unit,Status,Event type\nEMS-1,CWM,completed,\nEMS-2,CWM,completed,course\nEMS-3\nTotal,,,\n",
);
const options = { asOf: "2025-06-30", now: () => new Date("2025-06-30T10:00:00Z") };

test("gives the whole report", async () => {
  const report = await checkFiles([path], options);
  expect(reportSchema.parse(report)).toEqual(report);
  expect(report.summary).toMatchObject({ rows: 4, events: 2, refused: 2, leftOut: 0 });
  expect(report.run).toMatchObject({
    asOf: "2025-06-30",
    profile: "ems",
    startedAt: "2025-06-30T10:00:00.000Z",
    durationMs: 0,
    inputs: [{ file: path, rows: 4, refused: 2, dialect: { delimiter: ",", linesAboveHeader: 0 } }],
  });
  expect(report.refused.map(({ severity, code, line }) => [severity, code, line])).toEqual([
    ["error", "row-too-short", 4],
    ["info", "totals-row", 5],
  ]);
  expect(report.findings.map(({ ruleId }) => ruleId)).toContain("event-type-missing");
});

test("takes streams with a name", async () => {
  async function* bytes() {
    yield "Event ID,Status,Event type\n";
    yield "EMS-1,planned,\n";
  }
  const { findings } = await checkFiles([{ name: "upload", bytes: bytes() }], options);
  expect(findings[0]?.source).toEqual({ file: "upload", line: 2, row: 1 });
});

test("hands over what it finds as it is found, and waits for who takes it", async () => {
  const order: string[] = [];
  const check = createFileCheck([path], options);
  await check.run({
    finding: ({ ruleId }) => order.push(ruleId),
    refused: ({ code }) => order.push(code),
    listed: () => 0,
    opened: ({ file }) => order.push(file),
    progress: async ({ rows, bytes, totalBytes }) => {
      await Promise.resolve();
      order.push(`${rows} rows`);
      expect(bytes).toBe(totalBytes);
    },
  });
  expect(order[0]).toBe(path);
  expect(order.indexOf("row-too-short")).toBeLessThan(order.indexOf("4 rows"));
});

test("stops at the signal, before the first row too", async () => {
  const report = await checkFiles([path], { ...options, signal: AbortSignal.abort() });
  expect(report.run).toMatchObject({ stopped: "interrupted", inputs: [] });
});

test("no input is a mistake", async () => {
  await expect(checkFiles([], options)).rejects.toThrow("No file is named");
});
