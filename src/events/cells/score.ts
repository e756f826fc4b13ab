import type { CellFormat } from "./format.ts";
import { readMeasure } from "./percent.ts";

/** A mean score: `4.2`, `4,2`. */
export function readScore(text: string, format: CellFormat): number | undefined {
  return readMeasure(text, format);
}
