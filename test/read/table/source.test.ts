import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { DataQualityError } from "../../../src/errors.ts";
import { openTable, readTable } from "../../../src/read/table/index.ts";
import { readAll } from "./helpers.ts";

const folder = mkdtempSync(join(tmpdir(), "table-"));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

async function problemOf(reading: Promise<unknown>) {
  const error = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DataQualityError))
    throw new Error(`expected a DataQualityError, got ${String(error)}`);
  return error.problems[0];
}

async function drain(...args: Parameters<typeof readTable>): Promise<number> {
  let count = 0;
  const table = await readTable(...args);
  for await (const _ of table.rows) count += 1;
  return count;
}

function* repeated(text: string, times: number): Generator<Buffer> {
  const bytes = Buffer.from(text);
  for (let turn = 0; turn < times; turn += 1) yield bytes;
}

describe("where the bytes come from", () => {
  const text = "code;town\nA;Genève\nB;Zürich\n";
  const expected = [
    ["A", "Genève"],
    ["B", "Zürich"],
  ];

  it("a path, a file URL, gzip, a Node stream, a web stream, a stream of text", async () => {
    const path = write("plain.csv", text);
    const inputs = [
      path,
      pathToFileURL(path),
      write("packed.csv", gzipSync(text)),
      Readable.from([Buffer.from(text)]),
      Readable.from([text]),
      new Blob([text]).stream(),
    ];
    for (const input of inputs) {
      const table = await openTable(input);
      const rows: (readonly string[])[] = [];
      for await (const batch of table.batches) rows.push(...batch.map((row) => row.cells));
      expect(rows).toEqual(expected);
    }
  });

  it("gives rows once and says so when asked again", async () => {
    const table = await readTable(write("once.csv", text));
    for await (const _ of table.rows);
    expect((await problemOf(drainAgain(table.rows)))?.code).toBe("rows-already-read");
  });

  it("can be closed without being read", async () => {
    const table = await openTable(write("large.csv", "a,b\n".repeat(300_000)));
    await table.close();
    await table.close();
  });

  it.each([
    ["utf-8", Buffer.from(text), false],
    ["utf-8", Buffer.from(`\ufeff${text}`), true],
    ["utf-16le", Buffer.from(`\ufeff${text}`, "utf16le"), true],
    ["utf-16le", Buffer.from(text, "utf16le"), false],
    ["utf-16be", Buffer.from(`\ufeff${text}`, "utf16le").swap16(), true],
    ["utf-16be", Buffer.from(text, "utf16le").swap16(), false],
    ["windows-1252", Buffer.from(text, "latin1"), false],
  ])("finds %s", async (encoding, bytes, bom) => {
    const table = await readAll(bytes, {}, [3]);
    expect(table.cells).toEqual(expected);
    expect(table.dialect).toMatchObject({ encoding, bom });
  });

  it("reads Windows-1252 that shows only late, and says where", async () => {
    const bytes = Buffer.concat([
      Buffer.from("a;b\n"),
      ...repeated("xxxx;y\n", 60_000),
      Buffer.from("Genève;é\n", "latin1"),
    ]);
    const table = await readAll(bytes, {}, [50_000]);
    expect(table.cells.at(-1)).toEqual(["Genève", "é"]);
    expect(table.notes).toEqual([{ kind: "stray-bytes", line: 60_002, lastLine: 60_002, records: 1 }]);
    const problem = await problemOf(readAll(bytes, { encoding: "utf-8" }, [50_000]));
    expect(problem).toMatchObject({ code: "undecodable-bytes", line: 60_002 });
  });

  it("knows the quotes, dashes and the euro of Windows-1252", async () => {
    const bytes = Buffer.from("price;text\n\x80 5;\x93so\x94 \x96 it\x92s\n", "latin1");
    for (const options of [{}, { encoding: "windows-1252" }, { encoding: "latin1" }]) {
      expect((await readAll(bytes, options)).cells).toEqual([["€ 5", "“so” – it’s"]]);
    }
  });

  it("doubts Windows-1252 where its letters stand side by side", async () => {
    const french = await readAll(Buffer.from("ville;pays\nGenève;Suisse\nOrléans;France\n", "latin1"));
    expect(french.dialect.encodingConfidence).toBeGreaterThan(0.8);
    const other = await readAll(
      Buffer.from("a;b\n\xcc\xee\xf1\xea\xe2\xe0;\xd0\xee\xf1\xf1\xe8\xff\n", "latin1"),
    );
    expect(other.dialect.encodingConfidence).toBeLessThan(0.5);
    const told = await readAll(Buffer.from("a;b\n\xcc\xee\xf1\xea\xe2\xe0;x\n", "latin1"), {
      encoding: "windows-1251",
    });
    expect(told.cells).toEqual([["Москва", "x"]]);
  });

  it("mends single bytes of another encoding in UTF-8", async () => {
    const bytes = Buffer.concat([Buffer.from("a;b\nÉ;ü\nü;é\n"), Buffer.from("G\xe9;y\n", "latin1")]);
    const table = await readAll(bytes);
    expect(table.cells).toEqual([
      ["É", "ü"],
      ["ü", "é"],
      ["Gé", "y"],
    ]);
    expect(table.notes).toEqual([{ kind: "stray-bytes", line: 4, lastLine: 4, records: 1 }]);
  });
});

describe("what a person did wrong is told in one sentence", () => {
  it.each([
    ["file-not-found", () => join(folder, "missing.csv")],
    ["not-a-folder", () => join(write("file.csv", "a"), "below.csv")],
    ["is-a-directory", () => folder],
    [
      "symlink-loop",
      () => {
        symlinkSync(join(folder, "loop"), join(folder, "loop"));
        return join(folder, "loop");
      },
    ],
    ["bad-gzip", () => write("cut.gz", gzipSync("a,b\n".repeat(9999)).subarray(0, 60))],
    ["binary-file", () => write("book.xlsx", Buffer.from("PK\u0003\u0004\u0000\u0000\u0000\u0000"))],
    ["binary-file", () => write("nul.csv", "a,b\n1,\u00002\n")],
  ])("%s", async (code, path) => {
    const file = path();
    const problem = await problemOf(drain(file));
    expect(problem).toMatchObject({ code, file });
  });

  it.each([
    [{ delimeter: ";" }, "delimeter"],
    [{ encoding: "klingon" }, "encoding"],
    [{ delimiter: "" }, "delimiter"],
    [{ headerRows: -1 }, "headerRows"],
    [{ skipRows: 1.5 }, "skipRows"],
    [{ quote: "''" }, "quote"],
  ])("option %j", async (options, name) => {
    // Told by a program without types.
    const problem = await problemOf(Reflect.apply(readTable, undefined, [Readable.from([]), options]));
    expect(problem?.code).toBe("invalid-option");
    expect(problem?.message).toContain(name);
  });

  it("a line without end is refused, not read into memory", async () => {
    const problem = await problemOf(
      drain(Readable.from([...repeated("a,b\n", 1), ...repeated("x".repeat(65_536), 400)])),
    );
    expect(problem).toMatchObject({ code: "record-too-long", line: 2 });
  });

  it("a failing stream is an error with the name it was given", async () => {
    const failing = new Readable({
      read() {
        this.destroy(new Error("the line dropped"));
      },
    });
    expect(await problemOf(drain(failing, { name: "<stdin>" }))).toMatchObject({
      code: "not-readable",
      file: "<stdin>",
    });
  });
});

describe("size", () => {
  it("100,000 columns, well formed or not", async () => {
    const wide = (cell: string): string => Array.from({ length: 100_000 }, () => cell).join(",");
    const table = await readAll(`${wide("name")}\n${wide("1")}\n${wide('"x"y')}\n`);
    expect(table.cells.map((cells) => cells.length)).toEqual([100_000, 100_000]);
  });

  it("a quote that is never closed is looked after for a while, and rows go on", async () => {
    expect(
      await drain(
        Readable.from([
          Buffer.from('a,b,c\n1,"2,3\n'),
          ...repeated(`${"x".repeat(60)},y,z\n`.repeat(1000), 200),
        ]),
      ),
    ).toBe(200_001);
  });
});

async function drainAgain(rows: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of rows);
}
