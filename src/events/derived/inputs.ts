import type { FactValue } from "../../rules/value.ts";

type Found = FactValue | undefined;

/** A date's text, or a text that is no date. */
export function asText(value: Found): string {
  return typeof value === "string" ? value : "";
}

/** `part` per hundred of `whole`; no value where the whole is nothing. */
export function percentage(part: Found, whole: Found): number | undefined {
  return typeof part === "number" && typeof whole === "number" && whole > 0
    ? (100 * part) / whole
    : undefined;
}

/** A count, or 0 where its cell is known to be empty. */
export function zeroIfEmpty(count: Found, isEmpty: Found): Found {
  return count === undefined && isEmpty === true ? 0 : count;
}

export function sum(values: readonly Found[]): number | undefined {
  let total = 0;
  for (const value of values) {
    if (typeof value !== "number") return undefined;
    total += value;
  }
  return total;
}
