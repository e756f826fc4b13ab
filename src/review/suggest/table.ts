import { type FieldDefinition, type FieldName, fieldNames, fields } from "../../events/fields.ts";
import { type EventRecord, recordOf as recordOfValues } from "../../events/record.ts";
import { codeLists } from "../../events/vocabularies/codes.ts";
import { shown } from "../../rules/masked.ts";
import { type FactRecord, type FactValue, Unreadable } from "../../rules/value.ts";
import { type Bits, emptyBits, setBit } from "./bits.ts";
import { exampleOfShape, shapeOf } from "./shape.ts";

/** What is in a cell. */
export const cell = { value: 0, empty: 1, unreadable: 2, absent: 3 } as const;

/** What a field's values are to a search for rules. */
export type ColumnType = "number" | "date" | "code" | "flag" | "shape" | "hidden";

/** The cells of a field in all events, as numbers. */
export interface Column {
  readonly field: FieldName;
  readonly type: ColumnType;
  /** One of {@link cell} for each row. */
  readonly states: Uint8Array;
  /** The number, the day since 1970, or the place in `texts`; nothing of it is kept for a hidden column. */
  readonly values: Float64Array;
  /** Codes, `false` and `true`, or shapes of identifiers. */
  readonly texts: readonly string[];
}

/** A file that events came from. */
export interface TableSource {
  /** Without its folder. */
  readonly file: string;
  readonly absent: ReadonlySet<FieldName>;
  /** Fields with a value that nobody recorded. */
  readonly assumed: ReadonlySet<FieldName>;
  /** Header of each field's column. */
  readonly columns: ReadonlyMap<string, string>;
  readonly firstRow: number;
}

export interface Place {
  /** `null` where there is none that may be shown. */
  readonly eventId: string | null;
  readonly file: string;
  readonly line: number;
}

/** Events as columns: all that a search for rules looks at, and nothing that may be personal. */
export interface EventTable {
  /** Events that differ from each other in more than their number. */
  readonly rows: number;
  /** Events left out, since they are copies of another: a thing said twice is no stronger for it. */
  readonly copies: number;
  readonly sources: readonly TableSource[];
  /** Of the fields that some file has and that nothing is assumed of, in the order of the fields. */
  readonly columns: readonly Column[];
  readonly column: (field: string) => Column | undefined;
  readonly sourceOf: (row: number) => TableSource;
  readonly placeOf: (row: number) => Place;
  /** The event again, with something invented in the place of texts that may be personal. */
  readonly recordOf: (row: number) => FactRecord;
  /** Whether two fields are read from the same column of a file: no wonder that they go together. */
  readonly sameColumn: (one: string, other: string) => boolean;
  /** Rows whose cell has one of the states. */
  readonly rowsWith: (column: Column, states: readonly number[]) => Bits;
  /** Rows of each value of a column of codes or flags. */
  readonly rowsOfValue: (column: Column) => readonly Bits[];
}

export interface TableBuilder {
  readonly source: (source: Omit<TableSource, "firstRow">) => void;
  readonly add: (event: EventRecord, line: number) => void;
  readonly build: () => EventTable;
}

/** In the place of a code that is in no list: it may be anything, also a name. */
export const otherText = "(other text)";

const millisecondsOfDay = 86_400_000;

/** Gathers events, row by row. */
export function createTableBuilder(): TableBuilder {
  const sources: TableSource[] = [];
  const growing = new Map(fieldNames.map((field) => [field, growingColumn(field)]));
  const ids: (string | null)[] = [];
  const lines: number[] = [];
  const seen = new Set<number>();
  let copies = 0;

  function add(event: EventRecord, line: number): void {
    const source = sources.at(-1);
    if (source === undefined) throw new RangeError("an event comes from a source");
    const key = hashOf(event);
    if (seen.has(key)) {
      copies++;
      return;
    }
    seen.add(key);
    const row = lines.length;
    lines.push(line);
    ids.push(typeof event.eventId === "string" ? shown(event.eventId) : null);
    for (const field of fieldNames) {
      const column = growing.get(field);
      if (column === undefined) continue;
      if (source.absent.has(field)) column.push(row, cell.absent, 0);
      else column.read(row, event[field]);
    }
  }

  function build(): EventTable {
    const rows = lines.length;
    const all = new Map([...growing].map(([field, column]) => [field, column.done(rows)]));
    const every = [...all.values()];
    const columns = every.filter(
      ({ field }) =>
        sources.some(({ absent }) => !absent.has(field)) &&
        !sources.some(({ assumed }) => assumed.has(field)),
    );
    const byField = new Map<string, Column>(columns.map((column) => [column.field, column]));
    const valueBits = new Map<FieldName, readonly Bits[]>();

    function sourceOf(row: number): TableSource {
      const source = sources.findLast(({ firstRow }) => firstRow <= row);
      if (source === undefined) throw new RangeError("there is no such row");
      return source;
    }
    function rowsOfValue(column: Column): readonly Bits[] {
      const known = valueBits.get(column.field);
      if (known !== undefined) return known;
      const bits = column.texts.map(() => emptyBits(rows));
      for (let row = 0; row < rows; row++) {
        const set = column.states[row] === cell.value ? bits[column.values[row] ?? -1] : undefined;
        if (set !== undefined) setBit(set, row);
      }
      valueBits.set(column.field, bits);
      return bits;
    }
    return {
      rows,
      copies,
      sources,
      columns,
      column: (field) => byField.get(field),
      sourceOf,
      placeOf: (row) => ({ eventId: ids[row] ?? null, file: sourceOf(row).file, line: lines[row] ?? 0 }),
      recordOf: (row) => recordOfValues(every.map((column) => cellValue(column, row))),
      sameColumn: (one, other) =>
        sources.some(({ columns: of }) => {
          const header = of.get(one);
          return header !== undefined && header === of.get(other);
        }),
      rowsWith(column, states) {
        const bits = emptyBits(rows);
        for (let row = 0; row < rows; row++)
          if (states.includes(column.states[row] as number)) setBit(bits, row);
        return bits;
      },
      rowsOfValue,
    };
  }

  return { source: (source) => sources.push({ ...source, firstRow: lines.length }), add, build };
}

/** What a cell holds, as an event has it. */
function cellValue(
  { type, states, values, texts, field }: Column,
  row: number,
): FactValue | Unreadable | undefined {
  const state = states[row];
  if (state === cell.unreadable) return new Unreadable("?");
  if (state !== cell.value) return undefined;
  const value = values[row] ?? 0;
  switch (type) {
    case "number":
      return value;
    case "date":
      return dayText(value);
    case "flag":
      return value === 1;
    case "code":
      return texts[value];
    case "shape":
      return exampleOfShape(texts[value] ?? "");
    case "hidden":
      return fields[field].kind === "email" ? "focal.point@example.org" : "Something";
  }
}

/** How often each of the column's texts is there. */
export function countsOf({ states, values, texts }: Column): Uint32Array {
  const counts = new Uint32Array(texts.length);
  for (let row = 0; row < states.length; row++) {
    const place = values[row] ?? 0;
    if (states[row] === cell.value) counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

/** Days recur, and to write one costs a hundred times a look-up. */
const dayTexts = new Map<number, string>();
const mostDays = 20_000;

/** The day as a calendar date. */
function dayText(day: number): string {
  const known = dayTexts.get(day);
  if (known !== undefined) return known;
  if (dayTexts.size >= mostDays) dayTexts.clear();
  const text = new Date(day * millisecondsOfDay).toISOString().slice(0, 10);
  dayTexts.set(day, text);
  return text;
}

function typeOf({ kind }: FieldDefinition): ColumnType {
  switch (kind) {
    case "id":
      return "shape";
    case "text":
    case "person":
    case "email":
      return "hidden";
    case "code":
    case "openCode":
      return "code";
    case "flag":
      return "flag";
    case "date":
      return "date";
    case "count":
    case "percent":
    case "score":
      return "number";
  }
}

/** A number for all that an event holds but its own number (53 bits: two different events hardly ever share one). */
function hashOf(event: EventRecord): number {
  let high = 0x9e3779b1;
  let low = 0x85ebca6b;
  for (const field of fieldNames) {
    if (field === "eventId") continue;
    const value = event[field];
    const text = value instanceof Unreadable ? value.text : value === undefined ? "" : String(value);
    for (let index = 0; index < text.length; index++) {
      const sign = text.charCodeAt(index);
      high = Math.imul(high ^ sign, 0x01000193);
      low = Math.imul(low ^ sign, 0x5bd1e995);
    }
    high = Math.imul(high ^ 0x1f, 0x01000193);
    low = Math.imul(low ^ (low >>> 15), 0x5bd1e995) ^ 0x1f;
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

interface GrowingColumn {
  readonly read: (row: number, value: unknown) => void;
  readonly push: (row: number, state: number, value: number) => void;
  readonly done: (rows: number) => Column;
}

const firstSize = 1_024;

function growingColumn(field: FieldName): GrowingColumn {
  const definition: FieldDefinition = fields[field];
  const type = typeOf(definition);
  const known: ReadonlySet<string> = new Set(
    definition.codeList === undefined ? [] : codeLists[definition.codeList],
  );
  let states = new Uint8Array(firstSize);
  let values = new Float64Array(type === "hidden" ? 0 : firstSize);
  const texts: string[] = type === "flag" ? ["false", "true"] : [];
  const places = new Map<string, number>();

  function push(row: number, state: number, value: number): void {
    if (row >= states.length) {
      const more = new Uint8Array(states.length * 2);
      more.set(states);
      states = more;
      if (type !== "hidden") {
        const wider = new Float64Array(more.length);
        wider.set(values);
        values = wider;
      }
    }
    states[row] = state;
    if (type !== "hidden") values[row] = value;
  }
  function placeOf(text: string): number {
    const before = places.get(text);
    if (before !== undefined) return before;
    places.set(text, texts.length);
    texts.push(text);
    return texts.length - 1;
  }
  function numberOf(value: unknown): number | undefined {
    switch (type) {
      case "number":
        return typeof value === "number" && Number.isFinite(value) ? value : undefined;
      case "date": {
        const day =
          typeof value === "string" ? Date.parse(`${value}T00:00:00Z`) / millisecondsOfDay : Number.NaN;
        return Number.isInteger(day) ? day : undefined;
      }
      case "flag":
        return typeof value === "boolean" ? Number(value) : undefined;
      case "code":
        // Several languages are joined by a slash.
        return typeof value === "string"
          ? placeOf(value.split("/").every((part) => known.has(part)) ? value : otherText)
          : undefined;
      case "shape":
        return typeof value === "string" ? placeOf(shapeOf(value)) : undefined;
      case "hidden":
        return 0;
    }
  }
  return {
    push,
    read(row, value) {
      if (value === undefined) return push(row, cell.empty, 0);
      const number = value instanceof Unreadable ? undefined : numberOf(value);
      push(row, number === undefined ? cell.unreadable : cell.value, number ?? 0);
    },
    done: (rows) => ({
      field,
      type,
      states: states.subarray(0, rows),
      values: values.subarray(0, rows),
      texts,
    }),
  };
}
