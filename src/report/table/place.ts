import type { Finding } from "../../findings/finding.ts";
import { printable } from "../printable.ts";
import { headerCell } from "./headerCell.ts";

/** Which event it is and where it stands: `EMS-12 · CWM · export.csv:13`. */
export function placeOf({ eventId, unit, source }: Pick<Finding, "eventId" | "unit" | "source">): string {
  return [
    eventId ?? "event without identifier",
    unit ?? undefined,
    source === null ? undefined : `${source.file}:${source.line}`,
  ]
    .filter((part) => part !== undefined)
    .map(printable)
    .join(" · ");
}

/** Where a finding stands, and whether it is accepted. */
export function standingOf(finding: Finding): string {
  return `${placeOf(finding)}${acceptanceOf(finding)}`;
}

/** ` (waived: joint-workshops)`, ` (in the baseline)`; nothing for a new finding. */
export function acceptanceOf({ status, waiver }: Finding): string {
  if (status === "new") return "";
  return status === "waived" ? ` (waived: ${printable(waiver ?? "?")})` : " (in the baseline)";
}

/** What could stand in a field instead, where the data tells. */
export function suggestionsOf({ fields }: Finding): readonly string[] {
  return fields.flatMap(({ field, column, suggested }) =>
    suggested === undefined
      ? []
      : [`Suggested for ${headerCell(column ?? field)}: ${printable(String(suggested))}`],
  );
}

/**
 * Which columns it is about, as their headers have them, or the fields where no header is known; `undefined` where
 * suggestions and the message name them all.
 */
export function columnsOf({ fields, message }: Finding): string | undefined {
  const isSaid = fields.every(
    ({ field, column, suggested }) => suggested !== undefined || message.includes(`“${column ?? field}”`),
  );
  if (isSaid) return undefined;
  const names = new Set(fields.map(({ field, column }) => headerCell(column ?? field) || field));
  return `${names.size === 1 ? "Column" : "Columns"}: ${[...names].join(", ")}`;
}
