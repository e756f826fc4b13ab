import type { Notes } from "./notes.ts";
import { canHeadTable } from "./tables.ts";
import type { TableRow } from "./types.ts";

/** More remarks than this below a table are rows. */
const MAX_FOOTNOTES = 200;

export interface BodyContext {
  readonly header: readonly string[];
  /** The usual number of cells. */
  readonly columns: number;
  readonly notes: Notes;
  /** Whether a row is the header once more. */
  isRepeat(cells: readonly string[]): boolean;
}

/** Divides the records below the header into rows and what is none. */
export interface Body {
  take(records: readonly TableRow[]): readonly TableRow[];
  /** Rows that are left when the file ends. */
  end(): readonly TableRow[];
}

/** One cell, or the first of a row that holds nothing else. */
function isRemark(cells: readonly string[]): boolean {
  return cells[0] !== "" && cells.every((cell, index) => index === 0 || cell === "");
}

/**
 * The table ends where its header comes once more, or where, below a blank line, names in another number than
 * the header's are followed by a row of that length. Rows of one cell below a blank line are footnotes if nothing
 * else follows. Such rows wait until it is clear, and are rows where it is not: none is lost.
 */
export function createBody({ header, columns, notes, isRepeat }: BodyContext): Body {
  let belowBlank = false;
  let secondTable = false;
  let footnotes: TableRow[] = [];
  let otherHeader: TableRow | undefined;

  const note = (kind: "blank" | "footnote" | "second-table", row: TableRow): void => {
    notes.add(kind, row.line, row.line);
  };

  const takeOne = (row: TableRow, out: TableRow[]): void => {
    const { cells } = row;
    if (secondTable) {
      note(cells.length === 0 ? "blank" : "second-table", row);
      return;
    }
    if (otherHeader !== undefined) {
      if (cells.length === otherHeader.cells.length) {
        secondTable = true;
        for (const one of footnotes) note("footnote", one);
        footnotes = [];
        note("second-table", otherHeader);
        note("second-table", row);
        return;
      }
      out.push(...footnotes, otherHeader);
      footnotes = [];
      otherHeader = undefined;
    }
    if (cells.length === 0) {
      belowBlank = true;
      note("blank", row);
    } else if (belowBlank && columns >= 3 && isRemark(cells) && footnotes.length < MAX_FOOTNOTES) {
      footnotes.push(row);
    } else if (belowBlank && canHeadTable(cells, header)) {
      otherHeader = row;
      belowBlank = false;
    } else {
      if (footnotes.length > 0) {
        out.push(...footnotes);
        footnotes = [];
      }
      belowBlank = false;
      if (isRepeat(cells)) {
        secondTable = true;
        note("second-table", row);
      } else out.push(row);
    }
  };

  return {
    take(records) {
      const out: TableRow[] = [];
      for (const row of records) takeOne(row, out);
      return out;
    },
    end() {
      if (otherHeader !== undefined && !secondTable) return [...footnotes, otherHeader];
      for (const row of footnotes) note("footnote", row);
      return [];
    },
  };
}
