import { parseWaivers } from "../findings/waivers/parse.ts";
import type { Waiver } from "../findings/waivers/schema.ts";
import { readJsonFile } from "./readJsonFile.ts";

/**
 * Loads waivers from their file.
 *
 * @param rules Ids of all rules, retired ones too; another id in the file is then a mistake.
 * @throws {DataQualityError} with all mistakes, each with file, line, column and JSON path.
 *
 * @example
 * ```ts
 * const waivers = loadWaivers("waivers.json");
 * ```
 */
export function loadWaivers(file: string, rules?: Iterable<string>): readonly Waiver[] {
  return readWaivers(file, rules).content;
}

/** As {@link loadWaivers}, with the text of the file, for who writes another into it. */
export function readWaivers(
  file: string,
  rules?: Iterable<string>,
): { readonly content: readonly Waiver[]; readonly text: string } {
  return readJsonFile(file, {
    parse: (json) => parseWaivers(json, { file, ...(rules === undefined ? {} : { rules }) }),
    most: 10_000_000,
    byHand: true,
  });
}
