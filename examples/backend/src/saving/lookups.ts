import { defineLookup, type Lookup } from "ems-data-quality";
import type { Sql } from "../database/connect.ts";

/** How near two titles must be, from 0 to 1, to be held for the same: `Trade law, Suva` and `Trade law – Suva` are. */
const nearTitle = 0.8;

/** What rules ask that does not stand in the event: here it is one query each, each asked once a save at the most. */
export function lookupsIn(sql: Sql): readonly Lookup[] {
  return [
    defineLookup({
      name: "projectCodeExists",
      type: "boolean",
      doc: "Whether the project code is in the table of projects.",
      from: ["projectCode"],
      async lookup(code) {
        const [row] = await sql<{ known: boolean }[]>`
          select exists (select from projects where code = ${code}) as known`;
        return row?.known ?? false;
      },
    }),
    defineLookup({
      name: "eventsWithSameId",
      type: "number",
      doc: "Other events whose identifier differs by capital letters alone; the same one twice the table does not take.",
      from: ["eventId"],
      async lookup(id) {
        const [row] = await sql<{ others: number }[]>`
          select count(*)::int as others from events where lower(event_id) = lower(${id}) and event_id <> ${id}`;
        return row?.others ?? 0;
      },
    }),
    defineLookup({
      name: "similarEvents",
      type: "number",
      doc: "Other events of the same unit that begin on the same day and have nearly the same title.",
      from: ["eventId", "unit", "startDate", "title"],
      async lookup(id, unit, startDate, title) {
        const [row] = await sql<{ others: number }[]>`
          select count(*)::int as others from events
          where unit = ${unit} and start_date = ${startDate} and event_id <> ${id}
            and similarity(title, ${title}) >= ${nearTitle}::real`;
        return row?.others ?? 0;
      },
    }),
  ];
}
