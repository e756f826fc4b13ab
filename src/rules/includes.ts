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
  return list.length > 16 ? setOf(list).has(part) : list.indexOf(part) > -1;
}

/** Code lists are long, and the same list is asked for every record. */
const sets = new WeakMap<readonly Scalar[], ReadonlySet<Scalar>>();

function setOf(list: readonly Scalar[]): ReadonlySet<Scalar> {
  const known = sets.get(list);
  if (known !== undefined) return known;
  const fresh = new Set(list);
  sets.set(list, fresh);
  return fresh;
}
