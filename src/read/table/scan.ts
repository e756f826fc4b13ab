import { unescapeCell } from "./recover.ts";
import type { Format } from "./types.ts";

/**
 * What a scan found:
 * `record`: a whole record; `incomplete`: the text ends in it; `malformed`: a quoted cell that does not end
 * before a delimiter or a line end, or never.
 */
type ScanResult = "record" | "incomplete" | "malformed";

/** The record a scan found last; one object is used again, since there is one for each row of a file. */
interface ScannedRecord {
  /** The cells, or `undefined` where text must be unescaped: csv-parse does that. */
  cells: string[] | undefined;
  /** How many cells there are. */
  count: number;
  /** Index of the record's line end. */
  textEnd: number;
  /** Index of the next record. */
  end: number;
  /** How many lines the record takes. */
  lines: number;
  /** Whether the line holds a quote at all. */
  quoted: boolean;
  /** Whether a quote stands within an unquoted cell; it is text then. */
  bareQuote: boolean;
}

export interface Scanner {
  readonly record: ScannedRecord;
  /** Scans the record at `at`. `final`: no text comes after this one. */
  scan(text: string, at: number, final: boolean): ScanResult;
  /** Finds the line at `at`: fills `textEnd` and `end`; false where its end is not in the text yet. */
  line(text: string, at: number, final: boolean): boolean;
  /** To be called when the text is replaced by another. */
  reset(): void;
}

/** How many line ends lie in the text from `from` to `to`. */
export function countLines(text: string, from: number, to: number, format: Format): number {
  let count = 0;
  if (format.breaks === "lf") {
    for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) count += 1;
    return count;
  }
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) count += 1;
  }
  return count;
}

/**
 * Finds the bounds of records, and cuts the plain ones: cells without an escaped quote are slices of the
 * text. (csv-parse gives the same, see the property test; cutting here saves most of its time.)
 */
export function createScanner(format: Format): Scanner {
  const { delimiter, quote, escape: mark, breaks } = format;
  const width = delimiter.length;
  const record: ScannedRecord = {
    cells: undefined,
    count: 0,
    textEnd: 0,
    end: 0,
    lines: 1,
    quoted: false,
    bareQuote: false,
  };
  // Where the next of each character is, looked up once and not for every row.
  let nextQuote = -2;
  let nextLf = -2;
  let nextCr = -2;

  const find = (text: string, character: string, at: number): number => {
    const found = text.indexOf(character, at);
    return found === -1 ? Number.POSITIVE_INFINITY : found;
  };

  const line = (text: string, at: number, final: boolean): boolean => {
    if (nextLf < at) nextLf = find(text, "\n", at);
    if (breaks === "lf") {
      if (nextLf === Number.POSITIVE_INFINITY) {
        record.textEnd = text.length;
        record.end = text.length;
        return final;
      }
      record.end = nextLf + 1;
      record.textEnd = nextLf > at && text.charCodeAt(nextLf - 1) === 13 ? nextLf - 1 : nextLf;
      return true;
    }
    if (nextCr < at) nextCr = find(text, "\r", at);
    const end = Math.min(nextLf, nextCr);
    if (end === Number.POSITIVE_INFINITY) {
      record.textEnd = text.length;
      record.end = text.length;
      return final;
    }
    record.textEnd = end;
    // A CR at the end of the text may be half of a CRLF.
    if (end === nextCr && end + 1 === text.length && !final) return false;
    record.end = end === nextCr && nextLf === end + 1 ? end + 2 : end + 1;
    return true;
  };

  /** Index behind the line end at `at`; -1 where there is none; -2 where the text ends too early to know. */
  const breakAt = (text: string, at: number, final: boolean): number => {
    if (at >= text.length) return final ? at : -2;
    const code = text.charCodeAt(at);
    if (code === 10) return at + 1;
    if (code !== 13) return -1;
    if (at + 1 >= text.length) return final ? at + 1 : -2;
    if (text.charCodeAt(at + 1) === 10) return at + 2;
    return breaks === "any" ? at + 1 : -1;
  };

  const scanQuoted = (text: string, start: number, final: boolean, quoteText: string): ScanResult => {
    const cells: string[] = [];
    let at = start;
    let escaped = false;
    record.bareQuote = false;
    record.lines = 1;
    for (;;) {
      if (text.startsWith(quoteText, at)) {
        let from = at + 1;
        let close: number;
        for (;;) {
          close = text.indexOf(quoteText, from);
          if (close === -1) return final ? "malformed" : "incomplete";
          if (mark === quoteText) {
            if (close + 1 >= text.length && !final) return "incomplete";
            if (text.startsWith(quoteText, close + 1)) {
              escaped = true;
              from = close + 2;
              continue;
            }
          } else if (mark !== null) {
            // An escape that is itself escaped does not escape the quote.
            let marks = 0;
            while (close - marks > at + 1 && text.startsWith(mark, close - marks - 1)) marks += 1;
            if (marks % 2 === 1) {
              from = close + 1;
              continue;
            }
          }
          break;
        }
        if (mark !== null && mark !== quoteText && !escaped) {
          const found = text.indexOf(mark, at + 1);
          if (found !== -1 && found < close) escaped = true;
        }
        cells.push(text.slice(at + 1, close));
        const after = close + 1;
        const next = breakAt(text, after, final);
        if (next === -2) return "incomplete";
        if (next >= 0) {
          record.textEnd = Math.min(after, text.length);
          record.end = next;
          break;
        }
        if (text.startsWith(delimiter, after)) {
          at = after + width;
          continue;
        }
        // Half of a delimiter of two characters at the end of the text.
        if (!final && after + width > text.length) return "incomplete";
        return "malformed";
      }
      if (!line(text, at, final)) return "incomplete";
      const { textEnd } = record;
      const found = text.indexOf(delimiter, at);
      const cellEnd = found === -1 || found + width > textEnd ? textEnd : found;
      if (nextQuote < at) nextQuote = find(text, quoteText, at);
      if (nextQuote < cellEnd) record.bareQuote = true;
      cells.push(text.slice(at, cellEnd));
      if (cellEnd === textEnd) break;
      at = cellEnd + width;
    }
    record.count = cells.length;
    if (!escaped) record.cells = cells;
    // csv-parse takes an escape that is not the quote away before any character; only before a quote or
    // another escape is it one, and the file's text otherwise (`C:\\temp`).
    else record.cells = mark === quoteText ? undefined : cells.map((cell) => unescapeCell(cell, format));
    const { textEnd } = record;
    if (escaped || text.indexOf(breaks === "lf" ? "\n" : "\r", start) < textEnd || breaks === "any") {
      record.lines = 1 + countLines(text, start, textEnd, format);
    }
    return "record";
  };

  return {
    record,
    line,
    scan(text, at, final) {
      const ended = line(text, at, final);
      if (quote !== null) {
        if (nextQuote < at) nextQuote = find(text, quote, at);
        if (nextQuote < record.textEnd) {
          record.quoted = true;
          return scanQuoted(text, at, final, quote);
        }
      }
      if (!ended) return "incomplete";
      record.quoted = false;
      record.bareQuote = false;
      record.lines = 1;
      record.cells = text.slice(at, record.textEnd).split(delimiter);
      record.count = record.cells.length;
      return "record";
    },
    reset() {
      nextQuote = -2;
      nextLf = -2;
      nextCr = -2;
    },
  };
}
