import type { FactValue } from "./value.ts";

/** json-rules-engine's test of the left side of `lessThan` and its kin: text that starts with a number passes. */
export function isNumeric(fact: FactValue): boolean {
  return typeof fact === "number" || !Number.isNaN(Number.parseFloat(String(fact)));
}

/** Takes off what binary fractions add: 0.1 + 0.2 is 0.3. Nine decimals are more than any figure of an event has. */
export function roundOff(number: number): number {
  const scaled = number * 1e9;
  return Number.isSafeInteger(Math.round(scaled)) ? Math.round(scaled) / 1e9 : number;
}
