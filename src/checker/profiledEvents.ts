import { castField } from "../events/cells/cast.ts";
import { fieldNames } from "../events/fields.ts";
import { type EventRecord, emptyRecord } from "../events/record.ts";
import { columnFormats } from "../profile/formats.ts";
import type { Assumption } from "../profile/header.ts";
import { longestHeader } from "../profile/headerText.ts";
import { columnMatcher } from "../profile/matchColumns.ts";
import { type RowReader, rowReader } from "../profile/reader.ts";
import type { Profile } from "../profile/schema.ts";
import { Unreadable } from "../rules/value.ts";

/** An event of a program, read. */
export interface ReadEvent {
  readonly record: EventRecord;
  /** What the program calls each field that it has. Not given: by its canonical name. */
  readonly columns?: ReadonlyMap<string, string>;
}

/** Events whose fields have the names of a profile. */
export interface ProfiledEvents {
  /** Never throws because of the event. */
  readonly read: (input: unknown) => ReadEvent;
  /** Values that the profile gives where the event has none. */
  readonly assumptions: readonly Assumption[];
}

/** Objects with the same keys. */
interface Model {
  readonly reader: RowReader;
  readonly columns: ReadonlyMap<string, string>;
}

/** Objects of one model have the same keys: what they stand for is found out once. */
const keptAtMost = 100;
/** More is no model of an event, and to find out what so many keys stand for would cost (ours). */
const keysAtMost = 1_000;

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
  const matchColumns = columnMatcher(profile);
  const readers = new Map<string, Model>();

  function readerFor(keys: readonly string[]): Model {
    const key = JSON.stringify(keys);
    const known = readers.get(key);
    if (known !== undefined) return known;
    const reader = createReader(keys);
    // Keys that a stranger made up must not take the place of the model's for as long as the server runs.
    if (readers.size >= keptAtMost) readers.clear();
    readers.set(key, reader);
    return reader;
  }

  function createReader(keys: readonly string[]): Model {
    const { mapped } = matchColumns(keys);
    return {
      reader: rowReader(columnFormats(mapped, profile, () => [], "").readable, assumptions),
      columns: new Map(mapped.map(({ field, column }) => [field, column])),
    };
  }

  function read(input: unknown): ReadEvent {
    if (typeof input !== "object" || input === null) return { record: emptyRecord() };
    try {
      // A longer key is no name of a field, and to compare it would cost.
      const keys = Object.keys(input)
        .slice(0, keysAtMost)
        .filter(({ length }) => length <= longestHeader);
      const { reader, columns } = readerFor(keys);
      return { record: reader.fromObject(readableCopy(input, keys)), columns };
    } catch {
      // A proxy that throws: there is nothing that could be read.
      return { record: emptyRecord() };
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
