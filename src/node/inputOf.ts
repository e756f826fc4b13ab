import type { EventSource } from "../read/types.ts";
import type { Input } from "../report/schema.ts";
import { givesAway, hidden } from "../rules/masked.ts";

/**
 * What the report says of an input. Lines above the header are left out: they may name people.
 *
 * @param seen Rows that the check has seen: where it was stopped, the reader may be ahead of it.
 */
export function inputOf(source: EventSource, seen: Pick<Input, "rows" | "refused">): Input {
  const { file, format, columns, unmapped } = source;
  const { sha256 } = source.result();
  const { rows, refused } = seen;
  return {
    file,
    format,
    sha256,
    rows,
    refused,
    ...(source.dialect === undefined ? {} : { dialect: dialectOf(source.dialect) }),
    columns: columns.map(({ column, field }) => ({ column, field })),
    // Where the first row is no header, a name of a column may be somebody's address.
    unmapped: unmapped.map((name) => (givesAway(name) ? hidden : name)),
  };
}

function dialectOf({
  preamble,
  ...told
}: NonNullable<EventSource["dialect"]>): NonNullable<Input["dialect"]> {
  return { ...told, linesAboveHeader: preamble.length };
}
