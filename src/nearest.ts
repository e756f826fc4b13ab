import { distance } from "fastest-levenshtein";
import { fold } from "./fold.ts";

/** Longer text is no misspelt name, and comparing it would cost. */
export const longestName = 100;
/** More changed letters than this make another word of a word of any length. */
const mostChanges = 4;

/**
 * The candidate that `found` is most likely a misspelling of: at most a third of the letters of the shorter one changed,
 * and no more than four, without regard to case, accents, spaces and punctuation; or one that only lacks an ending of
 * two. Of equally near ones the first; `undefined` where none is near enough.
 *
 * @example
 * ```ts
 * nearest("grater than", ["lessThan", "greaterThan"]); // "greaterThan"
 * ```
 */
export function nearest(found: string, candidates: readonly string[]): string | undefined {
  if (found.length > longestName) return undefined;
  const text = fold(found);
  if (text === "") return undefined;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    const third = Math.min(mostChanges, Math.floor(Math.min(text.length, folded.length) / 3));
    // `pass` for `passed`: a word without its ending is meant, however short it is.
    const lacksEnding = text.length >= 4 && folded.length - text.length <= 2 && folded.startsWith(text);
    const most = lacksEnding ? Math.max(third, 2) : third;
    // Lengths that differ by more cannot be nearer: this spares most of the comparisons.
    if (Math.abs(text.length - folded.length) > Math.min(most, least - 1)) continue;
    const changes = distance(text, folded);
    if (changes <= most && changes < least) {
      least = changes;
      best = candidate;
    }
  }
  return best;
}
