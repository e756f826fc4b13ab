import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAll } from "./helpers.ts";

const lines = (...all: readonly string[]): string => `${all.join("\n")}\n`;

describe("what stands above a table", () => {
  it.each([
    ["a title and a blank line", ["Report on training", ""]],
    ["a title padded to the width", ["Report on training,,", ",,"]],
    ["names and values of the report", ["Title:,,", "Printed,,", ",,"]],
    ["a remark with commas", ["Note: provisional, may change", ""]],
    ["many remarks", Array.from({ length: 9 }, (_, index) => `Remark ${index}`)],
    ["comment lines", ["# made by a program", "# on a day"]],
  ])("%s is left out and listed", async (_, above) => {
    const table = await readAll(lines(...above, "code,name,count", "A1,Geneva,3", "A2,Nairobi,4"));
    expect(table.header).toEqual(["code", "name", "count"]);
    expect(table.cells).toEqual([
      ["A1", "Geneva", "3"],
      ["A2", "Nairobi", "4"],
    ]);
    expect(table.rows[0]?.line).toBe(above.length + 2);
    expect(table.dialect.headerLine).toBe(above.length + 1);
    expect(table.dialect.preamble).toHaveLength(above.length);
    expect(table.counts.preamble + table.counts.blank).toBe(above.length);
  });

  it("reads Excel's separator line", async () => {
    const table = await readAll(lines("sep=;", "a;b", "1,5;2"));
    expect(table.dialect.delimiter).toBe(";");
    expect(table.rows).toEqual([{ line: 3, cells: ["1,5", "2"] }]);
    expect(table.counts["separator-line"]).toBe(1);
  });

  it("leaves out as many lines as it is told, and then guesses nothing", async () => {
    const table = await readAll(lines('odd "quote', "title", "a,b", "1,2"), { skipRows: 2 });
    expect(table.header).toEqual(["a", "b"]);
    expect(table.rows).toEqual([{ line: 4, cells: ["1", "2"] }]);
  });
});

describe("header rows", () => {
  it("joins names that stand twice, column by column", async () => {
    const table = await readAll(lines("id,date", "id,date", "1,2024-01-01", "2,2024-01-02"));
    expect(table.header).toEqual(["id id", "date date"]);
    expect(table.dialect.headerRows).toBe(2);
  });

  it("joins a row of groups with the names below it, years among them", async () => {
    const table = await readAll(
      lines("Area,,Women,,Men,", "Code,Name,2019,2020,2019,2020", "A,Rome,1,2,3,4", "B,Bonn,1,2,3,4"),
    );
    expect(table.header).toEqual(["Area Code", "Name", "Women 2019", "2020", "Men 2019", "2020"]);
    expect(table.cells).toHaveLength(2);
  });

  it("may name only the first columns", async () => {
    const table = await readAll(lines("id,day,,,,", "1,2024-01-01,a,b,c,d", "2,2024-01-02,a,b,c,d"));
    expect(table.header).toEqual(["id", "day", "", "", "", ""]);
    expect(table.cells).toHaveLength(2);
  });

  it("never takes a first row of text for a header", async () => {
    const table = await readAll(
      lines("id,start,count", "none,unknown,tbd", "E1,2024-01-02,5", "E2,2024-01-02,6"),
    );
    expect(table.cells).toHaveLength(3);
  });

  it("takes the first row where no row names columns, and says that it doubts", async () => {
    const rows = ["1,2024-01-01,5", "2,2024-01-02,6", "3,2024-01-03,7"];
    const guessed = await readAll(lines(...rows));
    expect(guessed.header).toEqual(["1", "2024-01-01", "5"]);
    expect(guessed.dialect.headerConfidence).toBeLessThan(0.2);
    const told = await readAll(lines(...rows), { headerRows: 0 });
    expect(told.header).toEqual([]);
    expect(told.cells).toHaveLength(3);
  });

  it("keeps empty and equal names, and rows like the header where it may be data", async () => {
    const table = await readAll(lines(",name,,", "a,b,c,d", ",name,,"));
    expect(table.header).toEqual(["", "name", "", ""]);
    expect(table.cells).toHaveLength(2);
  });
});

describe("what stands below a table", () => {
  it("ends where the header comes again, with a column more or less, and says how many rows it left", async () => {
    for (const again of ["id,day,note", "id,day", "id,day,note,more"]) {
      const table = await readAll(
        lines("id,day,note", "1,2024-01-01,x", "2,2024-01-02,y", again, "7,8,9", "8,9,10"),
      );
      expect(table.cells).toHaveLength(2);
      expect(table.notes).toEqual([{ kind: "second-table", line: 4, lastLine: 6, records: 3 }]);
    }
  });

  it("ends at other names below a blank line", async () => {
    const table = await readAll(
      lines("id,day,n", "1,2024-01-01,4", "2,2024-01-02,4", "", "Product,Price", "pen,2", "ink,3"),
    );
    expect(table.cells).toHaveLength(2);
    expect(table.counts).toMatchObject({ blank: 1, "second-table": 3 });
  });

  it("leaves footnotes out, but not a short row that rows follow", async () => {
    const rows = [
      "id,day,n",
      "1,2024-01-01,4",
      "",
      "stray",
      "2,2024-01-02,4",
      "",
      "Source: the office",
      "* estimated",
    ];
    const table = await readAll(lines(...rows));
    expect(table.rows.map((row) => row.line)).toEqual([2, 4, 5]);
    expect(table.counts).toMatchObject({ blank: 2, footnote: 2 });
  });

  it("keeps a totals row, rows of empty cells and rows with one value", async () => {
    const table = await readAll(lines("id,day,n", "1,2024-01-01,4", ",,", "7,,", "Total,,4"));
    expect(table.cells).toEqual([
      ["1", "2024-01-01", "4"],
      ["", "", ""],
      ["7", "", ""],
      ["Total", "", "4"],
    ]);
  });
});

describe("small and odd files", () => {
  it.each([
    ["", [], 0],
    ["\ufeff", [], 0],
    ["\n\n", [], 0],
    ["name", ["name"], 0],
    ["a,b", ["a", "b"], 0],
    ["a,b\n1,2", ["a", "b"], 1],
    ["a,b\n\n\n1,2\n\n\n", ["a", "b"], 1],
  ])("%j", async (text, header, count) => {
    const table = await readAll(text);
    expect(table.header).toEqual(header);
    expect(table.cells).toHaveLength(count);
  });

  it("reads a file of one column whole lines at a time", async () => {
    const table = await readAll(
      lines("Note", "Hello, world", "Just text", "One, two, three", "Plain", "More text"),
    );
    expect(table.dialect.delimiter).toBeNull();
    expect(table.cells[2]).toEqual(["One, two, three"]);
  });

  it.each([
    ["time", "10:15:00"],
    ["moment", "2024-01-02 10:15:00"],
    ["link", "https://example.org/a:b"],
  ])("does not divide a column of values: %s", async (name, value) => {
    const table = await readAll(lines(name, value, value, value));
    expect(table.cells).toEqual([[value], [value], [value]]);
  });

  it("loses no line: each is header, row or note", async () => {
    const line = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.array(fc.constantFrom("a", "7", "2024-01-01", "", "b c"), {
          minLength: 1,
          maxLength: 5,
        }),
      },
      fc.constantFrom(["id", "day", "n"], ["Source: x"], []),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 25 }), async (records) => {
        const texts = records.map((cells) => cells.join(","));
        const table = await readAll(texts.map((text) => `${text}\n`).join(""));
        const { "stray-quote": _, "other-delimiter": __, "stray-bytes": ___, ...left } = table.counts;
        const leftOut = Object.values(left).reduce((sum, count) => sum + count, 0);
        expect(table.dialect.headerRows + table.rows.length + leftOut).toBe(records.length);
        for (const row of table.rows) expect(row.cells.join(",")).toBe(texts[row.line - 1]);
      }),
      { numRuns: 400 },
    );
  });

  it("reads the same however the bytes are cut, also what is broken", async () => {
    const part = fc.constantFrom(
      "a",
      "b1",
      "é",
      " ",
      '"',
      '""',
      '"x"',
      "'",
      "\\",
      ",",
      ",",
      ",",
      "\n",
      "\n",
      "\r\n",
      ";",
      "\r",
      "1,2,3\n",
      "id,day,n\n",
    );
    const document = fc.array(part, { maxLength: 60 }).map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(
        document,
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 }),
        async (text, sizes) => {
          const pick = ({ header, dialect, notes, rows }: Awaited<ReturnType<typeof readAll>>) => ({
            header,
            dialect,
            notes,
            rows,
          });
          expect(pick(await readAll(text, {}, sizes))).toEqual(pick(await readAll(text)));
        },
      ),
      { numRuns: 400 },
    );
  });
});
