import { cellsKept } from "../checker/run.ts";
import type { CellPlace } from "../events/cells/place.ts";
import type { EventRecord } from "../events/record.ts";
import type { Finding } from "../findings/finding.ts";
import { Unreadable } from "../rules/value.ts";

type PlaceOf = (field: string) => CellPlace | undefined;

/** Where the first of a finding's fields stands that has a cell. */
export function firstPlace({ fields }: Finding, placeOf: PlaceOf): CellPlace | undefined {
  for (const { field } of fields) {
    const place = placeOf(field);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** Remembers where cells stand that cannot be read: their findings come when the row is long gone. */
export interface CellPlaces {
  readonly keep: (event: EventRecord, row: number, placeOf: PlaceOf) => void;
  readonly of: (finding: Finding) => CellPlace | undefined;
}

/** Of one file. As many places are kept as findings are. */
export function createCellPlaces(): CellPlaces {
  const byField = new Map<string, Map<number, CellPlace>>();
  return {
    keep(event, row, placeOf) {
      for (const [field, cell] of Object.entries(event)) {
        if (typeof cell !== "object" || !(cell instanceof Unreadable)) continue;
        const places = byField.get(field) ?? new Map<number, CellPlace>();
        byField.set(field, places);
        if (places.size >= cellsKept) continue;
        const place = placeOf(field);
        if (place !== undefined) places.set(row, place);
      }
    },
    of({ fields, source }) {
      const [first] = fields;
      return source === null || first === undefined ? undefined : byField.get(first.field)?.get(source.row);
    },
  };
}
