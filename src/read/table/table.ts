import { DataQualityError } from "../../errors.ts";
import { createBody } from "./body.ts";
import { profileColumns } from "./columns.ts";
import { createDecoder, findEncoding } from "./decode.ts";
import { findBreaks, findFormat, sampleRecords } from "./dialect.ts";
import { createNotes } from "./notes.ts";
import { parseTableOptions, type TableOptions } from "./options.ts";
import { createRecordReader } from "./records.ts";
import { openSource } from "./source.ts";
import { createRepeatTest, findTableStart, isRowOf, joinHeader, startAtKnown } from "./tables.ts";
import type {
  BatchedTable,
  BodyRow,
  ByteSource,
  Dialect,
  Format,
  Table,
  TableRow,
  TableWishes,
} from "./types.ts";

/** So much of the file is read before the first row is given; the dialect is found in it. */
const HEAD_BYTES = 256 * 1024;
/** So much of the head's text is tried with each candidate. */
const HEAD_CHARACTERS = 96 * 1024;
/** So many records are looked at for the header. */
const HEAD_RECORDS = 400;

/** Reads up to `size` bytes; what is left of the last chunk comes with them. */
async function readHead(
  bytes: AsyncGenerator<Uint8Array>,
  size: number,
): Promise<{ readonly head: Uint8Array; readonly left: Uint8Array; readonly ended: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < size) {
    const { done, value } = await bytes.next();
    if (done === true) return { head: Buffer.concat(chunks), left: new Uint8Array(0), ended: true };
    chunks.push(value);
    length += value.length;
  }
  const all = Buffer.concat(chunks);
  return { head: all.subarray(0, size), left: all.subarray(size), ended: false };
}

/** The text below its first `lines` lines, and how many lines there were to leave out. */
function skipLines(
  text: string,
  lines: number,
  breaks: "lf" | "any",
): { readonly text: string; readonly skipped: number } {
  let at = 0;
  let skipped = 0;
  while (skipped < lines && at < text.length) {
    const lf = text.indexOf("\n", at);
    const cr = breaks === "any" ? text.indexOf("\r", at) : -1;
    skipped += 1;
    if (lf === -1 && cr === -1) at = text.length;
    else at = cr !== -1 && (lf === -1 || cr < lf - 1) ? cr + 1 : lf + 1;
  }
  return { text: text.slice(at), skipped };
}

/** The text up to its last line end; all of it where it has none. */
function wholeLines(text: string): string {
  const end = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
  return end === -1 ? text : text.slice(0, end + 1);
}

/** The delimiter of Excel's first line `sep=;`. */
function separatorLine(text: string): { readonly delimiter: string; readonly length: number } | undefined {
  const match = /^"?sep=([^\r\n])"?(?:\r\n|\n|\r)/i.exec(text.slice(0, 20));
  return match?.[1] === undefined ? undefined : { delimiter: match[1], length: match[0].length };
}

/**
 * Opens a delimited text file for reading in bulk: the rows of {@link readTable} in lots.
 *
 * @example
 * ```ts
 * const table = await openTable("export.csv");
 * for await (const rows of table.batches) for (const { line, cells } of rows) handle(line, cells);
 * ```
 */
export async function openTable(
  input: string | URL | ByteSource,
  options?: TableOptions,
): Promise<BatchedTable> {
  const { format: _, ...table } = await openTableFor(input, options, undefined);
  return table;
}

/** A table for a reader that knows which columns it looks for. */
export interface KnownTable extends BatchedTable<BodyRow> {
  /** How its text is cut, for whoever looks for a cell in it. */
  readonly format: Format;
}

/** {@link openTable} for a reader that knows which columns it looks for. */
export async function openTableFor(
  input: string | URL | ByteSource,
  options: TableOptions | undefined,
  wishes: TableWishes | undefined,
): Promise<KnownTable> {
  const told = parseTableOptions(options);
  const file =
    told.name ?? (typeof input === "string" ? input : input instanceof URL ? input.href : "<stream>");
  const source = await openSource(input, file);
  try {
    return await readTableHead(source, told, file, wishes);
  } catch (error) {
    await source.close().catch(() => undefined);
    throw error;
  }
}

async function readTableHead(
  source: Awaited<ReturnType<typeof openSource>>,
  told: TableOptions,
  file: string,
  wishes: TableWishes | undefined,
): Promise<KnownTable> {
  const notes = createNotes();
  const { head, left, ended } = await readHead(source.bytes, HEAD_BYTES);
  const { encoding, bom, bomLength, confidence } = findEncoding(head, told.encoding);
  const decode = createDecoder({
    file,
    encoding,
    told: told.encoding !== undefined,
    onStrayBytes: (line) => notes.add("stray-bytes", line, line),
  });
  const headText = decode(head.subarray(bomLength), ended);

  const separator = told.skipRows === undefined ? separatorLine(headText) : undefined;
  if (separator !== undefined) notes.add("separator-line", 1, 1);
  const below = skipLines(
    headText,
    told.skipRows ?? (separator === undefined ? 0 : 1),
    findBreaks(headText).breaks,
  );
  if (below.skipped < (told.skipRows ?? 0) && !ended) {
    throw new DataQualityError([
      {
        code: "invalid-option",
        message: `Option "skipRows": the first ${told.skipRows} lines are longer than can be left out.`,
        file,
      },
    ]);
  }
  if (separator === undefined) {
    for (let line = 1; line <= below.skipped; line += 1) notes.add("preamble", line, line);
  }
  // The last line of a cut sample is half a row.
  const lookedAt =
    below.text.length <= HEAD_CHARACTERS && ended
      ? below.text
      : wholeLines(below.text.slice(0, HEAD_CHARACTERS));
  const found = findFormat(lookedAt, { ...told, delimiter: told.delimiter ?? separator?.delimiter });
  const { format } = found;
  // A first row longer than the sample does not tell how many cells it has.
  const whole = ended || /[\r\n]/.test(lookedAt);
  const usual = whole ? found.columns : 0;
  const widthSample = sampleRecords(lookedAt, format, HEAD_RECORDS);

  const reader = createRecordReader({
    file,
    format,
    width: usual,
    profile: profileColumns(widthSample.slice(1), usual),
    notes,
    firstLine: below.skipped + 1,
    keepText: wishes?.keepText === true,
  });

  async function* readBatches(): AsyncGenerator<BodyRow[]> {
    yield* reader.push(below.text, ended);
    if (ended) return;
    if (left.length > 0) yield* reader.push(decode(left, false), false);
    for await (const chunk of source.bytes) yield* reader.push(decode(chunk, false), false);
    yield* reader.push(decode(new Uint8Array(0), true), true);
  }

  const batches = readBatches();
  const first: BodyRow[] = [];
  while (first.length < HEAD_RECORDS) {
    const { done, value } = await batches.next();
    if (done === true) break;
    for (const row of value) first.push(row);
  }
  const looked = first.slice(0, HEAD_RECORDS);
  const likely = findTableStart(looked, usual, {
    headerRows: told.headerRows,
    skipped: told.skipRows !== undefined,
  });
  const start = wishes === undefined ? likely : startAtKnown(likely, looked, wishes.known);
  const headerRecords = first.slice(start.preamble, start.preamble + start.headerRows);
  const bodyFrom = start.preamble + headerRecords.length;
  const preamble = first.slice(0, start.preamble);
  for (const row of preamble) notes.add(row.cells.length === 0 ? "blank" : "preamble", row.line, row.line);
  const headerRows = headerRecords.map((row) => row.cells);
  const header = joinHeader(headerRows);
  const dialect: Dialect = {
    encoding,
    encodingConfidence: confidence,
    bom,
    compression: source.compression,
    delimiter: found.oneColumn ? null : format.delimiter,
    quote: format.quote,
    escape: format.escape,
    recordDelimiter: found.recordDelimiter,
    mixedRecordDelimiters: found.mixedRecordDelimiters,
    headerRows: headerRecords.length,
    headerLine: headerRecords[0]?.line ?? null,
    preamble,
    columns: start.columns,
    confidence: found.confidence,
    headerConfidence: start.headerConfidence,
  };

  const body = createBody({
    header,
    columns: start.columns,
    notes,
    isRepeat: createRepeatTest(headerRecords[0]?.cells ?? [], start, looked.slice(bodyFrom)),
    isSame: wishes === undefined ? undefined : (cells) => isRowOf(headerRows, cells),
    isOther: wishes?.isOther,
  });

  let taken = false;
  async function* bodyBatches(): AsyncGenerator<readonly BodyRow[]> {
    try {
      const early = body.take(first.splice(bodyFrom));
      if (early.length > 0) yield early;
      for await (const rows of batches) {
        const out = body.take(rows);
        if (out.length > 0) yield out;
      }
      const last = body.end();
      if (last.length > 0) yield last;
    } finally {
      await source.close().catch(() => undefined);
    }
  }
  return {
    header,
    headerRows,
    format,
    dialect,
    notes: notes.list,
    counts: notes.counts,
    batches: {
      [Symbol.asyncIterator]() {
        if (taken) {
          throw new DataQualityError([
            {
              code: "rows-already-read",
              message: "The rows of a table can be read once; open it again.",
              file,
            },
          ]);
        }
        taken = true;
        return bodyBatches();
      },
    },
    close: async () => {
      await batches.return(undefined);
      await source.close().catch(() => undefined);
    },
  };
}

/**
 * Reads any delimited text file. What is not told is found out from the head of the file and said in
 * `dialect`: encoding, delimiter, quote, escape, line ends, header rows. Cells are the file's text: nothing is
 * trimmed, converted, padded or cut. What is no row of the table (titles, blank lines, footnotes, a second
 * table) is listed in `notes`.
 *
 * @example
 * ```ts
 * const table = await readTable("export.csv");
 * console.log(table.header, table.dialect.delimiter, table.dialect.confidence);
 * for await (const { line, cells } of table.rows) console.log(line, cells);
 * ```
 */
export async function readTable(input: string | URL | ByteSource, options?: TableOptions): Promise<Table> {
  const { batches, ...head } = await openTable(input, options);
  async function* rows(): AsyncGenerator<TableRow> {
    for await (const batch of batches) yield* batch;
  }
  return {
    ...head,
    rows: {
      // The batches refuse to be read twice, so the rows do.
      [Symbol.asyncIterator]: () => rows(),
    },
  };
}
