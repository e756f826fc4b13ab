import { type FieldName, fieldNames } from "./fields.ts";

/** Something for each field, in the order of the fields. */
export function byField<Value>(make: (field: FieldName) => Value): Readonly<Record<FieldName, Value>> {
  // `Object.fromEntries` forgets the keys' type; they are exactly the fields' names.
  return Object.fromEntries(fieldNames.map((field) => [field, make(field)])) as Record<FieldName, Value>;
}
