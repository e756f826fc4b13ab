import { parse } from "@humanwhocodes/momoa";
import type { RawRow } from "./rawRow.ts";
import { utf8 } from "./utf8.ts";

/** A longer line is no event, and keeping it would fill the memory. */
const longestLine = 10 * 1024 * 1024;
/** Where a mistake stands is looked for in lines up to this length; it takes many times as long as parsing. */
const longestSearched = 100_000;
const lineEnd = 10;

/** Rows of a file with one JSON object a line, in lots. */
export async function* readNdjson(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly RawRow[]> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  let kept: Uint8Array[] = [];
  let keptLength = 0;
  const keep = (part: Uint8Array) => {
    keptLength += part.length;
    if (keptLength > longestLine) kept = [];
    else kept.push(part);
  };
  const finish = (): RawRow | undefined => {
    const row =
      keptLength > longestLine
        ? refused(line, "line-too-long", `The line is longer than ${longestLine / 1024 / 1024} MiB.`)
        : parseLine(Buffer.concat(kept), line, decoder);
    kept = [];
    keptLength = 0;
    line++;
    return row;
  };
  for await (const chunk of utf8(bytes)) {
    const rows: RawRow[] = [];
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(lineEnd, from);
      if (end === -1) break;
      keep(chunk.subarray(from, end));
      const row = finish();
      if (row !== undefined) rows.push(row);
      from = end + 1;
    }
    if (from < chunk.length) keep(chunk.subarray(from));
    if (rows.length > 0) yield rows;
  }
  const last = keptLength > 0 ? finish() : undefined;
  if (last !== undefined) yield [last];
}

function parseLine(
  bytes: Uint8Array,
  line: number,
  decoder: InstanceType<typeof TextDecoder>,
): RawRow | undefined {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return refused(line, "not-utf8", "The line is not UTF-8 text.");
  }
  if (text.trim() === "") return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The error's own message quotes the line, which may hold personal data.
    const column = columnOfMistake(text);
    return refused(
      line,
      "json-syntax",
      column === undefined
        ? "The line is not JSON."
        : `The line is not JSON: the mistake is at column ${column}.`,
    );
  }
  return rowOf(value, line);
}

/** An object as a row; anything else is none. */
export function rowOf(value: unknown, line: number): RawRow {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? { kind: "object", object: value, line }
    : refused(line, "json-not-object", "An event is a JSON object; this is another value.");
}

function refused(line: number, code: string, message: string): RawRow {
  return { kind: "refused", line, code, message };
}

function columnOfMistake(text: string): number | undefined {
  if (text.length > longestSearched) return undefined;
  try {
    parse(text);
    return undefined;
  } catch (error) {
    const column = error instanceof Error && "column" in error ? error.column : undefined;
    return typeof column === "number" ? column : undefined;
  }
}
