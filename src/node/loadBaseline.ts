import { parseBaseline } from "../findings/baseline/parse.ts";
import type { Baseline } from "../findings/baseline/schema.ts";
import { readJsonFile } from "./readJsonFile.ts";

/**
 * Loads a baseline from its file.
 *
 * @throws {DataQualityError} with all mistakes, each with file, line, column and JSON path.
 *
 * @example
 * ```ts
 * const baseline = loadBaseline("ems-dq.baseline.json");
 * ```
 */
export function loadBaseline(file: string): Baseline {
  return readJsonFile(file, {
    parse: (json) => parseBaseline(json, file),
    // About two million findings.
    most: 400_000_000,
    byHand: false,
  }).content;
}
