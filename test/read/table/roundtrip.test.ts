import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTable, type TableOptions } from "../../../src/read/table/index.ts";

interface Dialect {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly lineEnd: string;
  readonly lastLineEnd: boolean;
}

/** A table as csv rules write it: quotes where the text needs them, or everywhere. */
function write(rows: readonly (readonly string[])[], dialect: Dialect, quoteAll: boolean): string {
  const { delimiter, quote, escape: mark, lineEnd } = dialect;
  const needsQuotes = (text: string): boolean =>
    ["\r", "\n", quote, mark].some((sign) => text.includes(sign)) || text.includes(delimiter);
  const cell = (text: string): string => {
    if (!quoteAll && !needsQuotes(text)) return text;
    const marked = mark === quote ? text : text.replaceAll(mark, mark + mark);
    return quote + marked.replaceAll(quote, mark + quote) + quote;
  };
  const body = rows.map((row) => row.map(cell).join(delimiter)).join(lineEnd);
  return body + (dialect.lastLineEnd ? lineEnd : "");
}

async function read(bytes: Uint8Array, chunks: readonly number[], options: TableOptions) {
  function* cut(): Generator<Uint8Array> {
    let at = 0;
    for (let turn = 0; at < bytes.length; turn += 1) {
      const size = chunks[turn % chunks.length] ?? 1;
      yield bytes.subarray(at, at + size);
      at += size;
    }
  }
  const table = await readTable(Readable.from(cut()), options);
  const rows: { line: number; cells: readonly string[] }[] = [];
  for await (const row of table.rows) rows.push(row);
  return { ...table, rows };
}

function encode(text: string, encoding: string): Uint8Array {
  if (encoding === "utf-8") return Buffer.from(text, "utf8");
  if (encoding === "utf-8 with BOM") return Buffer.from(`\ufeff${text}`, "utf8");
  if (encoding === "windows-1252") return Buffer.from(text, "latin1");
  const little = Buffer.from(`\ufeff${text}`, "utf16le");
  return encoding === "utf-16le" ? little : little.swap16();
}

const text = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 8 }) },
  fc.string({
    unit: fc.constantFrom("a", "é", "7", " ", '"', "'", ",", ";", "\t", "|", "\n", "\r", "\\"),
    maxLength: 6,
  }),
  fc.constantFrom("", "2024-03-05", "12,5", "1 234", "EVT-01", "it's", 'say "so"', "two\nlines"),
);
// NUL makes a file binary, and what Windows-1252 lacks cannot be written in it.
const cellText = text.map((value) => value.replaceAll("\0", "").replace(/[^\n\r\t -~é]/g, "é"));

const tables = (minRows: number) =>
  fc.integer({ min: 2, max: 6 }).chain((width) =>
    fc
      .array(fc.array(cellText, { minLength: width, maxLength: width }), {
        minLength: minRows,
        maxLength: 12,
      })
      .map((rows) => [Array.from({ length: width }, (_, index) => `name${"abcdef"[index] ?? ""}`), ...rows]),
  );

const dialects: fc.Arbitrary<Dialect> = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  quote: fc.constant('"'),
  escape: fc.constantFrom('"', "\\"),
  lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  lastLineEnd: fc.boolean(),
});

describe("a well-formed table", () => {
  it("told its format, gives back exactly its cells, however the stream is cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        tables(0),
        dialects,
        fc.boolean(),
        fc.constantFrom("utf-8", "utf-8 with BOM", "windows-1252", "utf-16le", "utf-16be"),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
        async (rows, dialect, quoteAll, encoding, chunks) => {
          const { delimiter, quote, escape: mark } = dialect;
          const bytes = encode(write(rows, dialect, quoteAll), encoding);
          const table = await read(bytes, chunks, { delimiter, quote, escape: mark, headerRows: 1 });
          expect([table.header, ...table.rows.map((row) => row.cells)]).toEqual(rows);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("told nothing, gives back exactly its cells where they look like those of a table", async () => {
    const value = fc.oneof(
      fc.integer({ min: 0, max: 5000 }).map(String),
      fc.constantFrom("", "2024-03-05", "5-Mar-24", "12,5", "85%", "yes", "n/a", "https://example.org/a,b"),
      fc.constantFrom(
        "Genève",
        "Peer groups; tutoring",
        'The "new" way',
        "it's, well, so",
        "two\nlines",
        "C:\\temp",
        "-",
      ),
      fc.stringMatching(/^[A-Z]{2,4}-[0-9]{1,4}$/),
    );
    const table = fc
      .integer({ min: 2, max: 8 })
      .chain((width) =>
        fc
          .array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 0, maxLength: 30 })
          .map((rows) => [Array.from({ length: width }, (_, index) => `Column ${index + 1}`), ...rows]),
      );
    await fc.assert(
      fc.asyncProperty(
        table,
        dialects.map((dialect) => ({ ...dialect, escape: dialect.quote })),
        fc.boolean(),
        fc.constantFrom("utf-8", "utf-8 with BOM", "windows-1252", "utf-16le", "utf-16be"),
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 }),
        async (rows, dialect, quoteAll, encoding, chunks) => {
          const bytes = encode(write(rows, dialect, quoteAll), encoding);
          const table = await read(bytes, chunks, {});
          expect([table.header, ...table.rows.map((row) => row.cells)]).toEqual(rows);
          expect(table.dialect.delimiter).toBe(dialect.delimiter);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("keeps rows of another length as they are, with the line each starts on", async () => {
    const row = fc.array(fc.constantFrom("a", "12", "", "x y", "two\nlines", 'q"q'), {
      minLength: 2,
      maxLength: 7,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 15 }), async (rows) => {
        // Two rows of the header's length: what its columns are must be told by something.
        const all = [["one", "two", "three", "four"], ["a", "12", "x", "y"], ["b", "13", "x", "z"], ...rows];
        const dialect = { delimiter: ";", quote: '"', escape: '"', lineEnd: "\n", lastLineEnd: true };
        const table = await read(encode(write(all, dialect, false), "utf-8"), [7], {
          delimiter: ";",
          headerRows: 1,
        });
        let line = 2;
        const expected = all.slice(1).map((cells) => {
          const at = line;
          line += 1 + cells.filter((cell) => cell.includes("\n")).length;
          return { line: at, cells };
        });
        expect(table.rows).toEqual(expected);
      }),
    );
  });
});
