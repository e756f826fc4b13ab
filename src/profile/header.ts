import { DataQualityError, type Problem } from "../errors.ts";
import { castField } from "../events/cells/cast.ts";
import { type FieldName, fieldNames, fields } from "../events/fields.ts";
import { nearest } from "../nearest.ts";
import { type FactValue, Unreadable } from "../rules/value.ts";
import { headerKey, headerKeyWithoutUnits } from "./headerText.ts";
import type { Profile } from "./schema.ts";

/** A column that stands for a field. */
export interface MappedColumn {
  /** The header as the file has it. */
  readonly column: string;
  /** Its place, from 0. */
  readonly index: number;
  readonly field: FieldName;
}

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

/** How well a header fits a field; the best fit wins, and two equal ones are an error. */
const fits = { exact: 0, folded: 1, withoutUnits: 2 } as const;

/** Finds what each column stands for. Throws where a field has two columns, or where no column holds the events' ids. */
export function mapHeader(header: readonly string[], profile: Profile, file: string): HeaderMap {
  const ignored = new Set((profile.ignore ?? []).map(headerKey));
  const columns = header
    .map((name, index) => ({ name, index, key: headerKey(name), short: headerKeyWithoutUnits(name) }))
    .filter(({ key }) => key !== "" && key !== "%" && !ignored.has(key));
  const problems: Problem[] = [];
  const mapped: MappedColumn[] = [];
  for (const field of fieldNames) {
    const names = [field, ...(profile.fields[field]?.columns ?? [])];
    // `Participants (%)` is no number of participants.
    const isRate = fields[field].kind === "percent";
    const exact = new Set(names.map((name) => name.trim()));
    const keys = new Set(names.map(headerKey));
    const fit = columns
      .map((column) => ({
        column,
        fit: exact.has(column.name.trim())
          ? fits.exact
          : keys.has(column.key)
            ? fits.folded
            : keys.has(column.short) && (isRate || !column.name.includes("%"))
              ? fits.withoutUnits
              : undefined,
      }))
      .filter((candidate) => candidate.fit !== undefined);
    const best = Math.min(...fit.map((candidate) => candidate.fit ?? Number.POSITIVE_INFINITY));
    const [first, ...others] = fit.filter((candidate) => candidate.fit === best).map(({ column }) => column);
    if (first === undefined) continue;
    if (others.length > 0) problems.push(ambiguous(field, [first, ...others], file));
    mapped.push({ column: first.name, index: first.index, field });
  }
  const found = new Set(mapped.map(({ field }) => field));
  if (problems.length === 0 && !found.has("eventId"))
    problems.push(noIdentifier(header, mapped, profile, file));
  const [first, ...rest] = problems;
  if (first !== undefined) throw new DataQualityError([first, ...rest]);

  const used = new Set(mapped.map(({ index }) => index));
  const unmapped = columns.filter(({ index }) => !used.has(index)).map(({ name }) => name);
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
    unmapped,
    renamed: renamedColumns(unmapped, absent, profile),
    absent,
    partial: fieldNames.filter(isPartial),
    assumptions,
  };
}

interface Column {
  readonly name: string;
  readonly index: number;
}

function ambiguous(field: FieldName, columns: readonly Column[], file: string): Problem {
  const named = columns.map(({ name, index }) => `column ${index + 1} ${quote(name)}`);
  const same = new Set(columns.map(({ name }) => name.trim())).size === 1;
  return {
    code: "column-ambiguous",
    message: `More than one column can be ${field}: ${named.join(" and ")}.`,
    file,
    hint: same
      ? "Give the columns different headers in the file, or take out the one that is not meant."
      : `Name the one that is meant in a profile ("fields": { "${field}": { "columns": [${JSON.stringify(columns[0]?.name ?? "")}] } }) and put the other under "ignore".`,
  };
}

/** At most so many headers are listed in a message. */
const listed = 20;

function noIdentifier(
  header: readonly string[],
  mapped: readonly MappedColumn[],
  profile: Profile,
  file: string,
): Problem {
  const names = ["eventId", ...(profile.fields.eventId?.columns ?? [])];
  const near = header.find((name) => nearest(name, names) !== undefined);
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
          found: `${header.slice(0, listed).map(quote).join(", ")}${header.length > listed ? ` and ${header.length - listed} more` : ""}`,
        }),
    expected: `a column such as ${names.slice(0, 4).map(quote).join(", ")}`,
    hint: looksLikeData
      ? "The first row seems to hold data: the file needs a row with the columns' names above it."
      : near === undefined
        ? `Choose another profile with --profile, or write one that says which column it is: "fields": { "eventId": { "columns": ["…"] } }.`
        : `Is it the column ${quote(near)}? Then write it into a profile: "fields": { "eventId": { "columns": [${JSON.stringify(near)}] } }.`,
  };
}

function quote(name: string): string {
  const text = name.replace(/\s+/g, " ").trim();
  return `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;
}

function renamedColumns(
  unmapped: readonly string[],
  absent: readonly FieldName[],
  profile: Profile,
): readonly RenamedColumn[] {
  const aliases = new Map<string, FieldName>();
  for (const field of absent) {
    for (const name of [field, ...(profile.fields[field]?.columns ?? [])]) aliases.set(name, field);
  }
  const names = [...aliases.keys()];
  return unmapped.flatMap((column) => {
    const alias = nearest(column, names);
    const field = alias === undefined ? undefined : aliases.get(alias);
    return alias === undefined || field === undefined ? [] : [{ column, field, alias }];
  });
}
