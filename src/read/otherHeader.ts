import { fieldNames } from "../events/fields.ts";
import { headerKey } from "../profile/headerText.ts";
import type { Profile } from "../profile/schema.ts";

/** No name of a column is longer. */
const longestName = 60;

/**
 * Tells rows that name columns of another table: below an export stand its figures by unit, in the same columns. At
 * least two of their cells, their first, and half of all are names that the profile knows.
 */
export function otherHeaderTest(profile: Profile): (cells: readonly string[]) => boolean {
  const known = new Set(
    fieldNames.flatMap((field) => [field, ...(profile.fields[field]?.columns ?? [])]).map(headerKey),
  );
  const isName = (cell: string) => cell.length <= longestName && known.has(headerKey(cell));
  return (cells) => {
    const first = cells[0] ?? "";
    const last = first.charCodeAt(first.length - 1);
    // Nearly all rows end here: identifiers end with a digit.
    if (first === "" || (last >= 0x30 && last <= 0x39) || !isName(first)) return false;
    const filled = cells.filter((cell) => cell.trim() !== "");
    const names = filled.filter(isName).length;
    return names >= 2 && names * 2 >= filled.length;
  };
}
