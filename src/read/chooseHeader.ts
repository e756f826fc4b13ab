import type { FieldName } from "../events/fields.ts";
import { columnsAtMost, matchColumns } from "../profile/matchColumns.ts";
import type { Profile } from "../profile/schema.ts";
import { joinHeader } from "./table/tables.ts";

type Names = readonly string[];

/**
 * The names of the columns from one header row or several: from one of the rows, or from what they say together,
 * whichever gives most columns a meaning. A row that only groups columns has no names, and a table that names some
 * columns over two rows has none without both.
 */
export function chooseHeader(rows: readonly Names[], profile: Profile): Names {
  const [only = []] = rows;
  if (rows.length < 2 || only.length > columnsAtMost) return only;
  let best = only;
  let most = Number.NEGATIVE_INFINITY;
  for (const names of variants(rows)) {
    const score = scoreOf(names, profile);
    if (score > most) {
      most = score;
      best = names;
    }
  }
  return best;
}

/** Which fields the rows name, each by one column, taken together; none without the events' identifiers and another one. */
export function knownFields(rows: readonly Names[], profile: Profile): readonly FieldName[] {
  const names = chooseHeader(rows, profile);
  if (names.length > columnsAtMost) return [];
  const { mapped, ambiguous } = matchColumns(names, profile);
  const inQuestion = new Set(ambiguous.map(({ field }) => field));
  const fields = mapped.map(({ field }) => field);
  if (!fields.includes("eventId") || fields.length - inQuestion.size < 2) return [];
  return fields.filter((field) => !inQuestion.has(field));
}

/** The last row first: where several say the same, its names are those of the columns and not of groups. */
function* variants(rows: readonly Names[]): Generator<Names> {
  const upwards = [...rows].reverse();
  // The lowest name of each column: `Title` over two rows beside `Women` under `Participants`.
  const lowest = joinHeader(upwards, true);
  yield upwards[0] ?? [];
  yield lowest;
  yield joinHeader(rows);
  yield withGroups(lowest, rows);
  yield* upwards.slice(1);
}

/** A name that several columns have is one only together with its group's, which stands above the first of them. */
function withGroups(names: Names, rows: readonly Names[]): Names {
  const whole = joinHeader(rows.map((row, at) => (at === rows.length - 1 ? row : filledRight(row))));
  return names.map((name, at) =>
    names.some((other, place) => place !== at && other === name) ? (whole[at] ?? name) : name,
  );
}

function filledRight(row: Names): Names {
  let last = "";
  return row.map((name) => {
    if (name.trim() !== "") last = name;
    return last;
  });
}

function scoreOf(names: Names, profile: Profile): number {
  const { mapped, ambiguous } = matchColumns(names, profile);
  const hasId = mapped.some(({ field }) => field === "eventId");
  // Without identifiers there are no events.
  return mapped.length - ambiguous.length - (hasId ? 0 : names.length + 1);
}
