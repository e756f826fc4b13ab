import { type FieldDefinition, fields } from "../../../events/fields.ts";
import { codeLists } from "../../../events/vocabularies/codes.ts";
import { countOf } from "../bits.ts";
import { type Draft, type Mined, type Miner, significant } from "../draft.ts";
import { groupOf, idOf, labelOf, listed, titled } from "../naming.ts";
import { chanceOfShare } from "../statistics.ts";
import { type Column, otherText } from "../table.ts";
import { othersOf } from "../values.ts";
import { rareShare } from "./range.ts";

/** Entries that a list may have: a longer one is not a choice but a vocabulary. */
const longest = 20;
/** How often the rarest entry must have been seen: an entry seen once says that there are others not seen yet. */
const rarest = 5;

/**
 * A column has a few of its code list's values. That it has others, in 5 % of events or more, must be refuted; and each
 * of the few must have been seen several times, since many values seen once are the sign of more to come (I. J. Good,
 * The Population Frequencies of Species, Biometrika 40 (1953) 237–264).
 */
export const mineCodeLists: Miner = (table, { minSupport, minShare, risk, source }): Mined => {
  let tried = 0;
  const drafts: Draft[] = [];
  for (const column of table.columns) {
    if (column.type !== "code") continue;
    const seen = table
      .rowsOfValue(column)
      .map((bits, index) => ({ code: column.texts[index] ?? "", count: countOf(bits) }))
      .filter(({ count }) => count > 0);
    const support = seen.reduce((sum, { count }) => sum + count, 0);
    if (support < minSupport) continue;
    tried++;
    const usual = seen.filter(({ code, count }) => code !== otherText && count >= rarest);
    const holds = usual.reduce((sum, { count }) => sum + count, 0);
    const { codeList }: FieldDefinition = fields[column.field];
    const all = codeList === undefined ? [] : codeLists[codeList];
    if (usual.length < 2 || usual.length > longest || usual.length >= all.length) continue;
    if (holds < minShare * support) continue;
    const codes = usual.map(({ code }) => code).sort();
    drafts.push(draftOf(column, codes, chanceOfShare(holds, support, rareShare), source));
  }
  return { drafts: significant(drafts, tried, risk), tried };
};

function draftOf({ field }: Column, codes: readonly string[], chance: number, source: string): Draft {
  const others = othersOf(field, codes);
  const label = labelOf(field);
  return {
    kind: "codeList",
    claim: `The ${label} is ${listed(codes, "or")}.`,
    chance,
    weight: 1,
    rule: {
      id: idOf(field, "not-usual"),
      version: 1,
      state: "shadow",
      title: titled(`The ${label} is not one of the usual ones`),
      severity: "info",
      dimension: "validity",
      tags: [groupOf(field), "suggested", "code-list"],
      when: { fact: field, operator: "isPresent", value: true },
      violation: { fact: field, operator: "notIn", value: { param: "usual" } },
      params: {
        usual: {
          default: [...codes],
          unit: "codes",
          source: `ours: suggested from ${source}: every value in it, each seen ${rarest} times or more`,
        },
      },
      fields: [{ field, expected: "one of {params.usual}" }],
      message: `The ${label} is {${field}}, which has not been used before. It may be right, or the wrong line of a list.`,
      fix: "Check it. If it is right, ask for it to be added to the usual ones.",
      rationale: "A value that nobody else uses is often the neighbour of the right one in a list.",
      examples: [
        { title: "One that is not usual", event: { [field]: others[0] ?? otherText }, expect: "failed" },
        ...codes.map((code) => ({
          title: `A usual one: ${code}`,
          event: { [field]: code },
          expect: "passed" as const,
        })),
        { title: `No ${label} entered`, event: {}, expect: "notApplicable" },
        { title: "The export has no such column", event: {}, absent: [field], expect: "notAssessed" },
        {
          title: "An entry that cannot be read",
          event: { [field]: { unreadable: "see remarks" } },
          expect: "notAssessed",
        },
      ],
    },
    breaks: (record) => others.slice(0, 3).map((other) => ({ ...record, [field]: other })),
  };
}
