import { cellKind, cellShape } from "./kinds.ts";
import type { LooseCell } from "./recover.ts";

/** What the cells of one column look like in rows that have the usual width. */
interface ColumnProfile {
  readonly shapes: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
}

/** The columns of a table, by which a row of doubtful division is judged. */
export type TableProfile = readonly ColumnProfile[];

/** Shapes kept of one column; a column with more is free text, where any shape fits. */
const MAX_SHAPES = 40;

export function profileColumns(rows: readonly (readonly string[])[], width: number): TableProfile {
  const columns = Array.from({ length: Math.min(width, 2000) }, () => ({
    shapes: new Set<string>(),
    kinds: new Set<string>(),
  }));
  for (const row of rows) {
    if (row.length !== width) continue;
    columns.forEach((column, index) => {
      const cell = row[index] ?? "";
      column.kinds.add(cellKind(cell));
      if (column.shapes.size < MAX_SHAPES) column.shapes.add(cellShape(cell));
    });
  }
  return columns;
}

/** From 0 to 1: how well a cell fits into a column. */
function fitCell(cell: string, column: ColumnProfile | undefined): number {
  if (column === undefined) return 0;
  if (column.shapes.has(cellShape(cell))) return 1;
  const kind = cellKind(cell);
  if (kind === "word" || kind === "text") {
    return column.kinds.has("text") || column.kinds.has("word") ? 0.8 : 0;
  }
  return column.kinds.has(kind) ? 0.7 : 0;
}

/** From 0 to 1: how well a whole row fits. */
export function fitRow(cells: readonly string[], profile: TableProfile): number {
  if (cells.length === 0) return 0;
  let sum = 0;
  cells.forEach((cell, index) => {
    sum += fitCell(cell, profile[index]);
  });
  return sum / cells.length;
}

/**
 * How many values a row has in the places where the table only ever has values (numbers, dates); 0 where a
 * place that must have one has something else.
 */
export function countValuesOf(cells: readonly string[], profile: TableProfile): number {
  let values = 0;
  for (const [index, { kinds }] of profile.entries()) {
    if (kinds.size === 0 || kinds.has("word") || kinds.has("text")) continue;
    const kind = cellKind(cells[index] ?? "");
    if (!kinds.has(kind)) return 0;
    if (kind !== "empty") values += 1;
  }
  return values;
}

/**
 * Joins neighbouring unquoted parts of a row that was cut at each space, so that it has `width` cells: one
 * text took several parts, and the columns say which. `undefined` where there are too few parts.
 */
export function joinParts(
  parts: readonly LooseCell[],
  width: number,
  delimiter: string,
  profile: TableProfile,
): readonly string[] | undefined {
  const surplus = parts.length - width;
  if (surplus < 0 || width < 2 || parts.length > 2000) return undefined;
  const texts = parts.map((part) => part.text);
  if (surplus === 0) return texts;
  let best: readonly string[] | undefined;
  let bestFit = -1;
  for (let at = 0; at < width; at += 1) {
    const joined = parts.slice(at, at + surplus + 1);
    if (joined.some((part) => part.quoted)) continue;
    const cells = [
      ...texts.slice(0, at),
      joined.map((part) => part.text).join(delimiter),
      ...texts.slice(at + surplus + 1),
    ];
    const score = fitRow(cells, profile);
    if (score > bestFit) {
      best = cells;
      bestFit = score;
    }
  }
  return best;
}
