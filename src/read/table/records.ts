import { parse } from "csv-parse/sync";
import { DataQualityError } from "../../errors.ts";
import { countValuesOf, fitRow, joinParts, type TableProfile } from "./columns.ts";
import type { Notes } from "./notes.ts";
import { ONE_STRAY_QUOTE, readLoosely, readToWidth } from "./recover.ts";
import { countLines, createScanner } from "./scan.ts";
import type { BodyRow, Format, NoteKind } from "./types.ts";

/** Longest record, in characters: more is no table but a mistake, and would fill the memory. */
const MAX_RECORD = 10 * 1024 * 1024;
/** How far a broken quoted cell is followed over line ends. */
const MAX_RECOVERED_LINES = 20;
const RECOVERY_WINDOW = 256 * 1024;
/** After so many broken rows that more lines did not mend, only single lines are tried. */
const MAX_FAILED_RECOVERIES = 200;

/** Rows given at once, so that a long stretch of text held back does not become one huge lot. */
const BATCH_ROWS = 2000;

/** Cells of a blank line. */
const BLANK: readonly string[] = [];

export interface RecordReaderContext {
  readonly file: string;
  readonly format: Format;
  /** The usual number of cells; 0 where it is not known. */
  readonly width: number;
  readonly profile: TableProfile;
  readonly notes: Notes;
  /** Line of the text's first character. */
  readonly firstLine: number;
  /** Whether rows keep their text. */
  readonly keepText: boolean;
}

/** Turns pieces of text into records; a record that is not whole yet waits for the next piece. */
export interface RecordReader {
  push(piece: string, final: boolean): Generator<BodyRow[]>;
}

/** csv-parse on whole records, one to one. */
function parseRecords(text: string, { breaks, ...marks }: Format): string[][] {
  return parse(text, {
    ...marks,
    record_delimiter: breaks === "any" ? ["\r\n", "\n", "\r"] : ["\r\n", "\n"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
  });
}

/** Puts the cells of records with escaped quotes into their rows: csv-parse reads all of them at once. */
function fillEscaped(
  rows: BodyRow[],
  places: readonly number[],
  texts: readonly string[],
  format: Format,
): void {
  if (places.length === 0) return;
  const parsed = parseRecords(texts.map((text) => `${text}\n`).join(""), format);
  if (parsed.length !== places.length) throw new Error("csv-parse found another number of records");
  places.forEach((place, nth) => {
    const row = rows[place];
    const cells = parsed[nth];
    if (row !== undefined && cells !== undefined) rows[place] = { ...row, cells };
  });
}

export function createRecordReader(context: RecordReaderContext): RecordReader {
  const { file, format, width, profile, notes, keepText } = context;
  const { delimiter } = format;
  const scanner = createScanner(format);
  const { record } = scanner;
  let rest: string[] = [];
  let restLength = 0;
  /** No need to look at the text again before it is this long. */
  let wanted = 0;
  let line = context.firstLine;
  let failedRecoveries = 0;

  const rowOf = (cells: readonly string[], text: string, from: number, to: number): BodyRow =>
    keepText ? { line, cells, text: text.slice(from, to) } : { line, cells };

  const tooLong = (): DataQualityError =>
    new DataQualityError([
      {
        code: "record-too-long",
        message: `A row is longer than ${MAX_RECORD / 1024 / 1024} million characters.`,
        file,
        line,
        hint: "Look for a quote that is never closed, or check that this is a text table.",
      },
    ]);

  /** The row in another delimiter than the rest of the table, or with spaces that may be text. */
  const readOtherwise = (text: string): readonly string[] | undefined => {
    if (width < 3 || text.length > RECOVERY_WINDOW) return undefined;
    for (const other of delimiter === " " ? [" "] : [";", ",", "\t", "|", " "]) {
      if (other !== " " && (other === delimiter || delimiter.startsWith(other))) continue;
      if (!text.includes(other)) continue;
      const parts = readLoosely(text, { ...format, delimiter: other });
      if (parts.length < width || (parts.length > width && other !== " ")) continue;
      const cells = joinParts(parts, width, other, profile);
      // A row of text has many spaces: only values that stand where they belong make it a row of the table.
      // Quoted cells apart by it are no text.
      if (cells === undefined) continue;
      const quoted = parts.filter((part) => part.quoted).length;
      if (quoted >= 2 && parts.length === width) return cells;
      const values = countValuesOf(cells, profile);
      if (values > 0 && values + quoted >= 2 && fitRow(cells, profile) >= 0.75) return cells;
    }
    return undefined;
  };

  interface Mended {
    readonly cells: readonly string[];
    readonly end: number;
    readonly lines: number;
    readonly kind: NoteKind;
  }

  /** The broken record at `at`; `undefined` where more text is needed to tell. */
  const mend = (text: string, at: number, final: boolean): Mended | undefined => {
    if (!scanner.line(text, at, final)) {
      if (text.length - at > MAX_RECORD) throw tooLong();
      return undefined;
    }
    const { textEnd, end } = record;
    const first = text.slice(at, textEnd);
    const one = width > 0 && first.length <= RECOVERY_WINDOW ? readToWidth(first, width, format) : undefined;
    if (one !== undefined) return { cells: one.cells, end, lines: 1, kind: "stray-quote" };
    const other = readOtherwise(first);
    if (other !== undefined) return { cells: other, end, lines: 1, kind: "other-delimiter" };
    if (width > 0 && failedRecoveries < MAX_FAILED_RECOVERIES) {
      let next = end;
      for (let lines = 2; lines <= MAX_RECOVERED_LINES; lines += 1) {
        if (next - at > RECOVERY_WINDOW || (final && next >= text.length)) break;
        if (!scanner.line(text, next, final)) {
          if (text.length - at <= RECOVERY_WINDOW) return undefined;
          break;
        }
        if (record.textEnd - at > RECOVERY_WINDOW) break;
        const more = readToWidth(text.slice(at, record.textEnd), width, format);
        next = record.end;
        if (more !== undefined) {
          const taken = countLines(text, at, record.textEnd, format) + 1;
          return { cells: more.cells, end: next, lines: taken, kind: "stray-quote" };
        }
      }
      failedRecoveries += 1;
    }
    return { cells: readLoosely(first, format).map((cell) => cell.text), end, lines: 1, kind: "stray-quote" };
  };

  /**
   * Whether a record over several lines is rather as many rows: the lines between its first and last are well
   * formed rows of the usual width, and those two are but for one quote.
   */
  const isManyRows = (text: string, at: number, textEnd: number): boolean => {
    if (textEnd - at > RECOVERY_WINDOW) return false;
    const lines = text.slice(at, textEnd).split(format.breaks === "any" ? /\r\n|\n|\r/ : /\r?\n/);
    return lines.every((one, index) => {
      const read = readToWidth(one, width, format);
      return (
        read !== undefined && read.cost <= (index === 0 || index === lines.length - 1 ? ONE_STRAY_QUOTE : 0)
      );
    });
  };

  return {
    *push(piece, final) {
      rest.push(piece);
      restLength += piece.length;
      if (!final && restLength < wanted) return;
      const text = rest.length === 1 ? piece : rest.join("");
      scanner.reset();
      let rows: BodyRow[] = [];
      let escapedAt: number[] = [];
      let escapedText: string[] = [];
      let at = 0;
      while (at < text.length) {
        if (rows.length >= BATCH_ROWS) {
          fillEscaped(rows, escapedAt, escapedText, format);
          yield rows;
          rows = [];
          escapedAt = [];
          escapedText = [];
        }
        let result = scanner.scan(text, at, final);
        if (result === "incomplete") {
          if (text.length - at <= MAX_RECORD) break;
          result = "malformed";
        }
        if (result === "record" && record.end - at > MAX_RECORD) result = "malformed";
        if (result === "record" && record.count !== width && width > 1) {
          const { textEnd, end, lines, count } = record;
          if (lines > 2) {
            // Two stray quotes that make one cell of all rows between them. (Two lines may be chance.)
            if (isManyRows(text, at, textEnd)) result = "malformed";
            else Object.assign(record, { textEnd, end, lines, count });
          } else if (lines === 1 && textEnd > at && (count === 1 || record.bareQuote || delimiter === " ")) {
            const alone = text.slice(at, textEnd);
            // Quotes with spaces around them make no quoted cell by csv rules.
            const spaced =
              record.bareQuote && textEnd - at <= RECOVERY_WINDOW
                ? readToWidth(alone, width, format)
                : undefined;
            if (spaced !== undefined) {
              notes.add("stray-quote", line, line);
              rows.push(rowOf(spaced.cells, text, at, textEnd));
              line += 1;
              at = end;
              continue;
            }
            const other = readOtherwise(alone);
            if (other !== undefined) {
              if (delimiter !== " ") notes.add("other-delimiter", line, line);
              rows.push(rowOf(other, text, at, textEnd));
              line += 1;
              at = end;
              continue;
            }
          }
        }
        if (result === "malformed") {
          const mended = mend(text, at, final);
          if (mended === undefined) break;
          notes.add(mended.kind, line, line + mended.lines - 1);
          rows.push(rowOf(mended.cells, text, at, mended.end));
          line += mended.lines;
          at = mended.end;
          continue;
        }
        if (record.textEnd === at) rows.push({ line, cells: BLANK });
        else if (record.cells !== undefined) rows.push(rowOf(record.cells, text, at, record.textEnd));
        else {
          escapedAt.push(rows.length);
          escapedText.push(text.slice(at, record.textEnd));
          rows.push(rowOf(BLANK, text, at, record.textEnd));
        }
        line += record.lines;
        at = record.end;
      }
      fillEscaped(rows, escapedAt, escapedText, format);
      const left = at === 0 ? text : text.slice(at);
      rest = left === "" ? [] : [left];
      restLength = left.length;
      // Looking again only when the text has doubled keeps the cost of a long record in proportion.
      wanted = Math.min(restLength * 2, MAX_RECORD + 1);
      if (rows.length > 0) yield rows;
    },
  };
}
