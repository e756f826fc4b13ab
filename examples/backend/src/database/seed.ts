import { readFileSync } from "node:fs";
import { type EmsEvent, eventSchema } from "ems-data-quality";
import type { Checkers } from "../saving/checkers.ts";
import { saveEvent } from "../saving/saveEvent.ts";
import type { Sql } from "./connect.ts";

/** Invented events; their addresses end in example.org. */
const file = new URL("../../../../fixtures/small.json", import.meta.url);

export function seedEvents(): readonly EmsEvent[] {
  return eventSchema.array().parse(JSON.parse(readFileSync(file, "utf8")));
}

/** Puts the invented events into an empty database, each checked as a save is. */
export async function seed(sql: Sql, checkers: Checkers): Promise<void> {
  const [stored] = await sql`select from events limit 1`;
  if (stored !== undefined) return;
  const events = seedEvents();
  const codes = new Set(events.flatMap(({ projectCode }) => projectCode ?? []));
  await sql`insert into projects (code) select unnest(${[...codes]}::text[]) on conflict do nothing`;
  for (const event of events) {
    const { eventId } = event;
    if (typeof eventId !== "string") continue;
    await saveEvent(sql, checkers.en, {
      id: eventId,
      event,
      stage: "submit",
      version: undefined,
      locale: "en",
    });
  }
}
