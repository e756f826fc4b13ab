import { Unreadable } from "../rules/value.ts";
import { type FieldCaster, fieldCaster } from "./cells/cast.ts";
import { isoFormat } from "./cells/format.ts";
import type { CellValue } from "./cells/read.ts";
import { type FieldName, fieldNames } from "./fields.ts";
import { type EventRecord, emptyRecord, recordOf } from "./record.ts";

/**
 * An event from any object of a program. Only the canonical fields are read, each once; what is missing, `null` or blank
 * is empty, what cannot be read is {@link Unreadable}. It never throws, and never changes the input.
 *
 * @example
 * ```ts
 * normaliseEvent({ eventId: 4711, participants: "25", learningRelated: true }).participants; // 25
 * ```
 */
export function normaliseEvent(input: unknown): EventRecord {
  if ((typeof input !== "object" && typeof input !== "function") || input === null) return emptyRecord();
  casters ??= fieldNames.map((field) => fieldCaster(field, isoFormat(field)));
  const values: CellValue[] = [];
  for (let index = 0; index < fieldNames.length; index++) {
    values.push(readField(input, fieldNames[index] as FieldName, casters[index] as FieldCaster));
  }
  return recordOf(values);
}

/** By the fields' places, made when the first event comes. */
let casters: readonly FieldCaster[] | undefined;

function readField(input: object, field: FieldName, cast: FieldCaster): CellValue {
  try {
    const value: unknown = Reflect.get(input, field);
    // Half the fields of an event are empty on a save.
    if (value === undefined) return undefined;
    if (typeof value !== "object" || !(value instanceof Unreadable)) return cast(value);
    // A caller without types may make one of anything.
    return typeof value.text === "string" ? value : new Unreadable("a value that cannot be read");
  } catch {
    // A getter or a proxy that throws, be it asked for what it is: there is something, and nobody can read it.
    return new Unreadable("a value that cannot be read");
  }
}
