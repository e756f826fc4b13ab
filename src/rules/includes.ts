import type { FactValue, Scalar } from "./value.ts";

export function isList(value: FactValue): value is readonly Scalar[] {
  return Array.isArray(value);
}

/** The list that an operator or decorator needs; anything else makes the rule an error, never a pass. */
export function asList(value: FactValue): readonly Scalar[] {
  if (!isList(value)) throw new TypeError("the value on the right must be a list");
  return value;
}

/**
 * Whether a list holds an item, or a text a part. json-rules-engine asks `indexOf` of whatever it gets, so a text on
 * the right of `in` means "is a part of", and a number or a flag there throws.
 */
export function includes(whole: FactValue, part: FactValue): boolean {
  if (typeof whole === "string") return whole.indexOf(String(part)) > -1;
  const list = asList(whole);
  if (isList(part)) return false;
  return sets.get(list)?.has(part) ?? list.indexOf(part) > -1;
}

const sets = new WeakMap<readonly Scalar[], ReadonlySet<Scalar>>();

/**
 * Makes looking into a long list fast, for one that never changes: a code list, or the value of a rule. A list of a
 * record may be another at the next look.
 */
export function indexList(list: readonly Scalar[]): void {
  if (list.length > 16 && !sets.has(list)) sets.set(list, new Set(list));
}
