import { isAmbiguousNumber, readDecimal } from "./decimalText.ts";
import type { CellFormat } from "./format.ts";

/** More digits are no count of people, and above 2^53 numbers lose their last digits. */
const mostDigits = 9;

/** A whole number: `12`, `1,234`, `1 234`, `1'234`, `12.0`, `-5`. `undefined` where the text is none. */
export function readCount(text: string, format: CellFormat): number | undefined {
  const plain = readDigits(text);
  if (plain !== undefined) return plain;
  // With a comma the text is a whole number in one way only, in the way that English and most exports write it.
  const decimal = format.decimal ?? (isAmbiguousNumber(text) && text.includes(",") ? "." : undefined);
  const value = readDecimal(text, decimal);
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}

/** The number of a text of a few digits and nothing else, as nearly all counts are. */
export function readDigits(text: string): number | undefined {
  const { length } = text;
  if (length === 0 || length > mostDigits) return undefined;
  let value = 0;
  for (let at = 0; at < length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}
