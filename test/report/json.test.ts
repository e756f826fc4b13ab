import { expect, test } from "vitest";
import { jsonReporter } from "../../src/report/json.ts";
import { ndjsonReporter } from "../../src/report/ndjson.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { finding, headOf, refusedRow, written } from "./sample.ts";

const nasty = finding({
  message: '<script>alert("x")</script>\u2028\n=1',
  eventId: "__proto__",
  severity: "info",
});

test.each([0, 1, 2])("JSON of %i findings is the report of the schema", (count) => {
  const findings = [finding(), nasty].slice(0, count);
  const { text } = written(jsonReporter, findings);
  const report = reportSchema.parse(JSON.parse(text));
  expect(report).toEqual({ ...headOf(findings), findings });
});

test("JSON has every key of the report", () => {
  const { text } = written(jsonReporter, [finding()]);
  const parsed = JSON.parse(text) as object;
  expect(Object.keys(parsed).sort()).toEqual(Object.keys(reportSchema.shape).sort());
});

test("JSON is written one finding at a time, each on its line", () => {
  const findings = Array.from({ length: 100 }, () => finding());
  const { text, pieces } = written(jsonReporter, findings);
  expect(pieces.length).toBeGreaterThan(100);
  expect(text.split("\n").filter((line) => line.startsWith('{"ruleId"'))).toHaveLength(100);
});

test("JSON and NDJSON are cut to the findings asked for", () => {
  const findings = [finding(), nasty, finding()];
  const json = written(jsonReporter, findings, { maxFindings: 2 });
  const report = reportSchema.parse(JSON.parse(json.text));
  expect(report.findings).toEqual(findings.slice(0, 2));
  expect(report.summary.findings).toMatchObject({ total: 3, listed: 2 });
  const lines = written(ndjsonReporter, findings, { maxFindings: 2 }).text.trimEnd().split("\n");
  expect(lines).toHaveLength(3);
});

test("NDJSON has one document a line, the summary last", () => {
  const { text } = written(ndjsonReporter, [nasty, finding()], { refused: [refusedRow] });
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(lines).toEqual([
    { type: "finding", ...nasty },
    { type: "finding", ...finding() },
    { type: "refused", ...refusedRow },
    { type: "summary", ...headOf([nasty, finding()]) },
  ]);
});
