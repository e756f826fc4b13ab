import type { FactValue } from "./value.ts";

/** json-rules-engine's test of the left side of `lessThan` and its kin: text that starts with a number passes. */
export function isNumeric(fact: FactValue): boolean {
  return typeof fact === "number" || !Number.isNaN(Number.parseFloat(String(fact)));
}

/** Takes off what binary fractions add: 0.1 + 0.2 is 0.3. Twelve digits are more than any figure of an event has. */
export function roundOff(number: number): number {
  return Number(number.toPrecision(12));
}
