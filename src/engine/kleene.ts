/**
 * A truth value of Kleene's strong logic. As numbers in this order, *and* is the minimum, *or* the maximum, and *not*
 * the mirror image.
 */
export type Truth = 0 | 1 | 2;
export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;

export function truthOf(known: boolean): Truth {
  return known ? TRUE : FALSE;
}

export function not(truth: Truth): Truth {
  return truth === UNKNOWN ? UNKNOWN : truth === TRUE ? FALSE : TRUE;
}

/** A set of truth values, as bits: what a condition can come to. */
export type TruthSet = number;
export const ANY_TRUTH: TruthSet = 0b111;
export const setOf = (truth: Truth): TruthSet => 1 << truth;
export const can = (set: TruthSet, truth: Truth): boolean => (set & (1 << truth)) !== 0;

/** What `all` of conditions can come to, where each can come to its set whatever the others do. */
export function allOf(sets: readonly TruthSet[]): TruthSet {
  let result = 0;
  // The minimum is t where one of them can be t and the others can be at least t.
  for (const truth of [FALSE, UNKNOWN, TRUE] as const) {
    const atLeast = (ANY_TRUTH << truth) & ANY_TRUTH;
    if (sets.every((set) => (set & atLeast) !== 0) && sets.some((set) => can(set, truth)))
      result |= 1 << truth;
  }
  return sets.length === 0 ? setOf(TRUE) : result;
}

export function notOf(set: TruthSet): TruthSet {
  return (can(set, TRUE) ? 1 << FALSE : 0) | (set & (1 << UNKNOWN)) | (can(set, FALSE) ? 1 << TRUE : 0);
}

/** What `any` of conditions can come to. json-rules-engine holds an empty `any` for true. */
export function anyOf(sets: readonly TruthSet[]): TruthSet {
  return sets.length === 0 ? setOf(TRUE) : notOf(allOf(sets.map(notOf)));
}
