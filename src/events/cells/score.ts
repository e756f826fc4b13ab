import type { CellFormat } from "./format.ts";
import { readMeasure } from "./percent.ts";

/** Usefulness is scored from 1 to 5: `4.2/5` says so itself. */
const outOfFive = /\s?\/\s?5$/;

/** A mean score: `4.2`, `4,2`, `4.2/5`. */
export function readScore(text: string, format: CellFormat): number | undefined {
  return readMeasure(text.replace(outOfFive, ""), format);
}
