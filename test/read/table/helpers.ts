import { readTable, type TableOptions } from "../../../src/read/table/index.ts";

/** The bytes cut into pieces of the given sizes, over and over. */
async function* pieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

/** Reads all rows of a text or of bytes. */
export async function readAll(
  input: string | Uint8Array,
  options: TableOptions = {},
  sizes: readonly number[] = [1 << 20],
) {
  const bytes = typeof input === "string" ? Buffer.from(input, "utf8") : input;
  const table = await readTable(pieces(bytes, sizes), options);
  const rows: { line: number; cells: readonly string[] }[] = [];
  for await (const row of table.rows) rows.push(row);
  return { ...table, rows, cells: rows.map((row) => row.cells) };
}
