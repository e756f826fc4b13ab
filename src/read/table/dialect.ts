import { cellKind } from "./kinds.ts";
import { readLoosely } from "./recover.ts";
import { createScanner } from "./scan.ts";
import type { Format } from "./types.ts";

/** The format of a file, how sure it is, and how many cells its rows have. */
export interface FormatFound {
  readonly format: Format;
  readonly confidence: number;
  /** Whether no delimiter makes a table of the file; the format has one that does not occur then. */
  readonly oneColumn: boolean;
  /** The most frequent number of cells of a row. */
  readonly columns: number;
  readonly recordDelimiter: "\n" | "\r\n" | "\r";
  readonly mixedRecordDelimiters: boolean;
}

/** What the user told of the format. */
export interface FormatTold {
  readonly delimiter?: string | undefined;
  readonly quote?: string | null | undefined;
  readonly escape?: string | null | undefined;
}

/** Records that are looked at for each candidate. */
const SAMPLE_RECORDS = 300;
/** The usual delimiters, the most usual first: it wins where two read the file equally well. */
const DELIMITERS = [",", ";", "\t", "|"] as const;
/** Delimiters that occur in ordinary text and need a clearer case. */
const RARE_DELIMITERS = [":", "~", "^", "\u001f", " "] as const;

/** Kinds of values that have such signs in them: a column of times is no table apart by colons. */
const WHOLE_VALUES: ReadonlySet<string> = new Set(["date", "time", "link"]);

/** Stands for "none" where a file has one column: a NUL character makes a file binary, so none is in it. */
const ABSENT_DELIMITER = "\0";

interface BreakCounts {
  crlf: number;
  lf: number;
  cr: number;
}

function countBreaks(text: string, outsideQuotes: boolean): BreakCounts {
  const counts: BreakCounts = { crlf: 0, lf: 0, cr: 0 };
  let inside = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34 && outsideQuotes) inside = !inside;
    if (inside) continue;
    if (code === 10) counts.lf += 1;
    else if (code === 13) {
      if (text.charCodeAt(at + 1) === 10) {
        counts.crlf += 1;
        at += 1;
      } else counts.cr += 1;
    }
  }
  return counts;
}

/** Which line ends end a record. A CR alone does only where the file uses it so. */
export function findBreaks(
  text: string,
): Pick<FormatFound, "recordDelimiter" | "mixedRecordDelimiters"> & Pick<Format, "breaks"> {
  const strict = countBreaks(text, true);
  // With a stray quote the count outside quotes covers only a part of the text.
  const all = countBreaks(text, false);
  const counts = (strict.crlf + strict.lf + strict.cr) * 4 < all.crlf + all.lf + all.cr ? all : strict;
  const { crlf, lf, cr } = counts;
  const recordDelimiter = cr > crlf && cr > lf ? "\r" : crlf > lf ? "\r\n" : "\n";
  return {
    recordDelimiter,
    mixedRecordDelimiters: [crlf, lf, cr].filter((count) => count > 0).length > 1,
    breaks: cr > 0 && cr * 5 >= crlf + lf ? "any" : "lf",
  };
}

/** Cells of the first records, read loosely; blank lines left out. */
export function sampleRecords(text: string, format: Format, limit: number): (readonly string[])[] {
  const scanner = createScanner(format);
  const rows: (readonly string[])[] = [];
  for (let at = 0; at < text.length && rows.length < limit; ) {
    const result = scanner.scan(text, at, true);
    if (result === "record" && scanner.record.lines <= 200) {
      const { record } = scanner;
      if (record.textEnd > at)
        rows.push(
          record.cells ?? readLoosely(text.slice(at, record.textEnd), format).map((cell) => cell.text),
        );
      at = record.end;
      continue;
    }
    scanner.line(text, at, true);
    const { textEnd, end } = scanner.record;
    if (textEnd > at) rows.push(readLoosely(text.slice(at, textEnd), format).map((cell) => cell.text));
    at = end;
  }
  return rows;
}

/** The number of cells most rows have; of two equally frequent ones the first. */
export function usualWidth(all: readonly (readonly string[])[]): number {
  const rows = withoutRemarks(all);
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let width = 0;
  let most = 0;
  for (const [length, count] of counts) {
    if (count > most) {
      most = count;
      width = length;
    }
  }
  return width;
}

/** Rows without the one-cell rows above and below them: titles and footnotes. */
function withoutRemarks(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const from = rows.findIndex((row) => row.length > 1);
  const to = rows.findLastIndex((row) => row.length > 1) + 1;
  const kept = from === -1 ? [] : rows.slice(from, to);
  // A few lines with a comma in a text are no table.
  const wide = kept.filter((row) => row.length > 1).length;
  return wide >= 2 && kept.length * 7 >= rows.length && wide >= kept.length * 0.7 ? kept : rows;
}

/** How well rows hold together as a table: the same width all along, and cells that are something. */
function tableScore(all: readonly (readonly string[])[], delimiter: string): number {
  if (all.length === 0) return 0;
  const rows = withoutRemarks(all);
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let pattern = 0;
  for (const [width, count] of counts) {
    pattern += (count / rows.length) ** 2 * ((width - 1) / width);
  }
  let cells = 0;
  let value = 0;
  for (const row of rows) {
    if (row.length < 2) continue;
    for (const cell of row) {
      cells += 1;
      value += cellWorth(cell, delimiter);
    }
  }
  const share = 0.3 + (0.7 * rows.length) / all.length;
  return cells === 0 ? 0 : pattern * (value / cells) * share;
}

/** 1 for a cell that is clearly one value, less for text, least for text that looks like several cells. */
function cellWorth(cell: string, delimiter: string): number {
  const kind = cellKind(cell);
  if (kind !== "text") return 1;
  for (const other of DELIMITERS) {
    if (other === delimiter || !cell.includes(other)) continue;
    // A comma with a space behind it is punctuation; a tab or bar hardly ever is.
    if (other !== "," && other !== ";") return 0.3;
    if (cell.includes(`${other} `) ? cell.split(other).length > cell.split(`${other} `).length : true)
      return 0.4;
  }
  return cell.length > 0 && (cell.startsWith('"') || cell.endsWith('"')) ? 0.5 : 0.9;
}

/** Whether cells are quoted with `'`; with `"` otherwise, also where none is quoted at all. */
function findQuote(text: string, delimiters: readonly string[]): string {
  const boundary = (character: string | undefined): boolean =>
    character === undefined || character === "\n" || character === "\r" || delimiters.includes(character);
  const count = (quote: string): number => {
    let opens = 0;
    let closes = 0;
    for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) {
      const before = boundary(text[at - 1]) || (text[at - 1] === " " && boundary(text[at - 2]));
      const after = boundary(text[at + 1]);
      if (before && !after) opens += 1;
      else if (after && !before) closes += 1;
    }
    return Math.min(opens, closes);
  };
  const single = count("'");
  return single > 0 && single > count('"') ? "'" : '"';
}

/** How a quote within a quoted cell is marked: doubled, or by a backslash. */
function findEscape(text: string, quote: string, delimiter: string): string {
  const boundary = (at: number): boolean =>
    at < 0 ||
    at >= text.length ||
    text[at] === "\n" ||
    text[at] === "\r" ||
    text.startsWith(delimiter, at) ||
    (delimiter.length > 1 && text.startsWith(delimiter, at - delimiter.length + 1));
  let doubled = 0;
  let backslash = 0;
  for (let at = text.indexOf(quote); at !== -1; ) {
    let run = 1;
    while (text.startsWith(quote, at + run)) run += 1;
    const opens = boundary(at - 1);
    const closes = boundary(at + run);
    if (text[at - 1] === "\\") backslash += run === 1 || closes ? 1 : 0;
    else if (!opens && (closes ? run >= 3 && run % 2 === 1 : run % 2 === 0)) doubled += 1;
    at = text.indexOf(quote, at + run);
  }
  // Cells in '…' whose double quotes are all doubled: the quote was changed, the escape was not.
  const pairs = quote === '"' ? 0 : countPairs(text);
  if (pairs > backslash && pairs > doubled) return '"';
  return backslash > doubled ? "\\" : quote;
}

/** How many doubled double quotes there are; 0 where one is not doubled. */
function countPairs(text: string): number {
  let pairs = 0;
  for (let at = text.indexOf('"'); at !== -1; ) {
    let run = 1;
    while (text.startsWith('"', at + run)) run += 1;
    if (run % 2 === 1) return 0;
    pairs += 1;
    at = text.indexOf('"', at + run);
  }
  return pairs;
}

/** Whether each comma that separates has a space behind it, so that `, ` is what separates. */
function spaceFollows(text: string, format: Format): boolean {
  const rows = sampleRecords(text, { ...format, quote: null, escape: null }, SAMPLE_RECORDS);
  const wide = rows.filter((row) => row.length > 1);
  if (wide.length < 2) return false;
  const { quote } = format;
  let quotedBehind = 0;
  for (const row of wide) {
    for (const cell of row.slice(1)) {
      if (!cell.startsWith(" ")) return false;
      if (quote !== null && cell.startsWith(` ${quote}`)) quotedBehind += 1;
      else if (cell.startsWith("  ")) return false;
    }
  }
  return quotedBehind > 0 || wide.length === rows.length;
}

/** Finds delimiter, quote and escape from the head of the text. */
export function findFormat(head: string, told: FormatTold): FormatFound {
  const { breaks, recordDelimiter, mixedRecordDelimiters } = findBreaks(head);
  const candidates = told.delimiter === undefined ? [...DELIMITERS, ...RARE_DELIMITERS] : [told.delimiter];
  const quote =
    told.quote === undefined
      ? findQuote(head, told.delimiter === undefined ? [...DELIMITERS] : candidates)
      : told.quote;
  const escapeFor = (delimiter: string): string | null =>
    told.escape !== undefined ? told.escape : quote === null ? null : findEscape(head, quote, delimiter);

  let chosen:
    | { readonly format: Format; readonly score: number; readonly rows: readonly (readonly string[])[] }
    | undefined;
  let second = 0;
  for (const delimiter of candidates) {
    if (told.delimiter === undefined && !head.includes(delimiter)) continue;
    let format: Format = { delimiter, quote, escape: escapeFor(delimiter), breaks };
    const spaced: Format = { ...format, delimiter: `${delimiter} ` };
    if (
      told.delimiter === undefined &&
      (delimiter === "," || delimiter === ";") &&
      isSpaced(head, format, spaced)
    ) {
      format = { ...spaced, escape: escapeFor(spaced.delimiter) };
    }
    const rows = sampleRecords(head, format, SAMPLE_RECORDS);
    const rare = RARE_DELIMITERS.some((other) => other === delimiter);
    let score = tableScore(rows, delimiter);
    // Words are apart by spaces, times by colons: as delimiters they must make a table of three columns or more.
    if (rare && told.delimiter === undefined) {
      const values = rows.filter((row) => WHOLE_VALUES.has(cellKind(row.join(delimiter)))).length;
      if (values * 2 >= rows.length) score = 0;
      else
        score = delimiter === " " ? spacedScore(rows, head, format) : usualWidth(rows) < 3 ? 0 : score * 0.7;
    }
    if (rare && told.delimiter === undefined && score === 0) continue;
    if (chosen === undefined || score > chosen.score) {
      second = chosen?.score ?? 0;
      chosen = { format, score, rows };
    } else second = Math.max(second, score);
  }
  const weak = chosen === undefined || (chosen.score < 0.1 && usualWidth(chosen.rows) < 2);
  if (told.delimiter === undefined && (chosen === undefined || weak)) {
    return {
      format: { delimiter: ABSENT_DELIMITER, quote, escape: escapeFor(ABSENT_DELIMITER), breaks },
      confidence: chosen === undefined ? 0.8 : 0.5,
      oneColumn: true,
      columns: 1,
      recordDelimiter,
      mixedRecordDelimiters,
    };
  }
  if (chosen === undefined) throw new Error("a delimiter that was told is always tried");
  const { format, rows } = chosen;
  const sure =
    told.delimiter !== undefined
      ? 1
      : Math.min(1, chosen.score * 0.6 + ((chosen.score - second) / (chosen.score + 1e-9)) * 0.5);
  return {
    format,
    confidence: Math.round(Math.max(0, sure) * 100) / 100,
    oneColumn: false,
    columns: Math.max(1, format.delimiter === " " ? narrowWidth(rows) : usualWidth(rows)),
    recordDelimiter,
    mixedRecordDelimiters,
  };
}

/** Apart by spaces, text takes several parts: then the first row says how many columns there are. */
function narrowWidth(rows: readonly (readonly string[])[]): number {
  const first = rows[0]?.length ?? 1;
  return rows.every((row) => row.length >= first) ? first : usualWidth(rows);
}

/** Read with `, ` the rows hold together better, and no cell is left that starts with a delimiter. */
function isSpaced(head: string, plain: Format, spaced: Format): boolean {
  if (!head.includes(spaced.delimiter)) return false;
  if (spaceFollows(head, plain)) return true;
  const rows = sampleRecords(head, spaced, SAMPLE_RECORDS);
  const plainRows = sampleRecords(head, plain, SAMPLE_RECORDS);
  const width = usualWidth(rows);
  if (width < 2 || plain.quote === null || !head.includes(`${spaced.delimiter}${plain.quote}`)) return false;
  const share = rows.filter((row) => row.length === width).length / rows.length;
  const plainWidth = usualWidth(plainRows);
  const plainShare =
    plainRows.filter((row) => row.length === plainWidth).length / Math.max(1, plainRows.length);
  return share > 0.9 && share > plainShare;
}

/** Space as a delimiter: the first row tells the columns, and every row has at least as many parts. */
function spacedScore(rows: readonly (readonly string[])[], head: string, format: Format): number {
  const width = rows[0]?.length ?? 0;
  if (width < 3 || rows.length < 2) return 0;
  const enough = rows.filter((row) => row.length >= width).length / rows.length;
  if (enough < 0.95) return 0;
  // Ordinary text does not have the same kinds of values in the same places.
  let typed = 0;
  for (let column = 0; column < width; column += 1) {
    const body = rows.slice(1);
    const kinds = new Set(body.map((row) => cellKind(row[column] ?? "")));
    if (kinds.size === 1 && !kinds.has("text") && !kinds.has("word")) typed += 1;
  }
  const quoted = format.quote !== null && head.includes(` ${format.quote}`);
  return typed >= 2 || (typed >= 1 && quoted) ? 0.45 : 0;
}
