import { DataQualityError } from "../errors.ts";
import { builtinProfile } from "../profile/builtin.ts";
import { openCsvEvents } from "./csvEvents.ts";
import { type Input, openInput } from "./input.ts";
import { openJsonEvents } from "./jsonEvents.ts";
import { sniffFormat } from "./sniff.ts";
import type { ByteSource } from "./table/types.ts";
import type { EventSource, OpenEventsOptions } from "./types.ts";

/**
 * Opens a file of events, whatever its format: delimited text in any dress, JSON, or one JSON object a line, each also
 * compressed with gzip.
 *
 * @param input A path, `-` for standard input, or a stream of bytes.
 * @throws {DataQualityError} where the file cannot be read as events at all: it is missing or empty, no column holds the
 * events' identifiers, a field has two columns.
 *
 * @example
 * ```ts
 * const source = await openEvents("export.csv");
 * for await (const items of source.batches) for (const item of items) if (item.kind === "event") judge(item.event);
 * console.log(source.result());
 * ```
 */
export async function openEvents(
  input: string | URL | ByteSource,
  options: OpenEventsOptions = {},
): Promise<EventSource> {
  const profile = options.profile ?? builtinProfile();
  const opened = await openInput(input, options.name);
  try {
    if (opened.head.length === 0) throw emptyFile(opened);
    const format = options.format ?? sniffFormat(opened.head, opened.file);
    return format === "csv"
      ? await openCsvEvents(opened, profile, options)
      : await openJsonEvents(opened, format, profile);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function emptyFile({ file }: Input): DataQualityError {
  return new DataQualityError([
    {
      code: "empty-file",
      message: "The file is empty.",
      file,
      hint: "Export it again; a file of events has at least a row with the columns' names.",
    },
  ]);
}
