import type { FieldName } from "../../../events/fields.ts";
import { type Antecedent, antecedentsOf, conditionOf, madeTrue, sameGroup } from "../antecedents.ts";
import { type Consequent, type Dependence, findDependences } from "../dependence.ts";
import type { Draft, Mined, MineOptions, Miner } from "../draft.ts";
import { capital, groupOf, idOf, labelOf, nounOf, titled } from "../naming.ts";
import { cell } from "../table.ts";
import { othersOf, sampleOf } from "../values.ts";

/**
 * Where a column has a certain value, another is filled in, or is empty. Of free text, names and addresses no more is
 * looked at than whether they are there.
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
    options,
  );
  return { drafts: found.map((each) => draftOf(each, options)), tried };
};

function draftOf({ antecedent, consequent, chance, support }: Dependence, { words }: MineOptions): Draft {
  const { field } = consequent;
  const isThere = consequent.key === "there";
  const when = conditionOf(antecedent);
  const clause = words(when);
  const what = isThere ? "missing" : "not expected";
  return {
    kind: "presence",
    claim: `Where ${clause}, the ${nounOf(field)} is ${isThere ? "filled in" : "left empty"}.`,
    chance,
    weight: support,
    rule: {
      id: idOf(field, isThere ? "missing" : "unexpected", "where", ...antecedentSlugs(antecedent)),
      version: 1,
      state: "shadow",
      title: titled(`The ${nounOf(field)} is ${what} where ${clause}`),
      severity: "info",
      dimension: isThere ? "completeness" : "consistency",
      tags: [groupOf(field), "suggested", isThere ? "missing" : "dependency"],
      when,
      violation: { fact: field, operator: isThere ? "isEmpty" : "isPresent", value: true },
      fields: [field, antecedent.field],
      message: isThere
        ? `The ${nounOf(field)} is not filled in. Other events like this one, where ${clause}, all have it.`
        : `The ${nounOf(field)} is filled in. Other events like this one, where ${clause}, leave it empty.`,
      fix: isThere
        ? `Please fill it in. If there is none, check the ${labelOf(antecedent.field)}.`
        : `Please check both: either it belongs to another event, or the ${labelOf(antecedent.field)} is not right.`,
      rationale: isThere
        ? "The two columns go together: where the one has this value, the other is needed."
        : "The two columns go together: where the one has this value, the other has nothing to say.",
      examples: examplesOf(antecedent, field, isThere),
    },
    breaks: (record) => {
      const { [field]: _, ...emptied } = record;
      const broken = isThere ? emptied : { ...record, [field]: record[field] ?? sampleOf(field) };
      return [broken, ...madeTrue(record, antecedent)];
    },
  };
}

export function antecedentSlugs({ field, values }: Antecedent): readonly string[] {
  return [field, ...(values === undefined ? ["filled-in"] : values.slice(0, 2).map(String))];
}

function examplesOf(antecedent: Antecedent, field: FieldName, isThere: boolean): Draft["rule"]["examples"] {
  const { values } = antecedent;
  const sample = sampleOf(field);
  const some = values ?? [sampleOf(antecedent.field)];
  const [first = true] = some;
  const [other] = values === undefined ? [] : othersOf(antecedent.field, values);
  const of = antecedent.field;
  const label = capital(labelOf(of));
  const [filled, empty] = isThere ? (["passed", "failed"] as const) : (["failed", "passed"] as const);
  return [
    ...some.map((value) => ({
      title: `${label} ${said(value)}: left empty`,
      event: { [of]: value },
      expect: empty,
    })),
    ...some.map((value) => ({
      title: `${label} ${said(value)}: filled in`,
      event: { [of]: value, [field]: sample },
      expect: filled,
    })),
    ...(other === undefined
      ? []
      : [
          {
            title: `${label} ${said(other)}: the rule is not about it`,
            event: { [of]: other, ...(isThere ? {} : { [field]: sample }) },
            expect: "notApplicable" as const,
          },
        ]),
    ...(values === undefined
      ? [
          {
            title: `${label} left empty: the rule is not about it`,
            event: {},
            expect: "notApplicable" as const,
          },
        ]
      : [{ title: `${label} not entered`, event: {}, expect: "notAssessed" as const }]),
    {
      title: "The export has no such column",
      event: { [of]: first },
      absent: [field],
      expect: "notAssessed",
    },
  ];
}

export function said(value: unknown): string {
  return value === true ? "yes" : value === false ? "no" : String(value);
}
