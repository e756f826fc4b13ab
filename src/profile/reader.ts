import { trimBlanks } from "../events/cells/blank.ts";
import { castField, type FieldCaster, fieldCaster } from "../events/cells/cast.ts";
import { type CellReader, type CellValue, cellReader } from "../events/cells/read.ts";
import { type FieldName, fieldNames } from "../events/fields.ts";
import { type EventRecord, recordOf } from "../events/record.ts";
import { Unreadable } from "../rules/value.ts";
import type { ReadableColumn } from "./formats.ts";
import type { Assumption } from "./header.ts";
import type { Meaning } from "./schema.ts";

/** Turns rows of a file into events. */
export interface RowReader {
  /** From the cells of a delimited file, by their places. */
  readonly fromCells: (cells: readonly string[]) => EventRecord;
  /** From a JSON object, by the columns' names. */
  readonly fromObject: (object: object) => EventRecord;
}

/** A value of a field, by the field's place in the record. */
interface Told {
  readonly slot: number;
  readonly value: CellValue;
}

interface ColumnReader {
  readonly column: string;
  readonly index: number;
  readonly slot: number;
  readonly read: CellReader;
  readonly cast: FieldCaster;
  /** What texts of a cell say of other fields. */
  readonly also: ReadonlyMap<string, readonly Told[]>;
}

const slots: ReadonlyMap<FieldName, number> = new Map(fieldNames.map((field, slot) => [field, slot]));

/**
 * Makes the function that turns rows into events, once for each file. A field has the value of its own cell; where there
 * is none, what another column's cell says of it (`also`); where that is silent too, the profile's constant.
 */
export function rowReader(columns: readonly ReadableColumn[], assumptions: readonly Assumption[]): RowReader {
  const readers = columns.map(columnReader);
  const speaking = readers.filter(({ also }) => also.size > 0);
  const constants = assumptions.map(({ field, value }): Told => ({ slot: slotOf(field), value }));
  const borrowed = [...constants, ...speaking.flatMap(({ also }) => [...also.values()].flat())];
  // One list for all rows: a record is made from it and does not keep it.
  const values: CellValue[] = fieldNames.map(() => undefined);

  const fill = (textOf: (reader: ColumnReader) => string) => {
    for (const reader of speaking) {
      for (const { slot, value } of reader.also.get(meaningKey(textOf(reader))) ?? []) values[slot] ??= value;
    }
    for (const { slot, value } of constants) values[slot] ??= value;
  };
  const finish = (): EventRecord => {
    const record = recordOf(values);
    for (const { slot } of borrowed) values[slot] = undefined;
    return record;
  };
  return {
    fromCells(cells) {
      for (const reader of readers) values[reader.slot] = reader.read(cells[reader.index] ?? "");
      if (borrowed.length > 0) fill((reader) => cells[reader.index] ?? "");
      return finish();
    },
    fromObject(object) {
      for (const reader of readers) values[reader.slot] = reader.cast(ownValue(object, reader.column));
      if (borrowed.length > 0) fill((reader) => textOf(ownValue(object, reader.column)));
      return finish();
    },
  };
}

function columnReader({ column, index, field, format, mapping, doubt }: ReadableColumn): ColumnReader {
  const meanings = new Map(
    Object.entries(mapping?.values ?? {}).map(([text, meaning]) => [meaningKey(text), meaning]),
  );
  const plain = cellReader(field, format);
  const special = valuesOf(field, meanings);
  const known = special.size === 0 ? plain : specialReader(special, mapping?.separator, plain);
  const read = doubt === undefined ? known : doubtingReader(known, doubt);
  const cast = fieldCaster(field, format, read);
  return {
    column,
    index,
    slot: slotOf(field),
    read,
    // A number that stands for something else: the tag 5.
    cast: special.size === 0 ? cast : (value) => (isPlain(value) ? read(String(value)) : cast(value)),
    also: new Map(
      [...meanings]
        .map(([key, meaning]) => [key, alsoOf(meaning)] as const)
        .filter(([, told]) => told.length > 0),
    ),
  };
}

function doubtingReader(read: CellReader, doubt: (cell: string) => void): CellReader {
  return (text) => {
    const value = read(text);
    if (value instanceof Unreadable) doubt(text);
    return value;
  };
}

function valuesOf(field: FieldName, meanings: ReadonlyMap<string, Meaning>): ReadonlyMap<string, CellValue> {
  const values = new Map<string, CellValue>();
  for (const [key, meaning] of meanings) {
    const value = typeof meaning === "object" && meaning !== null ? meaning.value : meaning;
    if (value !== undefined) values.set(key, castField(field, value));
  }
  return values;
}

function alsoOf(meaning: Meaning): readonly Told[] {
  if (typeof meaning !== "object" || meaning === null) return [];
  const { also = {} } = meaning;
  return fieldNames.flatMap((field) =>
    also[field] === undefined ? [] : [{ slot: slotOf(field), value: castField(field, also[field]) }],
  );
}

function specialReader(
  special: ReadonlyMap<string, CellValue>,
  separator: string | undefined,
  plain: CellReader,
): CellReader {
  if (separator === undefined) {
    return (text) => {
      const key = meaningKey(text);
      const value = special.get(key);
      return value === undefined && !special.has(key) ? plain(text) : value;
    };
  }
  return (text) => {
    const part = text.split(separator).find((one) => special.has(meaningKey(one)));
    return part === undefined ? undefined : special.get(meaningKey(part));
  };
}

function meaningKey(text: string): string {
  return trimBlanks(text).toLowerCase();
}

function slotOf(field: FieldName): number {
  return slots.get(field) ?? 0;
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function textOf(value: unknown): string {
  return isPlain(value) ? String(value) : "";
}

/** Inherited properties are none of the record's: `__proto__` in a file may have set them. */
function ownValue(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? Reflect.get(object, name) : undefined;
}
