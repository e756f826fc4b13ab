import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cellPlace } from "../../../src/read/table/cellPlace.ts";
import { openTableFor } from "../../../src/read/table/table.ts";
import type { BodyRow, Format } from "../../../src/read/table/types.ts";

/** A cell as some program may have written it. */
function written(cell: string, delimiter: string, always: boolean): string {
  return always || cell.includes('"') || cell.includes(delimiter) || /[\r\n]/.test(cell)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
}

/** The text from one place to another, by lines and columns alone. */
function cut(
  text: string,
  { line, column, endLine, endColumn }: NonNullable<ReturnType<typeof cellPlace>>,
): string {
  const ends = [0, ...[...text.matchAll(/\r\n|\n/g)].map((end) => end.index + end[0].length)];
  const at = (lineNumber: number, columnNumber: number) => (ends[lineNumber - 1] ?? 0) + columnNumber - 1;
  return text.slice(at(line, column), at(endLine, endColumn));
}

test("every cell is found in the file, by its lines and columns", async () => {
  const cell = fc.string({
    unit: fc.constantFrom("a", "é", "💥", '"', ",", ";", "\n", "\r\n", " "),
    maxLength: 5,
  });
  const row = fc.tuple(
    fc.integer({ min: 1, max: 999 }).map(String),
    cell.map((text) => `x${text}x`),
    cell.map((text) => `x${text}x`),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 3, maxLength: 8 }),
      fc.constantFrom(",", ";"),
      fc.constantFrom("\n", "\r\n"),
      fc.boolean(),
      fc.boolean(),
      async (rows, delimiter, end, always, mark) => {
        const lines = [["id", "one", "two"], ...rows].map((cells) =>
          cells.map((each) => written(each, delimiter, always)).join(delimiter),
        );
        const text = `${lines.join(end)}${end}`;
        async function* bytes() {
          yield Buffer.from((mark ? "\ufeff" : "") + text);
        }
        const table = await openTableFor(
          bytes(),
          { delimiter, quote: '"', escape: '"', headerRows: 1, encoding: "utf-8" },
          { known: () => [], isOther: () => false, keepText: true },
        );
        const found: string[][] = [];
        for await (const batch of table.batches)
          for (const each of batch)
            found.push(
              each.cells.map((_, index) => {
                const place = cellPlace(each, index, table.format);
                return place === undefined ? "none" : cut(text, place);
              }),
            );
        expect(found).toEqual(rows.map((cells) => cells.map((each) => written(each, delimiter, always))));
      },
    ),
    { seed: 7, numRuns: 150 },
  );
});

const csv: Format = { delimiter: ",", quote: '"', escape: '"', breaks: "lf" };
const row = (text: string, ...cells: readonly string[]): BodyRow => ({ line: 5, cells, text });

test.each<[string, BodyRow, number, Partial<Format>, object | undefined]>([
  ["the first", row("ab,c", "ab", "c"), 0, {}, { line: 5, column: 1, endLine: 5, endColumn: 3 }],
  ["an empty one at the end", row("ab,", "ab", ""), 1, {}, { line: 5, column: 4, endLine: 5, endColumn: 4 }],
  [
    "one without quotes in the format",
    row('"a",b', '"a"', "b"),
    1,
    { quote: null },
    { line: 5, column: 5, endLine: 5, endColumn: 6 },
  ],
  [
    "one behind an escape",
    row('"a\\"b",c', 'a"b', "c"),
    1,
    { escape: "\\" },
    { line: 5, column: 8, endLine: 5, endColumn: 9 },
  ],
  [
    "one behind an escaped escape",
    row('"a\\\\",c', "a\\", "c"),
    1,
    { escape: "\\" },
    { line: 5, column: 7, endLine: 5, endColumn: 8 },
  ],
  [
    "one behind two characters",
    row("a||b", "a", "b"),
    1,
    { delimiter: "||" },
    { line: 5, column: 4, endLine: 5, endColumn: 5 },
  ],
  [
    "one on the next line",
    row('"a\rb",c', "a\rb", "c"),
    1,
    { breaks: "any" },
    { line: 6, column: 4, endLine: 6, endColumn: 5 },
  ],
  ["none beyond the row", row("a,b", "a", "b"), 2, {}, undefined],
  ["none where the cells are others", row("a;b", "a", "b"), 0, {}, undefined],
  ["none where the text was mended", row('"a"x,b', "ax", "b"), 0, {}, undefined],
  ["none where a quote is never closed", row('"a,b', '"a', "b"), 0, {}, undefined],
  ["none without the text", { line: 5, cells: ["a"] }, 0, {}, undefined],
])("%s", (_, given, index, format, expected) => {
  expect(cellPlace(given, index, { ...csv, ...format })).toEqual(expected);
});

test("rows keep their text only where it is asked for", async () => {
  async function* bytes() {
    yield Buffer.from("id,one\n1,2\n");
  }
  const table = await openTableFor(bytes(), {}, { known: () => [], isOther: () => false });
  for await (const batch of table.batches) expect(batch).toEqual([{ line: 2, cells: ["1", "2"] }]);
});
