import type { Notes } from "./notes.ts";
import { canHeadTable } from "./tables.ts";
import type { BodyRow } from "./types.ts";

/** More remarks than this below a table are rows. */
const MAX_FOOTNOTES = 200;

export interface BodyContext {
  readonly header: readonly string[];
  /** The usual number of cells. */
  readonly columns: number;
  readonly notes: Notes;
  /** Whether a row is the header once more. */
  isRepeat(cells: readonly string[]): boolean;
  /**
   * Whether a row is exactly the header once more, below which the table goes on. Where it is given, such rows and those
   * of a second table are given as rows as well.
   */
  readonly isSame?: ((cells: readonly string[]) => boolean) | undefined;
  /** Whether a row is known to be the header of another table. */
  readonly isOther?: ((cells: readonly string[]) => boolean) | undefined;
}

/** Divides the records below the header into rows and what is none. */
export interface Body {
  take(records: readonly BodyRow[]): readonly BodyRow[];
  /** Rows that are left when the file ends. */
  end(): readonly BodyRow[];
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
export function createBody({ header, columns, notes, isRepeat, isSame, isOther }: BodyContext): Body {
  let belowBlank = false;
  let secondTable = false;
  let footnotes: BodyRow[] = [];
  let otherHeader: BodyRow | undefined;

  const note = (kind: "blank" | "footnote" | "second-table", row: BodyRow): void => {
    notes.add(kind, row.line, row.line);
  };

  const foreign = (row: BodyRow, out: BodyRow[]): void => {
    note("second-table", row);
    if (isSame !== undefined) out.push({ ...row, isForeign: true });
  };
  const endFootnotes = (): void => {
    for (const one of footnotes) note("footnote", one);
    footnotes = [];
  };

  const takeOne = (row: BodyRow, out: BodyRow[]): void => {
    const { cells } = row;
    if (secondTable) {
      if (isSame?.(cells) === true) {
        secondTable = false;
        out.push(row);
      } else if (cells.length === 0) note("blank", row);
      else foreign(row, out);
      return;
    }
    if (otherHeader !== undefined) {
      if (cells.length === otherHeader.cells.length) {
        secondTable = true;
        endFootnotes();
        foreign(otherHeader, out);
        foreign(row, out);
        otherHeader = undefined;
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
      belowBlank = false;
      const same = isSame?.(cells) === true;
      const other = !same && (isRepeat(cells) || isOther?.(cells) === true);
      // What stands above another header is its title.
      if (same || other) endFootnotes();
      else if (footnotes.length > 0) {
        out.push(...footnotes);
        footnotes = [];
      }
      if (other) {
        secondTable = true;
        foreign(row, out);
      } else out.push(row);
    }
  };

  return {
    take(records) {
      const out: BodyRow[] = [];
      for (const row of records) takeOne(row, out);
      return out;
    },
    end() {
      if (otherHeader !== undefined) return [...footnotes, otherHeader];
      endFootnotes();
      return [];
    },
  };
}
