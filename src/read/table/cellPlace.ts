import { unescapeCell } from "./recover.ts";
import type { BodyRow, Format } from "./types.ts";

/** Lines and columns start at 1; the end is behind the last character. */
interface Bounds {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * Where a cell stands in the file, its quotes included; `undefined` where the row was mended, so that its text does not
 * tell.
 *
 * @param row With its text.
 */
export function cellPlace({ text, line, cells }: BodyRow, index: number, format: Format): Bounds | undefined {
  if (text === undefined || index >= cells.length) return undefined;
  const span = spansOf(text, cells.length, format)?.[index];
  if (span === undefined || span.content !== cells[index]) return undefined;
  const start = position(text, span.from, format);
  const end = position(text, span.to, format);
  return {
    line: line + start.lines,
    column: start.column,
    endLine: line + end.lines,
    endColumn: end.column,
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly content: string;
}

/** The cells of a well-formed record; `undefined` where there is another number of them. */
function spansOf(text: string, count: number, format: Format): readonly Span[] | undefined {
  const { delimiter, quote } = format;
  const spans: Span[] = [];
  let at = 0;
  for (;;) {
    const isQuoted = quote !== null && text.startsWith(quote, at);
    const close = isQuoted ? closingQuote(text, at + 1, quote, format.escape) : -1;
    if (isQuoted && close === -1) return undefined;
    const found = text.indexOf(delimiter, isQuoted ? close + 1 : at);
    const to = found === -1 ? text.length : found;
    if (isQuoted && to !== close + 1) return undefined;
    const content = isQuoted ? unescapeCell(text.slice(at + 1, close), format) : text.slice(at, to);
    spans.push({ from: at, to, content });
    if (found === -1) return spans.length === count ? spans : undefined;
    if (spans.length > count) return undefined;
    at = found + delimiter.length;
  }
}

/** Index of the quote that ends a cell; -1 where none does. */
function closingQuote(text: string, from: number, quote: string, mark: string | null): number {
  for (let at = from; at < text.length; at++) {
    if (mark !== null && text.startsWith(mark, at) && text.startsWith(quote, at + mark.length)) {
      at += mark.length;
    } else if (mark !== null && mark !== quote && text.startsWith(mark + mark, at)) {
      at += mark.length;
    } else if (text.startsWith(quote, at)) return at;
  }
  return -1;
}

/** How many line ends lie before a character, and its column in its line. */
function position(
  text: string,
  index: number,
  { breaks }: Format,
): { readonly lines: number; readonly column: number } {
  const before = text.slice(0, index);
  const ends = [...before.matchAll(breaks === "any" ? /\r\n|\n|\r/g : /\n/g)];
  const last = ends.at(-1);
  return { lines: ends.length, column: index - (last === undefined ? 0 : last.index + last[0].length) + 1 };
}
