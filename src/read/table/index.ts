export type { TableOptions } from "./options.ts";
export { openTable, readTable } from "./table.ts";
export {
  type BatchedTable,
  type ByteSource,
  type Dialect,
  NOTES_KEPT,
  type NoteKind,
  type Table,
  type TableHead,
  type TableNote,
  type TableRow,
} from "./types.ts";
