import { type FieldName, fieldNames, fields } from "../events/fields.ts";
import { headerKey, headerKeyWithoutUnits, namesIn } from "./headerText.ts";
import type { Profile } from "./schema.ts";

/** More columns are no table of events, but one that lies on its side or is cut by the wrong delimiter. */
export const columnsAtMost = 10_000;

/** A column that stands for a field. */
export interface MappedColumn {
  /** The header as the file has it. */
  readonly column: string;
  /** Its place, from 0. */
  readonly index: number;
  readonly field: FieldName;
}

/** A column with a name that is not to be ignored. */
export interface NamedColumn {
  readonly name: string;
  readonly index: number;
}

/** Which names of a header are those of which fields. */
export interface ColumnMatch {
  readonly columns: readonly NamedColumn[];
  /** In the order of the fields; of an ambiguous one its first column. */
  readonly mapped: readonly MappedColumn[];
  /** Fields with two columns of which nothing says which one is meant. */
  readonly ambiguous: readonly { readonly field: FieldName; readonly columns: readonly NamedColumn[] }[];
  /** Places of columns that could stand for a field whose exact name another column has. */
  readonly outdone: ReadonlySet<number>;
}

/** A column with what its name is compared by. */
interface KeyedColumn extends NamedColumn {
  /** The keys of its name, and those of a name that is the same in several languages. */
  readonly keys: readonly NameKeys[];
}

interface NameKeys {
  readonly whole: string;
  readonly short: string;
  readonly isRate: boolean;
}

/** What a profile calls a field. */
interface Naming {
  readonly field: FieldName;
  readonly exact: ReadonlySet<string>;
  readonly isOneOf: (keys: NameKeys) => boolean;
  /** The name of the field itself. */
  readonly isOwn: (keys: NameKeys) => boolean;
  readonly isPreferred: (keys: NameKeys) => boolean;
}

/** Finds the columns of each field. An exact name wins; without one, two columns for one field are ambiguous. */
export function matchColumns(header: readonly string[], profile: Profile): ColumnMatch {
  return columnMatcher(profile)(header);
}

/** {@link matchColumns} for many headers: to fold all names of a profile takes longer than to match a header. */
export function columnMatcher(profile: Profile): (header: readonly string[]) => ColumnMatch {
  const isIgnored = ignoredTest(profile);
  const namings = fieldNames.map((field): Naming => {
    const names = [field, ...(profile.fields[field]?.columns ?? [])];
    return {
      field,
      exact: new Set(names.map((name) => name.trim())),
      isOneOf: nameTest(field, names),
      isOwn: nameTest(field, [field]),
      isPreferred: nameTest(field, profile.preferred?.[field] ?? []),
    };
  });
  return (header) => match(header, namings, isIgnored);
}

function match(
  header: readonly string[],
  namings: readonly Naming[],
  isIgnored: (name: string) => boolean,
): ColumnMatch {
  const columns = header
    .map((name, index): KeyedColumn => ({ name, index, keys: [keysOf(name), ...namesIn(name).map(keysOf)] }))
    .filter(({ keys: [key], name }) => key?.whole !== "" && key?.whole !== "%" && !isIgnored(name));
  const mapped: MappedColumn[] = [];
  const ambiguous: ColumnMatch["ambiguous"][number][] = [];
  const outdone = new Set<number>();
  const found = namings.map((naming) => {
    const all = columns.filter((column) => bears(column, naming.isOneOf));
    // Whether a column bears the name of the field itself.
    return { ...naming, all, hasOwn: all.some((column) => bears(column, naming.isOwn)) };
  });
  for (const { field, all, exact, hasOwn, isOwn, isPreferred } of found) {
    const isStandIn = (column: KeyedColumn) =>
      found.some((other) => other.field !== field && other.all.includes(column));
    // A column named for two fields stands in for the one that the file does not have.
    const meant = all.filter((column) => !hasOwn || bears(column, isOwn) || !isStandIn(column));
    const named = meant.filter((column) => bears(column, isPreferred));
    const left = named.length > 0 ? named : meant;
    const exactly = left.filter(({ name }) => exact.has(name.trim()));
    const [first, ...others] = exactly.length > 0 ? exactly : left;
    if (first === undefined) continue;
    if (others.length > 0) ambiguous.push({ field, columns: [first, ...others] });
    else for (const { index } of all) if (index !== first.index) outdone.add(index);
    mapped.push({ column: first.name, index: first.index, field });
  }
  return { columns, mapped, ambiguous, outdone };
}

function bears({ keys: [whole, ...parts] }: KeyedColumn, isOneOf: (keys: NameKeys) => boolean): boolean {
  return (whole !== undefined && isOneOf(whole)) || (parts.length > 0 && parts.every(isOneOf));
}

function keysOf(name: string): NameKeys {
  return { whole: headerKey(name), short: headerKeyWithoutUnits(name), isRate: name.includes("%") };
}

function nameTest(field: FieldName, names: readonly string[]): (keys: NameKeys) => boolean {
  const known = new Set(names.map(headerKey));
  // `Participants (%)` is no number of participants.
  const mayBeRate = fields[field].kind === "percent";
  return ({ whole, short, isRate }) => known.has(whole) || (known.has(short) && (mayBeRate || !isRate));
}

/** Whether the profile leaves a header out. */
export function ignoredTest(profile: Profile): (name: string) => boolean {
  const ignored = new Set((profile.ignore ?? []).map(headerKey));
  return (name) => ignored.has(headerKey(name));
}
