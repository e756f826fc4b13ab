import type { Format } from "./types.ts";

/** A row that csv rules cannot read, read by what most likely was meant. */
export interface Recovered {
  readonly cells: readonly string[];
  /** How odd the reading is: 0 is well formed. */
  readonly cost: number;
}

/** Above this many cells or steps a row is read plainly, so that a hostile line costs no more than its length. */
const MAX_WIDTH = 2000;
const MAX_STEPS = 60_000;

const LITERAL_QUOTE = 3;
const INNER_QUOTE = 1;
const INNER_BOUNDARY = 2;
/** The most that a row costs which has one quote that opens nothing. */
export const ONE_STRAY_QUOTE = LITERAL_QUOTE + INNER_QUOTE;

/** The text of a quoted cell with its escapes taken off, as csv-parse does it. */
export function unescapeCell(text: string, { quote, escape: mark }: Format): string {
  if (quote === null || mark === null || !text.includes(mark)) return text;
  if (mark === quote) return text.replaceAll(quote + quote, quote);
  let out = "";
  let from = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at)) {
    const next = text[at + 1];
    if (next === quote || next === mark) {
      out += text.slice(from, at) + next;
      from = at + 2;
      at = from;
    } else at += 1;
  }
  return out + text.slice(from);
}

/** A quote that can end a cell: a delimiter or the end comes behind it, perhaps after spaces. */
interface Closing {
  readonly at: number;
  /** Where the next cell starts, -1 at the end of the line. */
  readonly next: number;
  readonly spaces: number;
}

/** So many spaces may stand between a quote and a delimiter. */
const MAX_SPACES = 8;

function closings(line: string, { quote, delimiter }: Format): readonly Closing[] {
  const places: Closing[] = [];
  if (quote === null) return places;
  const skipSpaces = !delimiter.startsWith(" ");
  for (let at = line.indexOf(quote); at !== -1; at = line.indexOf(quote, at + 1)) {
    let behind = at + 1;
    while (skipSpaces && behind - at <= MAX_SPACES && line[behind] === " ") behind += 1;
    const spaces = behind - at - 1;
    if (behind === line.length) places.push({ at, next: -1, spaces });
    else if (line.startsWith(delimiter, behind)) places.push({ at, next: behind + delimiter.length, spaces });
  }
  return places;
}

/** Where the quote of a cell that starts at `at` opens it, perhaps after spaces; -1 where none does. */
function opening(line: string, at: number, { quote, delimiter }: Format): number {
  if (quote === null) return -1;
  let open = at;
  while (open - at < MAX_SPACES && line[open] === " " && !delimiter.includes(" ")) open += 1;
  return line.startsWith(quote, open) ? open : -1;
}

/** Index of the first place above `at`, in a rising list. */
function firstAbove(places: readonly Closing[], at: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.at ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How odd the text between two quotes is. */
function contentCost(content: string, { quote, escape: mark, delimiter }: Format): number {
  if (quote === null) return 0;
  let cost = 0;
  for (let at = content.indexOf(quote); at !== -1; ) {
    let run = 1;
    while (content.startsWith(quote, at + run)) run += 1;
    const escaped =
      mark === quote ? run % 2 === 0 : run === 1 && mark !== null && at > 0 && content[at - 1] === mark;
    if (!escaped) {
      cost += INNER_QUOTE;
      if (content.startsWith(delimiter, at + run)) cost += INNER_BOUNDARY;
      if (at > 0 && content.startsWith(delimiter, at - delimiter.length)) cost += INNER_BOUNDARY;
    }
    at = content.indexOf(quote, at + run);
  }
  return cost;
}

interface Step {
  readonly cost: number;
  readonly cell: string;
  /** Where the next cell starts, -1 at the end of the row. */
  readonly next: number;
}

/** All ways to read the cell that starts at `at`: as plain text, or quoted up to any quote that can end it. */
function steps(line: string, at: number, format: Format, ends: readonly Closing[], from: number): Step[] {
  const { quote, delimiter } = format;
  const width = delimiter.length;
  const found = line.indexOf(delimiter, at);
  const end = found === -1 ? line.length : found;
  const plain = line.slice(at, end);
  let cost = 0;
  if (quote !== null && plain.includes(quote)) {
    cost = plain.startsWith(quote) ? LITERAL_QUOTE : 0;
    cost += plain.split(quote).length - 1;
  }
  const all: Step[] = [];
  // Only a quoted cell may hold a line end.
  const broken = plain.includes("\n") || (format.breaks === "any" && plain.includes("\r"));
  if (!broken) all.push({ cost, cell: plain, next: found === -1 ? -1 : found + width });
  const open = opening(line, at, format);
  if (open !== -1) {
    for (let index = from; index < ends.length; index += 1) {
      const close = ends[index];
      if (close === undefined || close.at <= open) continue;
      const content = line.slice(open + 1, close.at);
      all.push({
        // Spaces outside the quotes are odd too, and no part of the cell.
        cost: contentCost(content, format) + (open > at ? 1 : 0) + (close.spaces > 0 ? 1 : 0),
        cell: unescapeCell(content, format),
        next: close.next,
      });
    }
  }
  return all;
}

/**
 * Reads the text of one record so that it has exactly `width` cells, in the least odd way; `undefined`
 * where no way gives that many. A quote that opens no cell is text, and stays in the cell.
 */
export function readToWidth(line: string, width: number, format: Format): Recovered | undefined {
  if (width > MAX_WIDTH || format.quote === null) return undefined;
  interface Best {
    readonly cost: number;
    readonly step: Step | undefined;
  }
  // best.get(at * (width + 1) + left): the cheapest way from `at` to the end with `left` cells.
  const best = new Map<number, Best>();
  const stepsAt = new Map<number, readonly Step[]>();
  const none: Best = { cost: Number.POSITIVE_INFINITY, step: undefined };
  // Cells are started from left to right, so all starts are known in one pass; costs are taken from the right.
  const starts: number[] = [0];
  const ends = closings(line, format);
  let work = 0;
  for (let index = 0; index < starts.length; index += 1) {
    const at = starts[index] ?? 0;
    if (stepsAt.has(at)) continue;
    const from = firstAbove(ends, at);
    if (opening(line, at, format) !== -1) work += (ends.length - from) * (line.length - at) * 0.01;
    if (work > MAX_STEPS) return undefined;
    const here = steps(line, at, format, ends, from);
    work += here.length * Math.min(width, starts.length + 1);
    if (work > MAX_STEPS) return undefined;
    stepsAt.set(at, here);
    for (const step of here) if (step.next !== -1 && !stepsAt.has(step.next)) starts.push(step.next);
  }
  const places = [...stepsAt.keys()].sort((a, b) => b - a);
  const lookUp = (at: number, left: number): Best =>
    at === -1
      ? left === 0
        ? { cost: 0, step: undefined }
        : none
      : (best.get(at * (width + 1) + left) ?? none);
  for (const at of places) {
    for (let left = 1; left <= width; left += 1) {
      let chosen = none;
      for (const step of stepsAt.get(at) ?? []) {
        const cost = step.cost + lookUp(step.next, left - 1).cost;
        if (cost < chosen.cost) chosen = { cost, step };
      }
      if (chosen.step !== undefined) best.set(at * (width + 1) + left, chosen);
    }
  }
  const cells: string[] = [];
  let at = 0;
  for (let left = width; left > 0; left -= 1) {
    const step = lookUp(at, left).step;
    if (step === undefined) return undefined;
    cells.push(step.cell);
    at = step.next;
  }
  return { cells, cost: lookUp(0, width).cost };
}

/** A cell of a line with whether it was quoted. */
export interface LooseCell {
  readonly text: string;
  readonly quoted: boolean;
}

/** Whether the run of quotes that ends at `close` is an even number, not counting the one that opens the cell. */
function isEven(line: string, close: number, open: number, quote: string): boolean {
  let run = 1;
  while (close - run > open && line.startsWith(quote, close - run)) run += 1;
  return run % 2 === 0;
}

/**
 * Reads one line without regard to its width: a quoted cell ends at the first quote before a delimiter or
 * the end; a quote that is never closed is text.
 */
export function readLoosely(line: string, format: Format): LooseCell[] {
  const { quote, delimiter } = format;
  const cells: LooseCell[] = [];
  const width = delimiter.length;
  const ends = closings(line, format);
  let nextEnd = 0;
  for (let at = 0; ; ) {
    let end = -1;
    if (quote !== null && line.startsWith(quote, at)) {
      while (nextEnd < ends.length && (ends[nextEnd]?.at ?? 0) <= at) nextEnd += 1;
      for (; nextEnd < ends.length; nextEnd += 1) {
        const close = ends[nextEnd];
        if (close === undefined || close.spaces > 0) continue;
        // `""` before a delimiter is an escaped quote where a later quote can still end the cell.
        const escaped =
          format.escape === quote &&
          nextEnd + 1 < ends.length &&
          line[close.at - 1] === quote &&
          isEven(line, close.at, at, quote);
        if (escaped) continue;
        end = close.at;
        break;
      }
    }
    if (end !== -1) {
      cells.push({ text: unescapeCell(line.slice(at + 1, end), format), quoted: true });
      if (end + 1 === line.length) return cells;
      at = end + 1 + width;
      continue;
    }
    const found = line.indexOf(delimiter, at);
    if (found === -1) {
      cells.push({ text: line.slice(at), quoted: false });
      return cells;
    }
    cells.push({ text: line.slice(at, found), quoted: false });
    at = found + width;
  }
}
