/**
 * Files of events: reading tables, mapping them to events, checking them, loading rules and profiles. For Node; the pure
 * part is `ems-data-quality`.
 *
 * @packageDocumentation
 */

export type { CellPlace } from "./events/cells/place.ts";
export type { OwnVocabulary } from "./events/eventVocabulary.ts";
export {
  type CheckFilesOptions,
  type CheckListener,
  checkFiles,
  createFileCheck,
  type FileCheck,
  type Progress,
} from "./node/checkFiles.ts";
export { findConfig } from "./node/findConfig.ts";
export type { InputFile } from "./node/inputs.ts";
export { loadBaseline } from "./node/loadBaseline.ts";
export { type LoadedConfig, loadConfig } from "./node/loadConfig.ts";
export { loadRules } from "./node/loadRules.ts";
export { loadWaivers } from "./node/loadWaivers.ts";
export { type RuleSelection, selectRules } from "./node/selectRules.ts";
export { builtinProfile } from "./profile/builtin.ts";
export { builtinProfileNames } from "./profile/builtinNames.ts";
export type { Profile } from "./profile/schema.ts";
export { openEvents } from "./read/events.ts";
export { openProfile } from "./read/openProfile.ts";
export {
  type ByteSource,
  type Dialect,
  type NoteKind,
  readTable,
  type Table,
  type TableHead,
  type TableNote,
  type TableOptions,
  type TableRow,
} from "./read/table/index.ts";
export type { EventFormat, EventSource, OpenEventsOptions, ReadItem, ReadResult } from "./read/types.ts";
export { formatExplanation } from "./report/eventExplanation.ts";
