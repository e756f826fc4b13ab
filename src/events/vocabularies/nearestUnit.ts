import { distance } from "fastest-levenshtein";
import { longestName } from "../../nearest.ts";
import { vocabularies } from "./codes.ts";

/** The code of the unit that a text is most likely a misspelling of. */
export function nearestUnit(text: string): string | undefined {
  const { codes, nearest } = vocabularies.unit;
  // Codes are too short for `nearest`, which lets a third of the letters differ.
  return (
    nearest(text) ?? codes.find((code) => distance(code, text.slice(0, longestName).toUpperCase()) === 1)
  );
}
