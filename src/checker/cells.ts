import {
  type FieldDefinition,
  type FieldKind,
  type FieldName,
  fieldNames,
  fields,
} from "../events/fields.ts";
import type { EventRecord } from "../events/record.ts";
import { vocabularies } from "../events/vocabularies/codes.ts";
import { cellRule } from "../findings/cellRule.ts";
import type { Finding, Source } from "../findings/finding.ts";
import { fingerprint } from "../findings/fingerprint.ts";
import { defaultWording, type Wording } from "../locale/wording.ts";
import { shown } from "../rules/masked.ts";
import { Unreadable } from "../rules/value.ts";

/** The finding for a cell that holds something which cannot be read as its field's kind. */
export function cellFinding(
  field: FieldName,
  cell: Unreadable,
  column: string | undefined,
  event: { readonly eventId: string | null; readonly unit: string | null },
  source: Source | null,
  wording: Wording = defaultWording(),
): Finding {
  const { kind, codeList }: FieldDefinition = fields[field];
  const suggested = codeList === undefined ? undefined : vocabularies[codeList].nearest(cell.text);
  const observed = showable(kind, cell.text);
  return {
    ruleId: cellRule,
    ruleVersion: 1,
    severity: "error",
    dimension: "validity",
    status: "new",
    message: wording.text("cell.message", { column: column ?? wording.fieldLabel(field) }),
    fix: cellFix(field, wording),
    // Not spread: what is given here is a judgement, with all outcomes and findings.
    eventId: shown(event.eventId),
    unit: shown(event.unit),
    source,
    fields: [
      {
        field,
        ...(column === undefined ? {} : { column }),
        ...(observed === undefined ? {} : { observed }),
        expected: wantedIn(field, wording),
        ...(suggested === undefined ? {} : { suggested, confidence: "likely" }),
      },
    ],
    fingerprint: fingerprint(cellRule, event.eventId, [field]),
    docs: `docs/rules/${cellRule}.md`,
  };
}

/** What to enter into a cell of a field that cannot be read. */
export function cellFix(field: FieldName, wording: Wording): string {
  const { kind }: FieldDefinition = fields[field];
  const expected = wantedIn(field, wording);
  if (field === "platform")
    return wording.text("cell.fixPlatform", { expected, other: wording.codeLabel("platform", "other") });
  // An empty count is honest while nobody knows it; an empty status or date is a gap itself.
  return wording.text(["count", "percent", "score"].includes(kind) ? "cell.fixUnknown" : "cell.fix", {
    expected,
  });
}

function wantedIn(field: FieldName, wording: Wording): string {
  const { kind, codeList }: FieldDefinition = fields[field];
  const codes = codeList === undefined ? [] : vocabularies[codeList].codes;
  if (codeList === undefined || codes.length === 0 || codes.length > 12)
    return wording.text(`cell.expected.${kind === "openCode" ? "code" : kind}`);
  // The reader knows a code by each of these names.
  return wording.text("cell.expected.oneOf", {
    codes: codes.map((code) => wording.codeLabel(codeList, code)).join(", "),
  });
}

/** The 31st of February: as many digits as a telephone number, but nobody writes one like that. */
const dateLike = /^(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})$/;

/**
 * A cell in the wrong column may hold anything, a name or a telephone number among it. Only what is plainly a botched
 * figure or a spreadsheet's error is shown.
 */
function showable(kind: FieldKind, text: string): string | undefined {
  if (!["count", "percent", "score", "date"].includes(kind) || text.length > 20) return undefined;
  if (/^#[A-Z0-9/!?]+$/.test(text) || (kind === "date" && dateLike.test(text))) return text;
  const digits = text.replace(/\D/g, "").length;
  return digits > 0 && digits < 7 && /^[\d\s.,:;%/'’~<>≈+()–-]+$/.test(text) ? text : undefined;
}

/** Counts, by field, the cells that were read and those that could not be. */
export interface CellTally {
  /** @param own What the event calls its fields, where that is not the same for all. */
  readonly add: (
    event: EventRecord,
    judged: Pick<Finding, "eventId" | "unit" | "source">,
    own?: ReadonlyMap<string, string>,
  ) => void;
  /** @param ambiguous Fields whose columns read in two ways; known in full only at the end. */
  readonly result: (ambiguous: ReadonlySet<string>) => {
    /** Fields of which more than half of the filled cells cannot be read: one cause, not one finding a row. */
    readonly columns: readonly { readonly field: FieldName; readonly unreadable: number }[];
    /** Findings of all other fields, in the order of the rows, at most `keep` a field. */
    readonly findings: readonly Finding[];
    /** All findings of these fields, kept or not. */
    readonly total: number;
  };
}

/** Fewer unreadable cells than this are findings of their own, whatever their share. */
const fewest = 3;

/**
 * A column is judged by all its cells, an ambiguous one as a whole, so the findings wait for the end: else they would
 * depend on the order of the rows.
 */
export function createCellTally({
  columns,
  fieldsOf,
  keep,
  wording = defaultWording(),
}: {
  /** Headers by field. */
  readonly columns: ReadonlyMap<string, string>;
  /** The fields that matter of an event. */
  readonly fieldsOf: (event: EventRecord) => ReadonlySet<string>;
  readonly keep: number;
  /** Default: English. */
  readonly wording?: Wording;
}): CellTally {
  const filled = new Float64Array(fieldNames.length);
  const bad = new Float64Array(fieldNames.length);
  /** Of the bad ones, those that matter. Whether a column can be read does not hang on who needs it. */
  const told = new Float64Array(fieldNames.length);
  const kept: Finding[][] = fieldNames.map(() => []);

  function add(
    event: EventRecord,
    judged: Pick<Finding, "eventId" | "unit" | "source">,
    own = columns,
  ): void {
    // A record's values are in the order of the fields; all at once they cost a third of one by one.
    const values: readonly unknown[] = Object.values(event);
    for (let place = 0; place < values.length; place++) {
      const cell = values[place];
      if (cell === undefined) continue;
      filled[place] = (filled[place] ?? 0) + 1;
      if (typeof cell !== "object" || !(cell instanceof Unreadable)) continue;
      // A record that is not the reader's may have its fields in another order.
      const index = placeOf(cell, event, place);
      const field = fieldNames[index];
      if (field === undefined) continue;
      bad[index] = (bad[index] ?? 0) + 1;
      if (!fieldsOf(event).has(field)) continue;
      told[index] = (told[index] ?? 0) + 1;
      const findings = kept[index] ?? [];
      const { eventId, unit, source } = judged;
      if (findings.length < keep)
        findings.push(cellFinding(field, cell, own.get(field), { eventId, unit }, source, wording));
    }
  }

  function placeOf(cell: Unreadable, event: EventRecord, expected: number): number {
    const field = fieldNames[expected];
    return field !== undefined && event[field] === cell
      ? expected
      : fieldNames.findIndex((each) => event[each] === cell);
  }

  function result(ambiguous: ReadonlySet<string>): ReturnType<CellTally["result"]> {
    const isColumn = (index: number): boolean => {
      const cells = bad[index] ?? 0;
      if (ambiguous.has(fieldNames[index] ?? "")) return cells > 0;
      return cells >= fewest && 2 * cells > (filled[index] ?? 0);
    };
    const indexes = [...fieldNames.keys()].filter((index) => (told[index] ?? 0) > 0);
    const others = indexes.filter((index) => !isColumn(index));
    return {
      columns: indexes
        .filter(isColumn)
        .map((index) => ({ field: fieldNames[index] as FieldName, unreadable: bad[index] ?? 0 })),
      findings: others
        .flatMap((index) => kept[index] ?? [])
        .sort((one, other) => (one.source?.row ?? 0) - (other.source?.row ?? 0)),
      total: others.reduce((sum, index) => sum + (told[index] ?? 0), 0),
    };
  }
  return { add, result };
}
