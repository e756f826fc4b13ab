import { usualWidth } from "./dialect.ts";
import { isValue, isYear } from "./kinds.ts";
import type { TableRow } from "./types.ts";

/** Where the table starts in the first records. */
export interface TableStart {
  /** Records above the header: titles, notes, blank rows. */
  readonly preamble: number;
  /** Records that make up the header. */
  readonly headerRows: number;
  /** From 0 to 1: how sure it is that the header is one. */
  readonly headerConfidence: number;
  /** Usual number of cells of a row. */
  readonly columns: number;
}

const MAX_HEADER_ROWS = 5;

const filled = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.trim() === "" ? 0 : 1), 0);

/** Whether the cells that hold something all stand at the left, as a title or a remark does. */
const leftPacked = (cells: readonly string[], count: number): boolean =>
  cells.slice(0, count).every((cell) => cell.trim() !== "");

/** A title, a remark or a blank row: far fewer cells than the table has columns, all at the left. */
function isPreamble(cells: readonly string[], columns: number): boolean {
  if (columns < 2) return cells.length === 0;
  const count = filled(cells);
  if (count === 0) return true;
  if (count >= columns) return false;
  if (cells.length === 1) return true;
  if (columns < 3) return false;
  return count <= Math.max(1, Math.floor(columns * 0.4)) && leftPacked(cells, count);
}

/** Columns that hold a value (a number, a date) in most of the rows, and which of them hold years. */
interface ValueColumns {
  readonly values: ReadonlySet<number>;
  readonly years: ReadonlySet<number>;
}

function valueColumns(rows: readonly TableRow[], columns: number): ValueColumns {
  const found = { values: new Set<number>(), years: new Set<number>() };
  const full = rows.filter((row) => row.cells.length > 0).slice(0, 200);
  for (let column = 0; column < Math.min(columns, 2000); column += 1) {
    let values = 0;
    let years = 0;
    let some = 0;
    for (const { cells } of full) {
      const cell = cells[column];
      if (cell === undefined || cell.trim() === "") continue;
      some += 1;
      if (isValue(cell)) values += 1;
      if (isYear(cell)) years += 1;
    }
    if (some > 0 && values / some > 0.7) found.values.add(column);
    if (some > 0 && years / some > 0.7) found.years.add(column);
  }
  return found;
}

/** Whether a cell cannot be the name of its column. A year can, above values that are none. */
const isNoName = (cell: string, column: number, { years }: ValueColumns): boolean =>
  isValue(cell) && !(isYear(cell) && !years.has(column));

const sameCells = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((cell, index) => cell === b[index]);

/**
 * Whether a row below the header belongs to it: the same names once more, or names below the gaps of a row
 * that groups columns. A first row of data is never taken for one: where columns hold values, it has them.
 */
function continuesHeader(header: readonly string[], row: readonly string[], found: ValueColumns): boolean {
  if (row.length < 2) return false;
  if (sameCells(header, row))
    return filled(header) > 0 && !header.some((cell, at) => isNoName(cell, at, found));
  const gaps = header.filter((cell, index) => cell.trim() === "" && (row[index] ?? "").trim() !== "").length;
  if (gaps < 2 || row.length !== header.length || found.values.size * 2 < row.length) return false;
  if (filled(row) < row.length * 0.6) return false;
  return [...found.values].every((column) => !isNoName(row[column] ?? "", column, found));
}

/** How sure it is that a row names columns: its cells are no values where the cells below are. */
function headerSureness(header: readonly string[], found: ValueColumns): number {
  if (header.length === 0) return 0;
  const { values } = found;
  const noNames = header.filter((cell, at) => isNoName(cell, at, found)).length;
  if (values.size === 0) return noNames > 0 ? 0.3 : 0.6;
  const named = [...values].filter((column) => {
    const cell = header[column] ?? "";
    return cell.trim() !== "" && !isNoName(cell, column, found);
  }).length;
  const sure = 0.1 + 0.9 * (named / values.size) - (noNames / header.length) * 0.3;
  return Math.round(Math.max(0.05, Math.min(1, sure)) * 100) / 100;
}

/**
 * Where the row below the remarks is data, the row above it may be the header after all: one that names only
 * its first columns.
 */
function backToHeader(records: readonly TableRow[], start: number, columns: number): number {
  const above = records[start - 1]?.cells ?? [];
  const here = records[start]?.cells ?? [];
  if (filled(above) < 2) return start;
  const found = valueColumns(records.slice(start), columns);
  const isData = [...found.values].some((column) => isNoName(here[column] ?? "", column, found));
  return isData && !above.some((cell, at) => isNoName(cell, at, found)) ? start - 1 : start;
}

/** Records of a block of remarks that a blank row divides from a table below it; 0 where there is none. */
function remarksAbove(records: readonly TableRow[], columns: number): number {
  const isBlank = (row: TableRow): boolean => filled(row.cells) === 0;
  const gap = records.slice(0, 40).findIndex(isBlank);
  if (gap < 1 || columns < 2) return 0;
  const isRemark = ({ cells }: TableRow): boolean =>
    filled(cells) <= 1 || (cells.length !== columns && filled(cells) < columns);
  const above = records.slice(0, gap);
  if (!above.every(isRemark)) return 0;
  // Three rows of one width are a table of their own.
  const widths = above.map((row) => row.cells.length).filter((width) => width > 1 && width !== columns);
  if (widths.some((width) => widths.filter((other) => other === width).length >= 3)) return 0;
  const below = records.slice(gap).findIndex((row) => !isBlank(row));
  const header = below === -1 ? undefined : records[gap + below]?.cells;
  if (header === undefined || header.length !== columns || filled(header) < columns * 0.8) return 0;
  const found = valueColumns(records.slice(gap + below + 1), columns);
  if (header.some((cell, at) => isNoName(cell, at, found))) return 0;
  return gap + below;
}

/** Finds header and preamble in the first records, as far as the user has not told them. */
export function findTableStart(
  records: readonly TableRow[],
  formatColumns: number,
  told: { readonly headerRows?: number | undefined; readonly skipped: boolean },
): TableStart {
  const filledRows = records.filter((row) => row.cells.length > 0);
  const columns =
    filledRows.length === 0
      ? 0
      : formatColumns > 0
        ? formatColumns
        : usualWidth(filledRows.map((row) => row.cells));
  let start = 0;
  while (start < records.length && (records[start]?.cells.length ?? 0) === 0) start += 1;
  const firstFilled = start;
  if (!told.skipped && told.headerRows !== 0) {
    while (start < records.length && isPreamble(records[start]?.cells ?? [], columns)) start += 1;
    start = backToHeader(records, start, columns);
    start += remarksAbove(records.slice(start), columns);
    // Nothing but remarks: then they are the table.
    if (start === records.length) start = firstFilled;
  }
  const header = records[start]?.cells;
  if (header === undefined) return { preamble: start, headerRows: 0, headerConfidence: 0, columns };
  if (told.headerRows !== undefined) {
    return { preamble: start, headerRows: told.headerRows, headerConfidence: 1, columns };
  }
  const body = records.slice(start + 1);
  const found = valueColumns(body, columns);
  let headerRows = 1;
  while (headerRows < MAX_HEADER_ROWS) {
    const row = records[start + headerRows];
    if (row === undefined) break;
    const above = records.slice(start, start + headerRows).map((one) => one.cells);
    if (
      !continuesHeader(joinHeader(above, true), row.cells, found) &&
      !continuesHeader(above[0] ?? [], row.cells, found)
    )
      break;
    headerRows += 1;
  }
  return { preamble: start, headerRows, headerConfidence: headerSureness(header, found), columns };
}

/** So many records are looked at for a header that names known columns. */
const KNOWN_WITHIN = 60;

/**
 * The start by what is known of the columns: moved down to the first row that names some, where the header that was found
 * names none (what looked like one was a title of several cells, or a row of groups); with a row more, where two rows
 * together name columns that one alone does not.
 */
export function startAtKnown(
  start: TableStart,
  records: readonly TableRow[],
  known: (rows: readonly (readonly string[])[]) => readonly string[],
): TableStart {
  const knownFrom = (at: number, count: number) =>
    known(records.slice(at, at + count).map((row) => row.cells));
  let { preamble, headerRows, headerConfidence } = start;
  if (headerRows === 0) return start;
  let names = knownFrom(preamble, headerRows);
  if (names.length === 0) {
    const below = records.slice(preamble + 1, preamble + KNOWN_WITHIN);
    const nth = below.findIndex((row) => known([row.cells]).length > 0);
    if (nth === -1) return start;
    const at = preamble + 1 + nth;
    const isBelowGroups = knownFrom(at - 1, 2).length > knownFrom(at, 1).length;
    preamble = isBelowGroups ? at - 1 : at;
    headerRows = isBelowGroups ? 2 : 1;
    headerConfidence = 1;
    names = knownFrom(preamble, headerRows);
  }
  while (headerRows < MAX_HEADER_ROWS) {
    const next = records[preamble + headerRows]?.cells ?? [];
    if (next.length === 0 || next.some(isValue)) break;
    const more = knownFrom(preamble, headerRows + 1);
    // One new name may be chance: a first row of data with `M` in a column without a name.
    const fresh = more.filter((name) => !names.includes(name)).length;
    if (more.length <= names.length || fresh < 2) break;
    names = more;
    headerRows += 1;
  }
  return { ...start, preamble, headerRows, headerConfidence };
}

/** Whether the cells are exactly those of one of the rows. */
export function isRowOf(rows: readonly (readonly string[])[], cells: readonly string[]): boolean {
  return rows.some((row) => sameCells(row, cells));
}

/** Header rows as one: the names of each column joined by a space. */
export function joinHeader(rows: readonly (readonly string[])[], onlyFirst = false): string[] {
  const [first] = rows;
  if (first === undefined) return [];
  if (rows.length === 1) return [...first];
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: width }, (_, column) => {
    const parts = rows.map((row) => row[column] ?? "").filter((name) => name.trim() !== "");
    return onlyFirst ? (parts[0] ?? "") : parts.join(" ");
  });
}

/** Whether a row below is the header once more, perhaps with a column more or less: a second table starts. */
export function createRepeatTest(
  headerRow: readonly string[],
  start: TableStart,
  below: readonly TableRow[],
): (cells: readonly string[]) => boolean {
  const names = filled(headerRow);
  // Where the first row may well be data, a row like it is one more of them.
  const found = valueColumns(below, start.columns);
  const isHeader =
    names >= 2 &&
    !headerRow.some((cell, at) => isNoName(cell, at, found)) &&
    start.headerConfidence > 0.6 &&
    found.values.size > 0;
  if (!isHeader) return () => false;
  const first = headerRow[0];
  const second = headerRow[1];
  return (cells) => {
    // Nearly all rows end here.
    if (cells[0] !== first || cells[1] !== second) return false;
    const shared = Math.min(cells.length, headerRow.length);
    if (shared < Math.max(2, headerRow.length * 0.6)) return false;
    for (let index = 0; index < shared; index += 1) if (cells[index] !== headerRow[index]) return false;
    return true;
  };
}

/** Whether a row below a blank line can head another table: names only, in another number than the header. */
export function canHeadTable(cells: readonly string[], header: readonly string[]): boolean {
  return (
    cells.length >= 2 &&
    header.length >= 2 &&
    cells.length !== header.length &&
    filled(cells) === cells.length &&
    !cells.some(isValue)
  );
}
