export type { TableOptions } from "./options.ts";
export { openTable, readTable } from "./table.ts";
export type {
  ByteSource,
  Dialect,
  NoteKind,
  Table,
  TableHead,
  TableNote,
  TableRow,
} from "./types.ts";
