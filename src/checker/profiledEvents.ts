import { castField } from "../events/cells/cast.ts";
import { fieldNames } from "../events/fields.ts";
import { type EventRecord, emptyRecord } from "../events/record.ts";
import { columnFormats } from "../profile/formats.ts";
import type { Assumption } from "../profile/header.ts";
import { columnsAtMost, matchColumns } from "../profile/matchColumns.ts";
import { type RowReader, rowReader } from "../profile/reader.ts";
import type { Profile } from "../profile/schema.ts";
import { Unreadable } from "../rules/value.ts";

/** Events whose fields have the names of a profile. */
export interface ProfiledEvents {
  /** Never throws because of the event. */
  readonly read: (input: unknown) => EventRecord;
  /** Values that the profile gives where the event has none. */
  readonly assumptions: readonly Assumption[];
}

/** Objects of one model have the same keys: what they stand for is found out once. */
const keptAtMost = 100;

/**
 * Reads events of a program whose model has names of its own, as a file's columns are read. Values are in standard form
 * unless the profile says another. Where two keys stand for one field, the exact name wins, then the first.
 */
export function profiledEvents(profile: Profile): ProfiledEvents {
  const assumptions = fieldNames.flatMap((field): readonly Assumption[] => {
    const constant = profile.constants?.[field];
    if (constant === undefined) return [];
    const value = castField(field, constant.value);
    return value === undefined || value instanceof Unreadable
      ? []
      : [{ field, value, reason: constant.reason }];
  });
  const readers = new Map<string, RowReader>();

  function readerFor(keys: readonly string[]): RowReader {
    const known = JSON.stringify(keys);
    const reader = readers.get(known) ?? createReader(keys);
    if (readers.size < keptAtMost) readers.set(known, reader);
    return reader;
  }

  function createReader(keys: readonly string[]): RowReader {
    const { mapped } = matchColumns(keys, profile);
    return rowReader(columnFormats(mapped, profile, () => [], "").readable, assumptions);
  }

  function read(input: unknown): EventRecord {
    if (typeof input !== "object" || input === null) return emptyRecord();
    try {
      const keys = Object.keys(input).slice(0, columnsAtMost);
      return readerFor(keys).fromObject(readableCopy(input, keys));
    } catch {
      // A proxy that throws: there is nothing that could be read.
      return emptyRecord();
    }
  }
  return { read, assumptions };
}

/** Each value once; one that a getter refuses is there, and cannot be read. */
function readableCopy(input: object, keys: readonly string[]): object {
  return Object.fromEntries(
    keys.map((key): [string, unknown] => {
      try {
        return [key, Reflect.get(input, key)];
      } catch {
        return [key, new Unreadable("a value that cannot be read")];
      }
    }),
  );
}
