import { type FieldName, fieldNames } from "../../../events/fields.ts";
import type { Condition } from "../../../rules/schema.ts";
import { type Antecedent, antecedentsOf, conditionOf, madeTrue, sameGroup } from "../antecedents.ts";
import { countOf } from "../bits.ts";
import { type Consequent, findDependences } from "../dependence.ts";
import {
  type Draft,
  type Mined,
  type MineOptions,
  type Miner,
  type PresencePart,
  significant,
} from "../draft.ts";
import { capital, groupOf, idOf, labelOf, listed, nounOf, titled } from "../naming.ts";
import { chanceOfShare } from "../statistics.ts";
import { cell, type EventTable } from "../table.ts";
import { othersOf, sampleOf } from "../values.ts";
import { rareShare } from "./range.ts";

/**
 * Where a column has a certain value, another is filled in, or is empty; and columns that are always filled in. Of free
 * text, names and addresses no more is looked at than whether they are there.
 */
export const minePresence: Miner = (table, options): Mined => {
  const consequents = table.columns.flatMap((column): readonly Consequent[] => {
    const known = table.rowsWith(column, [cell.value, cell.unreadable, cell.empty]);
    return [
      {
        field: column.field,
        key: "there",
        rows: table.rowsWith(column, [cell.value, cell.unreadable]),
        known,
      },
      { field: column.field, key: "empty", rows: table.rowsWith(column, [cell.empty]), known },
    ];
  });
  const { found, tried } = findDependences(
    antecedentsOf(table, options.minSupport),
    consequents,
    ({ field, values }, consequent) =>
      !table.sameColumn(field, consequent.field) &&
      (values !== undefined || sameGroup(field, consequent.field)),
    { ...options, risk: options.risk / 2 },
  );
  const always = mineAlways(table, options);
  const drafts = found.map(({ antecedent, consequent, chance, support }) =>
    dependentDraft(
      [{ antecedent, field: consequent.field, isThere: consequent.key === "there" }],
      chance,
      support,
      options,
    ),
  );
  return { drafts: [...always.drafts, ...drafts], tried: tried + always.tried };
};

/** Columns that are filled in whatever the event: that 5 % of events or more lack it must be refuted. */
function mineAlways(table: EventTable, { minSupport, risk }: MineOptions): Mined {
  const columns = table.columns.flatMap((column) => {
    const support = countOf(table.rowsWith(column, [cell.value, cell.unreadable, cell.empty]));
    const holds = countOf(table.rowsWith(column, [cell.value, cell.unreadable]));
    return support < minSupport
      ? []
      : [{ column, support, holds, chance: chanceOfShare(holds, support, rareShare) }];
  });
  const found = significant(columns, columns.length, risk / 2).filter(
    ({ support, holds }) => holds === support,
  );
  return {
    drafts: found.map(({ column, chance, support }) => alwaysDraft(column.field, chance, support)),
    tried: columns.length,
  };
}

/**
 * Drafts about the same events as one, and columns that are always filled in together as one: a person decides once on
 * what belongs together. Drafts that stand alone are left out.
 */
export function mergedPresence(
  drafts: readonly Draft[],
  options: MineOptions,
): readonly (readonly [Draft, readonly Draft[]])[] {
  const merged: (readonly [Draft, readonly Draft[]])[] = [];
  const left = new Set(drafts.filter(({ presence }) => presence !== undefined));
  for (const group of mutual([...left])) {
    const filled = new Set(group.map(({ presence }) => presence?.field));
    const fields = fieldNames.filter((field) => filled.has(field));
    merged.push([togetherDraft(fields, group), group]);
    for (const each of group) left.delete(each);
  }
  const groups = new Map<string, Draft[]>();
  for (const draft of left) {
    if (draft.presence === undefined) continue;
    const { antecedent, isThere } = draft.presence;
    const key = JSON.stringify([antecedent.field, antecedent.values?.map(String).sort(), isThere]);
    groups.set(key, [...(groups.get(key) ?? []), draft]);
  }
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const parts = group
      .flatMap(({ presence }) => (presence === undefined ? [] : [presence]))
      .sort((one, other) => fieldNames.indexOf(one.field) - fieldNames.indexOf(other.field));
    const [first, ...others] = parts;
    if (first === undefined) continue;
    const weight = Math.max(...group.map((each) => each.weight));
    merged.push([dependentDraft([first, ...others], chanceOfAll(group), weight, options), group]);
  }
  return merged;
}

/** The weakest of them. */
function chanceOfAll(drafts: readonly Draft[]): number {
  return Math.max(...drafts.map(({ chance }) => chance));
}

/** Drafts that say both ways that one column is filled in where another is, gathered into sets of columns. */
function mutual(drafts: readonly Draft[]): readonly (readonly Draft[])[] {
  const filled = drafts.filter(
    ({ presence }) => presence?.isThere === true && presence.antecedent.values === undefined,
  );
  const says = (from: string, to: string): Draft | undefined =>
    filled.find(({ presence }) => presence?.antecedent.field === from && presence.field === to);
  const groups: Draft[][] = [];
  const done = new Set<string>();
  for (const { presence } of filled) {
    if (presence === undefined || done.has(presence.field)) continue;
    const fields = new Set<string>([presence.field]);
    for (const field of fields)
      for (const each of filled) {
        const other = each.presence?.field;
        if (other !== undefined && says(field, other) !== undefined && says(other, field) !== undefined)
          fields.add(other);
      }
    if (fields.size < 2) continue;
    for (const field of fields) done.add(field);
    groups.push(
      filled.filter(
        (each) => fields.has(each.presence?.field ?? "") && fields.has(each.presence?.antecedent.field ?? ""),
      ),
    );
  }
  return groups;
}

function dependentDraft(
  parts: readonly [PresencePart, ...PresencePart[]],
  chance: number,
  weight: number,
  { words }: MineOptions,
): Draft {
  const [{ antecedent, isThere }] = parts;
  const fields = parts.map(({ field }) => field);
  const [first] = parts.map(({ field }) => field);
  const when = conditionOf(antecedent);
  const clause = words(when);
  const nouns = fields.map((field) => `the ${nounOf(field)}`);
  const isOne = fields.length === 1;
  const all = listed(nouns);
  const any = shortly(nouns, "or");
  const operator = isThere ? "isEmpty" : "isPresent";
  const wrong = fields.map((fact): Condition => ({ fact, operator, value: true }));
  const [only] = wrong;
  const broken: Condition = isOne && only !== undefined ? only : { any: wrong };
  const [part] = parts;
  return {
    kind: "presence",
    about: when,
    ...(isOne ? { presence: part } : {}),
    claim: `Where ${clause}, ${all} ${isOne ? "is" : "are"} ${isThere ? "filled in" : "left empty"}.`,
    chance,
    weight,
    rule: {
      id: idOf(
        ...fields.slice(0, 2),
        isThere ? "missing" : "unexpected",
        "where",
        ...antecedentSlugs(antecedent),
      ),
      version: 1,
      state: "shadow",
      title: titled(`${any} is ${isThere ? "missing" : "not expected"} where ${clause}`),
      severity: "info",
      dimension: isThere ? "completeness" : "consistency",
      tags: [groupOf(first ?? antecedent.field), "suggested", isThere ? "missing" : "dependency"],
      when: { fact: antecedent.field, operator: "isPresent", value: true },
      violation: antecedent.values === undefined ? broken : { all: [when, broken] },
      fields: isOne
        ? [...fields, antecedent.field]
        : [
            ...wrong.map((condition, index) => ({ field: fields[index] ?? antecedent.field, if: condition })),
            antecedent.field,
          ],
      message: `${capital(any)} is ${isThere ? "not " : ""}filled in. Other events like this one, where ${clause}, ${isThere ? "have" : "leave"} ${isOne ? "it" : "them"}${isThere ? "" : " empty"}.`,
      fix: isThere
        ? `Enter what is missing. If there is none, check the ${nounOf(antecedent.field)}.`
        : `Check both: either it belongs to another event, or the ${nounOf(antecedent.field)} is not right.`,
      rationale: isThere
        ? "Some columns go together: where the one has this value, the other is needed."
        : "Some columns exclude each other: where the one has this value, the other has nothing to say.",
      examples: dependentExamples(antecedent, fields, isThere),
    },
    breaks: (record) => [
      ...fields.map((field) => {
        const { [field]: _, ...emptied } = record;
        return isThere ? emptied : { ...record, [field]: record[field] ?? sampleOf(field) };
      }),
      ...madeTrue(record, antecedent),
    ],
  };
}

function dependentExamples(
  antecedent: Antecedent,
  fields: readonly FieldName[],
  isThere: boolean,
): Draft["rule"]["examples"] {
  const of = antecedent.field;
  const { values } = antecedent;
  const some = values ?? [sampleOf(of)];
  const [value = true] = some;
  const others = values === undefined ? [] : othersOf(of, values).slice(0, mostOthers);
  const label = capital(labelOf(of));
  const filled = Object.fromEntries(fields.map((field) => [field, sampleOf(field)]));
  const right = isThere ? filled : {};
  const wrong = fields.map((field) => {
    const { [field]: _, ...rest } = filled;
    return { field, record: isThere ? rest : { [field]: sampleOf(field) } };
  });
  const what = isThere ? "filled in" : "left empty";
  return [
    ...wrong.map(({ field, record }) => ({
      title: `${capital(nounOf(field))} is not ${what}`,
      event: { [of]: value, ...record },
      expect: "failed" as const,
    })),
    ...some.slice(1).map((each) => ({
      title: `${label} ${said(each)}: not ${what}`,
      event: { [of]: each, ...(wrong[0]?.record ?? {}) },
      expect: "failed" as const,
    })),
    ...some.map((each) => ({
      title: `${label} ${said(each)}: ${what}`,
      event: { [of]: each, ...right },
      expect: "passed" as const,
    })),
    ...others.map((each) => ({
      title: `${label} ${said(each)}: nothing is asked`,
      event: { [of]: each, ...(wrong[0]?.record ?? {}) },
      expect: "passed" as const,
    })),
    { title: `${label}: nothing entered`, event: {}, expect: "notApplicable" },
    {
      title: "The export has no such column",
      event: { [of]: value },
      absent: [...fields],
      expect: "notAssessed",
    },
  ];
}

function alwaysDraft(field: FieldName, chance: number, weight: number): Draft {
  const noun = nounOf(field);
  return {
    kind: "presence",
    claim: `The ${noun} is always filled in.`,
    chance,
    weight,
    rule: {
      id: idOf(field, "not-filled-in"),
      version: 1,
      state: "shadow",
      title: titled(`The ${noun} is not filled in`),
      severity: "info",
      dimension: "completeness",
      tags: [groupOf(field), "suggested", "missing"],
      when: { all: [] },
      violation: { fact: field, operator: "isEmpty", value: true },
      fields: [field],
      message: `The ${noun} is not filled in. The other events have it.`,
      fix: "Enter it.",
      rationale: "A column that is filled in for every event is one that people count on.",
      examples: [
        { title: "Left empty", event: {}, expect: "failed" },
        { title: "Filled in", event: { [field]: sampleOf(field) }, expect: "passed" },
        { title: "The export has no such column", event: {}, absent: [field], expect: "notAssessed" },
      ],
    },
    breaks: (record) => {
      const { [field]: _, ...emptied } = record;
      return [emptied];
    },
  };
}

function togetherDraft(fields: readonly FieldName[], of: readonly Draft[]): Draft {
  const nouns = fields.map((field) => `the ${nounOf(field)}`);
  const all = listed(nouns);
  const present = fields.map((fact): Condition => ({ fact, operator: "isPresent", value: true }));
  const empty = fields.map((fact): Condition => ({ fact, operator: "isEmpty", value: true }));
  const filled = Object.fromEntries(fields.map((field) => [field, sampleOf(field)]));
  const [first] = fields;
  return {
    kind: "presence",
    claim: `${capital(all)} are filled in together, or not at all.`,
    chance: chanceOfAll(of),
    weight: Math.max(...of.map(({ weight }) => weight)),
    rule: {
      id: idOf(...fields.slice(0, 3), "not-together"),
      version: 1,
      state: "shadow",
      title: titled(`Of ${all}, only some are filled in`),
      severity: "info",
      dimension: "completeness",
      tags: [first === undefined ? "other" : groupOf(first), "suggested", "missing"],
      when: { any: present },
      violation: { any: empty },
      fields: fields.map((field, index) => ({ field, if: empty[index] ?? { all: [] } })),
      message: `Of ${shortly(nouns, "and")}, only a part is filled in. Other events have all of them or none.`,
      fix: "Enter what is missing, or take out what does not belong here.",
      rationale: "What is always entered together was probably forgotten where a part is missing.",
      examples: [
        ...fields.map((field) => {
          const { [field]: _, ...others } = filled;
          return { title: `Only missing: ${labelOf(field)}`, event: others, expect: "failed" as const };
        }),
        { title: "All are filled in", event: filled, expect: "passed" },
        { title: "None is filled in", event: {}, expect: "notApplicable" },
        {
          title: "The export has none of these columns",
          event: {},
          absent: [...fields],
          expect: "notAssessed",
        },
      ],
    },
    breaks: (record) =>
      fields.flatMap((field) => {
        const { [field]: _, ...emptied } = record;
        return [emptied, { ...record, [field]: record[field] ?? sampleOf(field) }];
      }),
  };
}

/** Many columns in few words: a message must be read. */
function shortly(nouns: readonly string[], last: "and" | "or"): string {
  if (nouns.length <= mostNamed) return listed(nouns, last);
  const shown = nouns.slice(0, mostNamed - 1);
  return listed([...shown, `${last === "or" ? "one of " : ""}${nouns.length - shown.length} others`], last);
}

/** Columns that are named in one message. */
const mostNamed = 4;

export function antecedentSlugs({ field, values }: Antecedent): readonly string[] {
  return [field, ...(values === undefined ? ["filled-in"] : values.slice(0, 2).map(said))];
}

/** Values that a rule asks nothing of, as examples: all of most lists. */
export const mostOthers = 20;

export function said(value: unknown): string {
  return value === true ? "yes" : value === false ? "no" : String(value);
}
