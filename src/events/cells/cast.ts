import { Unreadable } from "../../rules/value.ts";
import { type FieldDefinition, type FieldName, fields } from "../fields.ts";
import { type CellFormat, isoFormat } from "./format.ts";
import { type CellReader, type CellValue, cellReader } from "./read.ts";

/** More than 128 bits hold. Writing out one of a million digits would cost. */
const largestInteger = 10n ** 40n;

/** Turns a value that a program gives, out of JSON or a backend, into the value of a field. It never throws. */
export type FieldCaster = (value: unknown) => CellValue;

const isoCasters = new Map<FieldName, FieldCaster>();

/**
 * The value of a field from what a program has: typed values as they are, numbers as identifiers, text as a cell; blank,
 * `null` and `undefined` are empty; everything else is {@link Unreadable}. Without a format dates are ISO, decimals have
 * a point, rates are percentages.
 *
 * @example
 * ```ts
 * castField("participants", 25); // 25
 * castField("learningRelated", "yes"); // true
 * castField("startDate", new Date()); // Unreadable: a moment is no calendar date
 * ```
 */
export function castField(field: FieldName, value: unknown, format?: CellFormat): CellValue {
  if (format !== undefined) return fieldCaster(field, format)(value);
  let caster = isoCasters.get(field);
  if (caster === undefined) {
    caster = fieldCaster(field, isoFormat(field));
    isoCasters.set(field, caster);
  }
  return caster(value);
}

/** {@link castField} for many values of one field. */
export function fieldCaster(field: FieldName, format: CellFormat, cell?: CellReader): FieldCaster {
  const { kind }: FieldDefinition = fields[field];
  const read = cell ?? cellReader(field, format);
  return (value) => {
    switch (typeof value) {
      case "string":
        return read(value);
      case "undefined":
        return undefined;
      case "number":
        return fromNumber(value, kind, format, read);
      case "bigint":
        // A count or an identifier of a database; its text is exact.
        return (kind === "count" || kind === "id") && value <= largestInteger && value >= -largestInteger
          ? read(value.toString())
          : new Unreadable("a big integer");
      case "boolean":
        if (kind === "flag") return value;
        return kind === "text" || kind === "id" ? String(value) : new Unreadable(String(value));
      default:
        // Nothing of an object is looked at: it may be a proxy, and its text may be anything.
        return value === null ? undefined : new Unreadable(`a value of type ${typeof value}`);
    }
  };
}

function fromNumber(
  value: number,
  kind: FieldDefinition["kind"],
  format: CellFormat,
  read: CellReader,
): CellValue {
  if (!Number.isFinite(value)) return new Unreadable(String(value));
  // A program's 0 may be a negative zero, which is 0 for everyone.
  const number = value === 0 ? 0 : value;
  switch (kind) {
    case "count":
      return Number.isSafeInteger(number) ? number : new Unreadable(String(number));
    case "score":
      return number;
    case "percent":
      return format.rate === "percent" ? number : read(decimalText(number, format));
    case "flag":
    case "id":
    case "date":
    case "text":
      return read(String(number));
    default:
      return new Unreadable(String(number));
  }
}

/** A number of JSON has a decimal point, whatever the sign of the format. */
function decimalText(value: number, format: CellFormat): string {
  const text = String(value);
  return format.decimal === "," ? text.replace(".", ",") : text;
}
