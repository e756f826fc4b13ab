import { Unreadable } from "../rules/value.ts";
import { castField } from "./cells/cast.ts";
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
  return recordOf(fieldNames.map((field) => readField(input, field)));
}

function readField(input: object, field: FieldName): CellValue {
  let value: unknown;
  try {
    value = Reflect.get(input, field);
  } catch {
    // A getter or a proxy that throws: there is something, and nobody can read it.
    return new Unreadable("a value that cannot be read");
  }
  return value instanceof Unreadable ? value : castField(field, value);
}
