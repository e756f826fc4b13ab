import { expect, test } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import { sourceOf } from "./source.ts";

test("refused rows are listed up to a bound, and all are counted", () => {
  const run = createChecker({ asOf: "2025-06-30" }).run();
  const source = run.source(sourceOf("export.csv"));
  for (let row = 1; row <= 1_001; row++)
    source.refuse({ line: row + 1, row, code: "row-too-short", message: "Too short.", severity: "error" });
  source.end();
  const { refused, summary } = run.finish({ listed: 0, durationMs: 0 });
  expect(refused.map(({ row }) => row)).toEqual(Array.from({ length: 1_000 }, (_, at) => at + 1));
  expect(summary).toMatchObject({ rows: 1_001, refused: 1_001, events: 0 });
});
