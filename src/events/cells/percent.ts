import { isAmbiguousNumber, readDecimal } from "./decimalText.ts";
import type { CellFormat } from "./format.ts";

/**
 * A number above it is a percentage. Not 1: where more certificates than participants were recorded a fraction is above
 * 1, and such mistakes are what is looked for. Twice as many is taken as the bound (ours).
 */
const highestFraction = 2;
const percentSign = /[%\uff05]$/;

/**
 * A rate in percent. `85%` says itself what it is, and so does `85`; `0.85` is 0.85 % or 85 %, as the
 * column's form says, and `undefined` where that is not known.
 */
export function readPercent(text: string, format: CellFormat): number | undefined {
  const signed = percentSign.test(text);
  const value = readMeasure(signed ? text.replace(percentSign, "").trimEnd() : text, format);
  if (value === undefined || signed || value === 0 || format.rate === "percent") return value;
  if (format.rate === "fraction") return asPercent(value);
  return Math.abs(value) > highestFraction ? value : undefined;
}

/** Whether the text is one rate as a percentage and another as a fraction: a small number, not 0, without a percent sign. */
export function isAmbiguousRate(text: string, format: CellFormat): boolean {
  if (percentSign.test(text)) return false;
  const value = readMeasure(text, format);
  return value !== undefined && value !== 0 && Math.abs(value) <= highestFraction;
}

/** Whether the text can only be a percentage: it has the sign, or it is too large for a fraction. */
export function isPercentage(text: string, format: CellFormat): boolean {
  if (percentSign.test(text)) return true;
  const value = readMeasure(text, format);
  return value !== undefined && Math.abs(value) > highestFraction;
}

/** 0.29 × 100 is 28.999999999999996 in binary; the twelve digits that a cell can mean are kept. */
function asPercent(fraction: number): number {
  return Number((fraction * 100).toPrecision(12));
}

/** A number that is never in the thousands: one sign before three digits is its decimal sign, unless the format says other. */
export function readMeasure(text: string, format: CellFormat): number | undefined {
  const decimal = format.decimal ?? (isAmbiguousNumber(text) ? (text.includes(",") ? "," : ".") : undefined);
  return readDecimal(text, decimal);
}
