import { type FieldDefinition, type FieldName, fields } from "../../events/fields.ts";
import { codeLists } from "../../events/vocabularies/codes.ts";
import type { Condition } from "../../rules/schema.ts";
import type { FactRecord, Scalar } from "../../rules/value.ts";
import { type Bits, countOf, either } from "./bits.ts";
import { type Column, cell, type EventTable, otherText } from "./table.ts";
import { scalarOf } from "./values.ts";

/** Entries of a list whose values tell kinds of events apart; a longer one, as that of all countries, is a vocabulary. */
const longestList = 20;

/** Events that have something in common, of which something else may be true. */
export interface Antecedent {
  readonly field: FieldName;
  /** The values of the field; `undefined` where it is enough that there is one. */
  readonly values: readonly Scalar[] | undefined;
  /** Rows of which it is true. */
  readonly rows: Bits;
  /** Rows of which it can be said whether it is true. */
  readonly known: Bits;
}

/** A value of a code or a flag that enough events have; and that a column is filled in at all. */
export function antecedentsOf(table: EventTable, minSupport: number): readonly Antecedent[] {
  return table.columns.flatMap((column): readonly Antecedent[] => {
    const { field } = column;
    const there = table.rowsWith(column, [cell.value, cell.unreadable]);
    const rows = table.rowsWith(column, [cell.value, cell.unreadable, cell.empty]);
    const count = countOf(there);
    const filled: readonly Antecedent[] =
      count >= minSupport && countOf(rows) - count >= minSupport
        ? [{ field, values: undefined, rows: there, known: rows }]
        : [];
    return [...filled, ...valuesOf(table, column, minSupport)];
  });
}

function valuesOf(table: EventTable, column: Column, minSupport: number): readonly Antecedent[] {
  const { field, type, texts } = column;
  if (type !== "code" && type !== "flag") return [];
  const { codeList }: FieldDefinition = fields[field];
  if (codeList !== undefined && codeLists[codeList].length > longestList) return [];
  const known = table.rowsWith(column, [cell.value]);
  return table.rowsOfValue(column).flatMap((rows, index) => {
    const text = texts[index] ?? "";
    return text === otherText || countOf(rows) < minSupport
      ? []
      : [{ field, values: [scalarOf(field, text)], rows, known }];
  });
}

/** Antecedents with the same field as one: those with a value of which the same is true. */
export function joined(parts: readonly [Antecedent, ...Antecedent[]]): Antecedent {
  const [first, ...others] = parts;
  return {
    ...first,
    values: parts.flatMap(({ values }) => values ?? []),
    rows: others.reduce((rows, part) => either(rows, part.rows), first.rows),
  };
}

/** As a condition of a rule. */
export function conditionOf({ field, values }: Pick<Antecedent, "field" | "values">): Condition {
  if (values === undefined) return { fact: field, operator: "isPresent", value: true };
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? { fact: field, operator: "equal", value: only }
    : { fact: field, operator: "in", value: [...values] };
}

/** The record made one that it is true of. */
export function madeTrue(record: FactRecord, { field, values }: Antecedent): readonly FactRecord[] {
  return (values ?? []).slice(0, 3).map((value) => ({ ...record, [field]: value }));
}

/** Whether two fields belong together, so that the one's being filled in may depend on the other's. */
export function sameGroup(one: FieldName, other: FieldName): boolean {
  return fields[one].group === fields[other].group;
}
