import type { FieldName } from "../../../events/fields.ts";
import type { Condition } from "../../../rules/schema.ts";
import type { FactRecord, Scalar } from "../../../rules/value.ts";
import { type Antecedent, antecedentsOf, conditionOf, joined, madeTrue, sameGroup } from "../antecedents.ts";
import { type Consequent, type Dependence, findDependences } from "../dependence.ts";
import type { Draft, Mined, MineOptions, Miner } from "../draft.ts";
import { capital, groupOf, idOf, labelOf, nounOf, titled } from "../naming.ts";
import { cell, otherText } from "../table.ts";
import { othersOf, sampleOf, scalarOf } from "../values.ts";
import { antecedentSlugs, mostOthers, said } from "./presence.ts";

/** Where a column has a certain value, another has a certain value: the unit tells the division. */
export const mineImplications: Miner = (table, options): Mined => {
  const values = new Map<string, Scalar>();
  const consequents = table.columns.flatMap((column): readonly Consequent[] => {
    if (column.type !== "code" && column.type !== "flag") return [];
    const known = table.rowsWith(column, [cell.value]);
    return table.rowsOfValue(column).flatMap((rows, index) => {
      const text = column.texts[index] ?? "";
      if (text === otherText) return [];
      values.set(`${column.field}\n${text}`, scalarOf(column.field, text));
      return [{ field: column.field, key: text, rows, known }];
    });
  });
  const { found, tried } = findDependences(
    antecedentsOf(table, options.minSupport),
    consequents,
    ({ field, values }, consequent) =>
      !table.sameColumn(field, consequent.field) &&
      (values !== undefined || sameGroup(field, consequent.field)),
    options,
  );
  const groups = new Map<string, [Dependence, ...Dependence[]]>();
  for (const each of found) {
    const { antecedent, consequent, support, holds } = each;
    // One rule for all that one column tells of another; what has exceptions is told by itself.
    const key = JSON.stringify([
      antecedent.field,
      antecedent.values === undefined,
      consequent.field,
      holds < support ? [consequent.key, antecedent.values] : "",
    ]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  const caseOf = ({ antecedent, consequent }: Dependence): Case => ({
    antecedent,
    value: values.get(`${consequent.field}\n${consequent.key}`) ?? consequent.key,
  });
  const drafts = [...groups.values()].map(([first, ...others]) => {
    const all = [first, ...others];
    return draftOf(
      [caseOf(first), ...others.map(caseOf)],
      first.consequent.field,
      Math.max(...all.map(({ chance }) => chance)),
      all.reduce((sum, { support }) => sum + support, 0),
      options,
    );
  });
  return { drafts, tried };
};

interface Case {
  readonly antecedent: Antecedent;
  readonly value: Scalar;
}

function draftOf(
  cases: readonly [Case, ...Case[]],
  field: FieldName,
  chance: number,
  support: number,
  { words }: MineOptions,
): Draft {
  const [first, ...others] = cases;
  const all = joined([first.antecedent, ...others.map(({ antecedent }) => antecedent)]);
  const noun = nounOf(field);
  const told = cases.map(
    ({ antecedent, value }) =>
      `where ${words(conditionOf(antecedent))}, ${words({ fact: field, operator: "equal", value })}`,
  );
  const isOne = cases.length === 1;
  const differs = ({ value }: Case): Condition => ({ fact: field, operator: "notEqual", value });
  const broken = (each: Case): Condition =>
    each.antecedent.values === undefined
      ? differs(each)
      : { all: [conditionOf(each.antecedent), differs(each)] };
  return {
    kind: "implication",
    about: conditionOf(all),
    claim: `${capital(told.join("; "))}.`,
    chance,
    weight: support,
    rule: {
      id: isOne
        ? idOf(field, "not", said(first.value), "where", ...antecedentSlugs(first.antecedent))
        : idOf(field, "contradicts", all.field),
      version: 1,
      state: "shadow",
      title: titled(
        isOne
          ? `${capital(words(differs(first)))} where ${words(conditionOf(first.antecedent))}`
          : `The ${noun} contradicts the ${nounOf(all.field)}`,
      ),
      severity: "info",
      dimension: "consistency",
      tags: [groupOf(field), "suggested", "dependency"],
      when: { fact: all.field, operator: "isPresent", value: true },
      violation: isOne ? broken(first) : { any: cases.map(broken) },
      fields: isOne ? [{ field, expected: said(first.value) }, all.field] : [field, all.field],
      message: isOne
        ? `The ${noun} is {${field}}. In the other events where ${words(conditionOf(first.antecedent))} it is ${said(first.value)}, so that one of the two is probably a slip.`
        : `The ${noun} is {${field}}, which does not go with the ${nounOf(all.field)} in any other event. One of the two is probably a slip.`,
      fix: `Check both, the ${noun} and the ${nounOf(all.field)}.`,
      rationale: `${capital(told.join("; "))}. Where one column tells another, a value that does not fit shows a slip in one of them.`,
      examples: examplesOf(cases, all, field),
    },
    breaks: (record) => [
      ...othersOf(field, [record[field]])
        .slice(0, 3)
        .map((value): FactRecord => ({ ...record, [field]: value })),
      ...madeTrue(record, all),
    ],
  };
}

function examplesOf(cases: readonly Case[], all: Antecedent, field: FieldName): Draft["rule"]["examples"] {
  const of = all.field;
  const label = capital(labelOf(of));
  const others = all.values === undefined ? [] : othersOf(of, all.values).slice(0, mostOthers);
  const [any = sampleOf(of)] = all.values ?? [];
  const [unasked = sampleOf(field)] = othersOf(
    field,
    cases.map(({ value }) => value),
  );
  return [
    ...cases.flatMap(({ antecedent, value }) => {
      const [wrong] = othersOf(field, [value]);
      const some = antecedent.values ?? [sampleOf(of)];
      return some.flatMap((each) => [
        ...(wrong === undefined
          ? []
          : [
              {
                title: `${label} ${said(each)}: ${said(wrong)}`,
                event: { [of]: each, [field]: wrong },
                expect: "failed" as const,
              },
            ]),
        {
          title: `${label} ${said(each)}: ${said(value)}`,
          event: { [of]: each, [field]: value },
          expect: "passed" as const,
        },
      ]);
    }),
    { title: `${label}: nothing entered`, event: { [field]: sampleOf(field) }, expect: "notApplicable" },
    ...others.map((other) => ({
      title: `${label} ${said(other)}: nothing is asked`,
      event: { [of]: other, [field]: unasked },
      expect: "passed" as const,
    })),
    { title: "Nothing entered beside it", event: { [of]: any }, expect: "notAssessed" },
    { title: "The export has no such column", event: { [of]: any }, absent: [field], expect: "notAssessed" },
  ];
}
