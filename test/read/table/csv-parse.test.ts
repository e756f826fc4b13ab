import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTable } from "../../../src/read/table/index.ts";

async function read(text: string, chunk: number, delimiter: string): Promise<readonly (readonly string[])[]> {
  async function* cut(): AsyncGenerator<Uint8Array> {
    const bytes = Buffer.from(text, "utf8");
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const options = { delimiter, quote: '"', escape: '"', encoding: "utf-8", headerRows: 0, skipRows: 0 };
  const table = await readTable(cut(), options);
  const rows: (readonly string[])[] = [];
  for await (const { cells } of table.rows) rows.push(cells);
  return rows;
}

describe("cutting records natively", () => {
  it("gives what csv-parse gives, for any text that csv-parse accepts", async () => {
    const part = fc.constantFrom(
      "a",
      "b1",
      "é",
      " ",
      '"',
      '""',
      '"x"',
      '"x,y"',
      '"p\nq"',
      '"say ""so"""',
      "'",
      "\\",
    );
    const sign = fc.constantFrom(",", ",", ",", "\n", "\n", "\r\n", ";", "\t");
    const document = fc.array(fc.oneof(part, sign), { maxLength: 40 }).map((parts) =>
      // Rows below a blank line may be footnotes to us.
      parts.join("").replace(/\n(?:\r?\n)+/g, "\n"),
    );
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(
        document,
        fc.constantFrom(",", ";", "\t", ", "),
        fc.integer({ min: 1, max: 30 }),
        async (text, delimiter, chunk) => {
          let expected: string[][];
          try {
            expected = parse(text, {
              delimiter,
              record_delimiter: ["\r\n", "\n"],
              relax_column_count: true,
              skip_empty_lines: false,
            });
          } catch {
            return;
          }
          accepted += 1;
          // A blank line is one empty cell to csv-parse, and no row to us.
          const rows = expected.filter((row) => !(row.length === 1 && row[0] === ""));
          const ours = await read(text, chunk, delimiter);
          expect(ours.filter((row) => !(row.length === 1 && row[0] === ""))).toEqual(rows);
        },
      ),
      { numRuns: 1500 },
    );
    expect(accepted).toBeGreaterThan(200);
  });
});
