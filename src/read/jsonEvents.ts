import { columnFormats } from "../profile/formats.ts";
import { mapHeader } from "../profile/header.ts";
import { rowReader } from "../profile/reader.ts";
import type { Profile } from "../profile/schema.ts";
import { readHead } from "./headRows.ts";
import type { Input } from "./input.ts";
import { readJsonDocument } from "./jsonDocument.ts";
import { readNdjson } from "./ndjson.ts";
import type { RawRow } from "./rawRow.ts";
import { createRowItems } from "./rowItems.ts";
import type { EventSource, ReadItem } from "./types.ts";

/** More different keys are no fields of events, but data. */
const keysAtMost = 2_000;

/**
 * Events of a JSON file. Its columns are the keys that one of the first records has: a key that comes later only is as
 * absent as a column that a table does not have.
 */
export async function openJsonEvents(
  input: Input,
  format: "json" | "ndjson",
  profile: Profile,
): Promise<EventSource> {
  const { file } = input;
  const rows = format === "json" ? readJsonDocument(input.bytes, file) : readNdjson(input.bytes);
  const { head, all } = await readHead(rows);
  const keys = keysOf(head);
  // No record, no key: an empty list is no mistake.
  const map = mapHeader(keys.length === 0 ? ["eventId"] : keys, profile, file);
  const { readable, ambiguous } = columnFormats(
    map.columns,
    profile,
    ({ column }) => textsOf(head, column),
    file,
  );
  const reader = rowReader(readable, map.assumptions);
  const items = createRowItems();
  const itemOf = (row: RawRow): ReadItem =>
    row.kind === "refused"
      ? items.refuse(row.line, row.code, row.message)
      : items.event(reader.fromObject(row.object), row.line, () => []);
  async function* batches(): AsyncGenerator<readonly ReadItem[]> {
    for await (const lot of all) yield lot.map(itemOf);
  }
  return {
    file,
    format,
    ...map,
    ambiguous,
    batches: batches(),
    result: () => ({ ...items.counts(), sha256: input.sha256() }),
    close: async () => {
      await rows.return(undefined);
      await input.close();
    },
  };
}

function keysOf(rows: readonly RawRow[]): readonly string[] {
  const keys = new Set<string>();
  for (const row of rows) {
    if (row.kind === "refused") continue;
    for (const key of Object.keys(row.object)) if (keys.size < keysAtMost) keys.add(key);
  }
  return [...keys];
}

/** A column's values as text, for what they say of its format; numbers say it as text does. */
function textsOf(rows: readonly RawRow[], key: string): readonly string[] {
  return rows.flatMap((row) => {
    if (row.kind === "refused" || !Object.hasOwn(row.object, key)) return [];
    const value: unknown = Reflect.get(row.object, key);
    return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
  });
}
