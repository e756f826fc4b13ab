import { DataQualityError, type Problem } from "../errors.ts";
import { castField } from "../events/cells/cast.ts";
import { type FieldName, fieldNames } from "../events/fields.ts";
import { nearest } from "../nearest.ts";
import { givesAway, hidden } from "../rules/masked.ts";
import { type FactValue, Unreadable } from "../rules/value.ts";
import { writeInto } from "./advice.ts";
import { columnsAtMost, type MappedColumn, matchColumns, type NamedColumn } from "./matchColumns.ts";
import type { Profile } from "./schema.ts";

/** A column that nothing reads and whose header is close to a name of a field that the file does not have. */
export interface RenamedColumn {
  readonly column: string;
  readonly field: FieldName;
  /** The known header it is close to. */
  readonly alias: string;
}

export interface Assumption {
  readonly field: FieldName;
  readonly value: FactValue;
  readonly reason: string;
}

/** What the columns of a file stand for. */
export interface HeaderMap {
  readonly columns: readonly MappedColumn[];
  /** Headers that stand for no field, in their order. */
  readonly unmapped: readonly string[];
  readonly renamed: readonly RenamedColumn[];
  /** Fields of which the file says nothing: no column, no constant of the profile, nothing in other columns. */
  readonly absent: readonly FieldName[];
  /** Fields without a column of their own that cells of other columns tell in some rows: `W3` as a country. */
  readonly partial: readonly FieldName[];
  /** Constants of the profile that are used: for fields without a column, and for what is left of the partial ones. */
  readonly assumptions: readonly Assumption[];
}

/**
 * Finds what each column stands for. Throws where a field has two columns, where no column holds the events' ids, and
 * where there are too many.
 *
 * @param cellsOf The cells of a column in the file's head.
 */
export function mapHeader(
  header: readonly string[],
  profile: Profile,
  file: string,
  cellsOf: (index: number) => readonly string[] = () => [],
): HeaderMap {
  if (header.length > columnsAtMost) throw tooManyColumns(header.length, file);
  const { columns, mapped, ambiguous, outdone } = matchColumns(header, profile);
  const problems = ambiguous.map((one) => ambiguousColumns(one.field, one.columns, profile, file));
  const found = new Set(mapped.map(({ field }) => field));
  if (problems.length === 0 && !found.has("eventId"))
    problems.push(noIdentifier(header, mapped, profile, file, cellsOf));
  const [first, ...rest] = problems;
  if (first !== undefined) throw new DataQualityError([first, ...rest]);

  const used = new Set(mapped.map(({ index }) => index));
  const left = columns.filter(({ index }) => !used.has(index));
  const told = new Set(
    mapped.flatMap(({ field }) =>
      Object.values(profile.fields[field]?.values ?? {}).flatMap((meaning) =>
        typeof meaning === "object" && meaning !== null ? Object.keys(meaning.also ?? {}) : [],
      ),
    ),
  );
  const isPartial = (field: FieldName) =>
    found.has(field) ? profile.fields[field]?.separator !== undefined : told.has(field);
  const assumptions = fieldNames.flatMap((field) => {
    const constant = profile.constants?.[field];
    if (constant === undefined || (found.has(field) && !isPartial(field))) return [];
    const value = castField(field, constant.value);
    return value === undefined || value instanceof Unreadable
      ? []
      : [{ field, value, reason: constant.reason }];
  });
  const assumed = new Set(assumptions.map(({ field }) => field));
  const absent = fieldNames.filter((field) => !found.has(field) && !assumed.has(field) && !isPartial(field));
  return {
    columns: mapped,
    unmapped: left.map(({ name }) => name),
    renamed: renamedColumns(
      left.filter(({ index }) => !outdone.has(index)),
      absent,
      profile,
    ),
    absent,
    partial: fieldNames.filter(isPartial),
    assumptions,
  };
}

function tooManyColumns(count: number, file: string): DataQualityError {
  return new DataQualityError([
    {
      code: "too-many-columns",
      message: `The file has ${count} columns, which are too many for a table of events.`,
      file,
      expected: `at most ${columnsAtMost} columns, one row for each event`,
      hint: "Export a table with one row for each event; where it is one, name the sign between its cells in a profile (delimiter).",
    },
  ]);
}

function ambiguousColumns(
  field: FieldName,
  columns: readonly NamedColumn[],
  profile: Profile,
  file: string,
): Problem {
  const named = columns.map(({ name, index }) => `column ${index + 1} ${quote(name)}`);
  const same = new Set(columns.map(({ name }) => name.trim())).size === 1;
  return {
    code: "column-ambiguous",
    message: `More than one column can be ${field}: ${named.join(" and ")}.`,
    file,
    hint: same
      ? "Give the columns different headers in the file, or take out the one that is not meant."
      : `Say which one is meant: ${writeInto(profile, `"fields": { "${field}": { "columns": [${JSON.stringify(columns[0]?.name ?? "")}] } }`)}, and put the other under "ignore".`,
  };
}

/** So many headers are compared with the known names letter by letter, which takes its time. */
const comparedAtMost = 200;
/** At most so many headers are listed in a message. */
const listed = 20;

function noIdentifier(
  header: readonly string[],
  mapped: readonly MappedColumn[],
  profile: Profile,
  file: string,
  cellsOf: (index: number) => readonly string[],
): Problem {
  const names = ["eventId", ...(profile.fields.eventId?.columns ?? [])];
  const near = likelyIdentifier(header, mapped, names, cellsOf);
  const known = mapped.length > 0;
  // A first row that nothing is known of and that looks like data may hold names and addresses: it is not repeated.
  const looksLikeData = !known && header.some((name) => name.includes("@") || /^[\d.,/:\s-]+$/.test(name));
  return {
    code: known ? "event-id-column-missing" : "header-unknown",
    message: known
      ? "No column holds the events' identifiers."
      : "None of the columns is known, so nothing in the file can be read as an event.",
    file,
    ...(looksLikeData || header.length === 0
      ? {}
      : {
          found: `${header
            .slice(0, listed)
            .map((name) => (givesAway(name) ? hidden : quote(name)))
            .join(", ")}${header.length > listed ? ` and ${header.length - listed} more` : ""}`,
        }),
    expected: `a column such as ${names.slice(0, 4).map(quote).join(", ")}`,
    hint: looksLikeData
      ? "The first row seems to hold data: the file needs a row with the columns' names above it."
      : (wrongFileHint(header) ??
        (near === undefined
          ? `Choose another profile with --profile, or say which column it is: ${writeInto(profile, columnKey("…"))}.`
          : `Is it the column ${quote(near)}? Then ${writeInto(profile, columnKey(near))}.`)),
  };
}

function columnKey(name: string): string {
  return `"fields": { "eventId": { "columns": [${JSON.stringify(name)}] } }`;
}

/** No identifier is longer. */
const longestIdentifier = 40;
/** Names that are given to identifiers, in English, French and Spanish. */
const identifierName =
  /(?:^|[^\p{L}])(?:ids?|no|nr|num|number|code|ref|key|numéro|número|código|clave)(?:$|[^\p{L}])|[#№°º]/iu;
/** So few rows do not tell whether values come again. */
const fewestRows = 3;

/**
 * A column that nothing else is known of, with a value of its own in each row: one whose name is close to a known one, or
 * one that is called as identifiers are.
 */
function likelyIdentifier(
  header: readonly string[],
  mapped: readonly MappedColumn[],
  names: readonly string[],
  cellsOf: (index: number) => readonly string[],
): string | undefined {
  const used = new Set(mapped.map(({ index }) => index));
  const likely = [...header.entries()]
    .slice(0, comparedAtMost)
    .filter(([index, name]) => name.trim() !== "" && !used.has(index) && holdsIdentifiers(cellsOf(index)));
  const near = likely.find(([, name]) => nearest(name, names) !== undefined);
  const named = likely.find(
    ([index, name]) => identifierName.test(name) && cellsOf(index).length >= fewestRows,
  );
  return (near ?? named)?.[1];
}

function holdsIdentifiers(cells: readonly string[]): boolean {
  const values = cells.map((cell) => cell.trim()).filter((text) => text !== "");
  return (
    values.length * 2 >= cells.length &&
    new Set(values).size === values.length &&
    values.every((text) => text.length <= longestIdentifier && !text.includes("@"))
  );
}

/** What to do with a file that is no table of columns at all. */
function wrongFileHint(header: readonly string[]): string | undefined {
  const [first = ""] = header;
  if (/^\s*<[!?a-z]/i.test(first)) {
    return "The file is HTML or XML, whatever its name says: open it in a spreadsheet and save it as CSV (UTF-8).";
  }
  if (header.length > 1 || !/[,;|\t]/.test(first)) return undefined;
  return "All names stand in one cell. Either each row is in quotes as a whole, then export the file again without; or name the sign between the cells in a profile (delimiter).";
}

function quote(name: string): string {
  const text = name.replace(/\s+/g, " ").trim();
  return `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;
}

/** A column is renamed where the known name that is nearest to its own is that of an absent field. */
function renamedColumns(
  unmapped: readonly NamedColumn[],
  absent: readonly FieldName[],
  profile: Profile,
): readonly RenamedColumn[] {
  const aliases = new Map<string, FieldName>();
  // Of one text for two fields, the one that is absent counts.
  for (const field of [...fieldNames.filter((name) => !absent.includes(name)), ...absent]) {
    for (const name of [field, ...(profile.fields[field]?.columns ?? [])]) aliases.set(name, field);
  }
  const names = [...aliases.keys()];
  return unmapped.slice(0, comparedAtMost).flatMap(({ name: column }) => {
    const alias = nearest(column, names);
    const field = alias === undefined ? undefined : aliases.get(alias);
    return alias === undefined || field === undefined || !absent.includes(field)
      ? []
      : [{ column, field, alias }];
  });
}
