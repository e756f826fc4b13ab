/** How the text of a file is cut into records and cells. */
export interface Format {
  /** One or two characters between two cells. */
  readonly delimiter: string;
  /** The character around a cell, `null` where cells are never quoted. */
  readonly quote: string | null;
  /** The character before a quote that belongs to the text; `null` where such quotes are not marked. */
  readonly escape: string | null;
  /** `lf`: a record ends at LF or CRLF. `any`: also at a CR alone. */
  readonly breaks: "lf" | "any";
}

/** One record of the table: the cells exactly as the file has them, never padded, never cut. */
export interface TableRow {
  /** Physical line of the file where the row starts; the first line is 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** What the reader found out (or was told) about the file. */
export interface Dialect {
  /** WHATWG name: `utf-8`, `utf-16le`, `windows-1252`. */
  readonly encoding: string;
  /** From 0 to 1: how sure the encoding is. Low where the bytes may be of another 8-bit encoding: ask for it. */
  readonly encodingConfidence: number;
  /** Whether the file starts with a byte order mark. */
  readonly bom: boolean;
  /** Whether the file is compressed; it is read as if it were not. */
  readonly compression: "gzip" | null;
  /** `null` where the file has one column: then no character divides a line. */
  readonly delimiter: string | null;
  readonly quote: string | null;
  readonly escape: string | null;
  /** The most frequent line end of the file's head. */
  readonly recordDelimiter: "\n" | "\r\n" | "\r";
  /** Whether the head has more than one kind of line end. */
  readonly mixedRecordDelimiters: boolean;
  /** How many records were joined into the header; 0 where it was told that there is none. */
  readonly headerRows: number;
  /** Line of the first header record, `null` without one. */
  readonly headerLine: number | null;
  /** What stood above the header: titles, notes, blank rows. */
  readonly preamble: readonly TableRow[];
  /** How many cells most rows of the head have. */
  readonly columns: number;
  /**
   * From 0 to 1: how sure the format (delimiter and quote) is. 1 where it was told. A caller may ask
   * the user below about 0.5.
   */
  readonly confidence: number;
  /**
   * From 0 to 1: how sure it is that the header is one and not the first row of a file without a header.
   * Low where the header's cells look like the cells below it.
   */
  readonly headerConfidence: number;
}

/**
 * Why lines of the file are not among the rows (`preamble` … `second-table`), or what was mended in a
 * row that is (`stray-quote` …).
 */
export type NoteKind =
  | "separator-line"
  | "preamble"
  | "blank"
  | "footnote"
  | "second-table"
  | "stray-quote"
  | "other-delimiter"
  | "stray-bytes";

/** One stretch of lines that was left out or mended. */
export interface TableNote {
  readonly kind: NoteKind;
  readonly line: number;
  /** Last line of the stretch. */
  readonly lastLine: number;
  /** Records in the stretch. */
  readonly records: number;
}

/** A table that is being read. */
export interface TableHead {
  /** Names of the columns as the file has them; empty for an empty file or with `headerRows: 0`. */
  readonly header: readonly string[];
  /** The records that were joined into the header, as the file has them. */
  readonly headerRows: readonly (readonly string[])[];
  readonly dialect: Dialect;
  /**
   * Lines that are not among the rows, and rows that were mended, in the order in which it became clear. Grows
   * while rows are read and is complete at their end. Holds the first {@link NOTES_KEPT} stretches;
   * {@link TableHead.counts} counts all: every record of the file is in the header, a row, or counted as
   * `separator-line`, `preamble`, `blank`, `footnote` or `second-table`.
   */
  readonly notes: readonly TableNote[];
  /** Records of each kind of note, counted to the end. */
  readonly counts: Readonly<Record<NoteKind, number>>;
  /** Frees the file when the rows are not read to their end. Safe to call at any time. */
  close(): Promise<void>;
}

/** How many stretches {@link TableHead.notes} keeps, so that a file of blank lines does not fill the memory. */
export const NOTES_KEPT = 1000;

/** Rows one by one. */
export interface Table extends TableHead {
  readonly rows: AsyncIterable<TableRow>;
}

/** A row that is given although the table ended above it. */
export interface BodyRow extends TableRow {
  /** The row is one of a second table. */
  readonly isForeign?: true;
  /** The row as it stands in the file, where {@link TableWishes.keepText} asks for it. */
  readonly text?: string;
}

/** What a reader of known columns asks beyond a plain table. Every row below the header is then given. */
export interface TableWishes {
  /**
   * Which of the columns that are looked for rows name, taken together as header rows; none where they do not name those
   * that are needed. Rows that name none are no header, and a row that names more belongs to it.
   */
  readonly known: (rows: readonly (readonly string[])[]) => readonly string[];
  /** Whether a row below the header names the columns of another table. */
  readonly isOther: (cells: readonly string[]) => boolean;
  /** Whether rows keep their text, to tell where a cell stands. */
  readonly keepText?: boolean;
}

/** The same rows in lots, for reading in bulk without the cost of one promise a row. */
export interface BatchedTable<Row extends TableRow = TableRow> extends TableHead {
  readonly batches: AsyncIterable<readonly Row[]>;
}

/** Anything that gives bytes: a Node stream, a web stream, an async generator. */
export type ByteSource = AsyncIterable<Uint8Array | string>;
