import { units } from "./unit.ts";

const divisionByUnit: ReadonlyMap<string, string | undefined> = new Map(
  units.map((unit) => [unit.code, unit.division]),
);

/** The division of a unit, by the unit's code; none for units of support and for text that is no unit. */
export function divisionOf(unit: string): string | undefined {
  return divisionByUnit.get(unit);
}
