import type { DecimalSign } from "./format.ts";

/** Blanks and apostrophes that stand between groups of three digits. */
const groupSign = "[\\u0020\\u00a0\\u2007\\u2009\\u202f'\u2019]";
const grouped = new RegExp(`^\\d{1,3}(?:(${groupSign})\\d{3})(?:\\1\\d{3})*(?:[.,]\\d+)?$`);
const groupSigns = new RegExp(groupSign, "g");
const plain = /^(?:\d+(?:[.,]\d*)?|[.,]\d+)$/;
const groupedByComma = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const groupedByPoint = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
const oneSign = /^\d{1,3}[.,]\d{3}$/;
const minus = /^[-\u2212\u2010\u2011\u2013]\s*/;

/** What the text says about the decimal sign of its column: `1.234,5` and `12,5` say a comma, `12.5` a point. */
export function decimalSignOf(text: string): DecimalSign | undefined {
  const number = text.replace(minus, "").replace(/%$/, "").trimEnd();
  if (oneSign.test(number)) return undefined;
  if (groupedByComma.test(number)) return ".";
  if (groupedByPoint.test(number)) return ",";
  if (!plain.test(number) && !grouped.test(number)) return undefined;
  if (number.includes(",")) return ",";
  return number.includes(".") ? "." : undefined;
}

/** Whether the text is one number with a decimal point and another with a decimal comma: `1.234`. */
export function isAmbiguousNumber(text: string): boolean {
  return oneSign.test(text.replace(minus, ""));
}

/**
 * The number that a text of digits, group signs and a decimal sign says; `undefined` where it is none, or where it would
 * be another number with the other decimal sign and the sign is not known.
 */
export function readDecimal(text: string, decimal: DecimalSign | undefined): number | undefined {
  const negative = minus.test(text);
  const number = negative ? text.replace(minus, "") : text.replace(/^\+/, "");
  const sign = decimal ?? decimalSignOf(number);
  const value = readUnsigned(number, sign);
  if (value === undefined || !Number.isFinite(value)) return undefined;
  // No negative zero: it is 0 for a person, and another value for a comparison.
  return negative && value !== 0 ? -value : value;
}

function readUnsigned(text: string, sign: DecimalSign | undefined): number | undefined {
  if (grouped.test(text)) return readUnsigned(text.replace(groupSigns, ""), sign);
  if (!text.includes(".") && !text.includes(",")) return plain.test(text) ? Number(text) : undefined;
  if (sign === undefined) return undefined;
  const other = sign === "." ? "," : ".";
  const groups = sign === "." ? groupedByComma : groupedByPoint;
  if (groups.test(text)) return Number(text.replaceAll(other, "").replace(",", "."));
  if (text.includes(other) || !plain.test(text)) return undefined;
  return Number(text.replace(",", "."));
}
