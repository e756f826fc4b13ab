import type { CellPlace } from "../events/cells/place.ts";
import type { FieldName } from "../events/fields.ts";
import type { EventRecord } from "../events/record.ts";
import type { AmbiguousColumn } from "../profile/formats.ts";
import type { Assumption, RenamedColumn } from "../profile/header.ts";
import type { Profile } from "../profile/schema.ts";
import type { Dialect, TableNote } from "./table/types.ts";

export type { ByteSource } from "./table/types.ts";

/** `json`: a list of events, or an object with a list `events`; `ndjson`: one event a line; `csv`: any delimited text. */
export type EventFormat = "csv" | "json" | "ndjson";

export interface OpenEventsOptions {
  /** What the columns stand for; the shipped profile `ems` where it is not given. */
  readonly profile?: Profile;
  /** What errors and findings call the input. */
  readonly name?: string;
  /** Found out from the name and the content where it is not given. */
  readonly format?: EventFormat;
  /** Of a delimited file; before that of the profile. */
  readonly delimiter?: string;
  /** Of a delimited file; before that of the profile. */
  readonly encoding?: string;
  /** Whether the events of a delimited file can tell where their cells stand. Costs some time. */
  readonly places?: boolean;
}

/** One data row: an event, or why it is none. The content of a refused row is never told. */
export type ReadItem =
  | {
      readonly kind: "event";
      readonly event: EventRecord;
      readonly line: number;
      readonly row: number;
      /** Where the cell of a field stands; only where `places` asks for it, and as long as the row is at hand. */
      readonly placeOf?: (field: string) => CellPlace | undefined;
    }
  | RefusedRow;

export interface RefusedRow {
  readonly kind: "refused";
  /** Line of the file where it starts; the first is 1. */
  readonly line: number;
  /** Which of the data rows it is; the first is 1. */
  readonly row: number;
  /** Stable identifier: `row-too-short`, `event-id-missing`, `totals-row`. */
  readonly code: string;
  readonly message: string;
}

export interface ReadResult {
  /** Data rows: always the sum of the other two. */
  readonly rows: number;
  readonly events: number;
  readonly refused: number;
  /** Of the file's bytes as they lie there, compressed or not. */
  readonly sha256: string;
}

/** Events being read, in lots, whatever the format of the file. */
export interface EventSource {
  /** As the user named it; `<stdin>` for standard input. */
  readonly file: string;
  readonly format: EventFormat;
  /** Of a delimited file. */
  readonly dialect?: Dialect;
  /** Lines of a delimited file that are no rows of the table; complete after the last batch. */
  readonly notes?: readonly TableNote[];
  /** Which column stands for which field. */
  readonly columns: readonly { readonly column: string; readonly field: FieldName }[];
  /**
   * Columns that stand for no field; of a JSON file also the keys that came too late to be read. Complete after the
   * last batch.
   */
  readonly unmapped: readonly string[];
  /** Unmapped columns whose names are close to those of an absent field. */
  readonly renamed: readonly RenamedColumn[];
  /** Fields of which the file says nothing. */
  readonly absent: readonly FieldName[];
  /** Fields without a column that cells of other columns tell in some rows. */
  readonly partial: readonly FieldName[];
  /** Constants of the profile that stand for what the file does not say. */
  readonly assumptions: readonly Assumption[];
  /**
   * Columns whose cells read in two ways, so that their cells are unreadable until the profile says which is meant.
   * Complete after the last batch: the first cell in question may come late.
   */
  readonly ambiguous: readonly AmbiguousColumn[];
  /** Can be read once. */
  readonly batches: AsyncIterable<readonly ReadItem[]>;
  /** After the last batch. */
  readonly result: () => ReadResult;
  /** Frees the file where the batches are not read to their end. Safe to call at any time. */
  readonly close: () => Promise<void>;
}
