import { DataQualityError } from "../errors.ts";
import type { Profile } from "../profile/schema.ts";
import { openEvents } from "../read/events.ts";
import { createTableBuilder, type EventTable } from "../review/suggest/table.ts";
import { givesAway, hidden } from "../rules/masked.ts";
import { type InputFile, openCounted, prepareInputs } from "./inputs.ts";

/**
 * Reads files of events into columns, which take a small part of the memory that the events would.
 *
 * @throws {DataQualityError} where a file cannot be read as events, or none holds an event.
 */
export async function readEventTable(files: readonly InputFile[], profile: Profile): Promise<EventTable> {
  const inputs = await prepareInputs(files, profile);
  const builder = createTableBuilder();
  let events = 0;
  for (const input of inputs) {
    const source = await openEvents(openCounted(input).bytes, { profile, name: input.name });
    try {
      builder.source({
        file: withoutFolder(source.file),
        absent: new Set(source.absent),
        assumed: new Set(source.assumptions.map(({ field }) => field)),
        columns: new Map(source.columns.map(({ column, field }) => [field, column])),
      });
      for await (const items of source.batches)
        for (const item of items) {
          if (item.kind !== "event") continue;
          builder.add(item.event, item.line);
          events++;
        }
    } finally {
      await source.close();
    }
  }
  if (events === 0)
    throw new DataQualityError([
      {
        code: "no-events",
        message: "There is no event to learn from.",
        ...(inputs[0] === undefined ? {} : { file: inputs[0].name }),
      },
    ]);
  return builder.build();
}

/** A rule goes to others, and folders have the names of people. */
function withoutFolder(file: string): string {
  const name = file.replace(/^.*[\\/]/, "");
  return givesAway(name) ? hidden : name;
}
