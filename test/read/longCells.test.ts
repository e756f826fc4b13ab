import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { fieldNames } from "../../src/events/fields.ts";
import { checkFiles } from "../../src/node/checkFiles.ts";

const folder = mkdtempSync(join(tmpdir(), "ems-dq-long-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const blanks = " ".repeat(100_000);
/** Texts on which an expression that steps back over blanks takes minutes. */
const long = [
  `1${blanks}2`,
  `x${blanks}%x`,
  `1${blanks}/${blanks}x`,
  `[${blanks}`,
  `Total${blanks}x`,
  `2024${blanks}-03`,
  `1.${blanks}x`,
  `a:${blanks}b:${blanks}`,
];

async function rowsOf(text: string): Promise<number> {
  const file = join(folder, "long.csv");
  writeFileSync(file, text);
  return (await checkFiles([file], { asOf: "2025-06-30" })).summary.rows;
}

test("a long cell is read in time, whatever its field", async () => {
  const others = fieldNames.filter((field) => field !== "eventId");
  const rows = long.map((cell, index) => [`E-${index}`, ...others.map(() => JSON.stringify(cell))].join(","));
  expect(await rowsOf(`eventId,${others.join(",")}\n${rows.join("\n")}\n`)).toBe(long.length);
});

test("a long identifier is", async () => {
  const rows = long.map((cell) => `${JSON.stringify(cell)},t`);
  expect(await rowsOf(`eventId,title\n${rows.join("\n")}\nE-1,t\n`)).toBe(long.length + 1);
});

test("a long header is", async () => {
  for (const header of long)
    expect(await rowsOf(`eventId,title,${JSON.stringify(header)}\nE-1,t,x\n`)).toBe(1);
});
