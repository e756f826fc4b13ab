import { columnFormats, type HeadCell } from "../profile/formats.ts";
import { mapHeader } from "../profile/header.ts";
import { columnsAtMost, ignoredTest } from "../profile/matchColumns.ts";
import { rowReader } from "../profile/reader.ts";
import type { Profile } from "../profile/schema.ts";
import { readHead } from "./headRows.ts";
import type { Input } from "./input.ts";
import { readJsonDocument } from "./jsonDocument.ts";
import { readNdjson } from "./ndjson.ts";
import type { RawRow } from "./rawRow.ts";
import { createRowItems } from "./rowItems.ts";
import type { EventSource, ReadItem } from "./types.ts";

/** More different keys are no fields of events, but data: of later ones no more are listed. */
const laterKeysAtMost = 1_000;

/**
 * Events of a JSON file. Its columns are the keys that one of the first records has: a key that comes later only is as
 * absent as a column that a table does not have. It is not read, for the records above were judged without it, but it is
 * listed with the columns that stand for no field.
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
  const names = keys.size === 0 ? ["eventId"] : [...keys];
  const map = mapHeader(names, profile, file, (index) =>
    textsOf(head, names[index] ?? "").map(({ text }) => text),
  );
  const { readable, ambiguous } = columnFormats(
    map.columns,
    profile,
    ({ column }) => textsOf(head, column),
    file,
  );
  const reader = rowReader(readable, map.assumptions);
  const items = createRowItems();
  const unmapped = [...map.unmapped];
  const later = laterKeys(keys, ignoredTest(profile), unmapped);
  const itemOf = (row: RawRow): ReadItem => {
    if (row.kind === "refused") return items.refuse(row.line, row.code, row.message);
    later(row.object);
    return items.event(reader.fromObject(row.object), row.line, () => []);
  };
  async function* batches(): AsyncGenerator<readonly ReadItem[]> {
    for await (const lot of all) yield lot.map(itemOf);
  }
  return {
    file,
    format,
    ...map,
    unmapped,
    ambiguous,
    batches: batches(),
    result: () => ({ ...items.counts(), sha256: input.sha256() }),
    close: async () => {
      await rows.return(undefined);
      await input.close();
    },
  };
}

function keysOf(rows: readonly RawRow[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const row of rows) {
    if (row.kind === "refused") continue;
    for (const key of Object.keys(row.object)) keys.add(key);
    // One more than there may be is enough to refuse the file.
    if (keys.size > columnsAtMost) break;
  }
  return keys;
}

/** Adds the keys of an object that nobody has seen yet to a list. */
function laterKeys(
  seen: ReadonlySet<string>,
  isIgnored: (key: string) => boolean,
  list: string[],
): (object: object) => void {
  const known = new Set(seen);
  return (object) => {
    for (const key of Object.keys(object)) {
      if (known.has(key) || known.size - seen.size >= laterKeysAtMost) continue;
      known.add(key);
      if (!isIgnored(key)) list.push(key);
    }
  };
}

/** A column's values as text, for what they say of its format; numbers say it as text does. */
function textsOf(rows: readonly RawRow[], key: string): readonly HeadCell[] {
  return rows.flatMap((row) => {
    if (row.kind === "refused" || !Object.hasOwn(row.object, key)) return [];
    const value: unknown = Reflect.get(row.object, key);
    return typeof value === "string" || typeof value === "number"
      ? [{ text: String(value), line: row.line }]
      : [];
  });
}
