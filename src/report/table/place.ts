import type { Finding } from "../../findings/finding.ts";
import { printable } from "../printable.ts";

/** Which event it is and where it stands: `EMS-12 · CWM · export.csv:13`. */
export function placeOf({ eventId, unit, source }: Finding): string {
  return [
    eventId ?? "event without identifier",
    unit ?? undefined,
    source === null ? undefined : `${source.file}:${source.line}`,
  ]
    .filter((part) => part !== undefined)
    .map(printable)
    .join(" · ");
}

/** What could stand in a field instead, where the data tells. */
export function suggestionsOf({ fields }: Finding): readonly string[] {
  return fields.flatMap(({ field, column, suggested }) =>
    suggested === undefined
      ? []
      : [`Suggested for ${printable(column ?? field)}: ${printable(String(suggested))}`],
  );
}
