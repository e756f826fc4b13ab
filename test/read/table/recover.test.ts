import { describe, expect, it } from "vitest";
import { readAll } from "./helpers.ts";

/** A table whose rows hold a code, a day, a quoted text with commas and a link; row `at` is replaced. */
function withRow(at: number, row: string, delimiter = ","): string {
  const all = ["code", "day", "title", "text", "last"].join(delimiter);
  const rows = Array.from({ length: 12 }, (_, index) =>
    [
      `AB-${100 + index}`,
      `2024-01-${10 + index}`,
      "Plain title",
      `"A text, with ""commas"", no ${index}"`,
      "",
    ].join(delimiter),
  );
  rows[at] = row;
  return `${[all, ...rows].join("\n")}\n`;
}

describe("a stray quote", () => {
  it.each([
    ['"AB-1,2024-01-01,Plain,"x, y",z', ['"AB-1', "2024-01-01", "Plain", "x, y", "z"]],
    ['AB-1,"2024-01-01,Plain,"x, y",z', ["AB-1", '"2024-01-01', "Plain", "x, y", "z"]],
    ['AB-1,2024-01-01,""Plain, or not","x, y",z', ["AB-1", "2024-01-01", '"Plain, or not', "x, y", "z"]],
    ['AB-1,2024-01-01,Plain,""x, ""y""",z', ["AB-1", "2024-01-01", "Plain", '"x, "y"', "z"]],
    ['AB-1,2024-01-01,Plain,"x, y","', ["AB-1", "2024-01-01", "Plain", "x, y", '"']],
    ['AB-1,2024-01-01,12" pipe,"x, y",z', ["AB-1", "2024-01-01", '12" pipe', "x, y", "z"]],
    [
      'AB-1,2024-01-01,Plain,"the "new" way, now",z',
      ["AB-1", "2024-01-01", "Plain", 'the "new" way, now', "z"],
    ],
    ['AB-1,2024-01-01,Plain,"48"",z', ["AB-1", "2024-01-01", "Plain", '48"', "z"]],
    ['AB-1,2024-01-01, "Plain, or not" ,"x, y",z', ["AB-1", "2024-01-01", "Plain, or not", "x, y", "z"]],
    [
      'AB-1,2024-01-01,Plain,"two\nlines "here", and",z',
      ["AB-1", "2024-01-01", "Plain", 'two\nlines "here", and', "z"],
    ],
  ])("%j", async (row, cells) => {
    for (const at of [0, 5, 11]) {
      const table = await readAll(withRow(at, row));
      expect(table.rows).toHaveLength(12);
      expect(table.cells[at]).toEqual(cells);
      expect(table.cells.filter((one) => one.length !== 5)).toEqual([]);
    }
  });

  it("in the header", async () => {
    const table = await readAll('"id,"day",n\n1,"2024-01-01",2\n2,"2024-01-02",3\n');
    expect(table.header).toEqual(['"id', "day", "n"]);
    expect(table.counts["stray-quote"]).toBe(1);
  });

  it("two of them do not make one cell of the rows between", async () => {
    const text = 'id,size,n\n"1,5,2\n2,6,3\n3,7,4\n4,8,5"\n5,9,6\n';
    const table = await readAll(text);
    expect(table.cells).toHaveLength(5);
    expect(table.cells[0]).toEqual(['"1', "5", "2"]);
  });

  it("without a second one costs one row, not the rest of the file", async () => {
    const body = Array.from({ length: 5000 }, (_, index) => `${index},x,y`);
    body[10] = '10,"x,y';
    const table = await readAll(`a,b,c\n${body.join("\n")}\n`);
    expect(table.rows).toHaveLength(5000);
    expect(table.notes).toEqual([{ kind: "stray-quote", line: 12, lastLine: 12, records: 1 }]);
  });
});

describe("other ways to write cells", () => {
  it("a backslash before a quote is an escape, and text before anything else", async () => {
    const table = await readAll('a,b\n1,"say \\"so\\", C:\\temp"\n2,"x \\"y\\""\n');
    expect(table.dialect.escape).toBe("\\");
    expect(table.cells[0]).toEqual(["1", 'say "so", C:\\temp']);
  });

  it("single quotes, also where apostrophes are not escaped", async () => {
    const rows = Array.from({ length: 6 }, (_, index) => `${index},'Men's boots, no ${index}',x`);
    const table = await readAll(`id,what,n\n${rows.join("\n")}\n`);
    expect(table.dialect.quote).toBe("'");
    expect(table.cells[2]).toEqual(["2", "Men's boots, no 2", "x"]);
  });

  it("a comma and a space", async () => {
    const table = await readAll('id, what, n\n1, "a, b", \n2, c, 3\n');
    expect(table.dialect.delimiter).toBe(", ");
    expect(table.cells).toEqual([
      ["1", "a, b", ""],
      ["2", "c", "3"],
    ]);
  });

  it("one row apart by spaces, whose text has spaces too", async () => {
    const table = await readAll(withRow(4, 'AB-1 2024-01-01 Plain title "x, y" '));
    expect(table.cells[4]).toEqual(["AB-1", "2024-01-01", "Plain title", "x, y", ""]);
    expect(table.counts["other-delimiter"]).toBe(1);
  });

  it("a whole file apart by spaces", async () => {
    const rows = Array.from(
      { length: 8 },
      (_, index) => `AB-${index} 2024-01-0${index + 1} ${index % 2 ? "" : "Some more "}words "x y" `,
    );
    const table = await readAll(`code day title text last\n${rows.join("\n")}\n`);
    expect(table.dialect.delimiter).toBe(" ");
    expect(table.cells[0]).toEqual(["AB-0", "2024-01-01", "Some more words", "x y", ""]);
  });

  it("a well-formed row of another length stays as it is", async () => {
    const table = await readAll(withRow(3, 'AB-1,"x,y"\nAB-2,a,b,c,d,e,"f, g"'));
    expect(table.cells.slice(3, 5)).toEqual([
      ["AB-1", "x,y"],
      ["AB-2", "a", "b", "c", "d", "e", "f, g"],
    ]);
    expect(table.notes).toEqual([]);
  });
});
