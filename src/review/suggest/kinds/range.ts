import { fields } from "../../../events/fields.ts";
import { grouped } from "../../../report/table/counted.ts";
import { type Draft, type Mined, type Miner, significant } from "../draft.ts";
import { capital, groupOf, idOf, labelOf, nounOf, titled } from "../naming.ts";
import { chanceOfShare, outerFence, roundedUp } from "../statistics.ts";
import { type Column, cell } from "../table.ts";

/** Different numbers that a column must have: a scale of a few steps has no outliers. */
const different = 10;
/** That no more than this share of all events keep to a regularity must be refuted, for kinds that compare with nothing. */
export const rareShare = 0.95;

/**
 * A number of people is at most so many. The limit is not this file's largest number, which the next export may exceed
 * by one: it is Tukey's outer fence on the scale of logarithms, rounded up. That no more than 95 % of all events keep to
 * it must be refuted.
 */
export const mineRanges: Miner = (table, { minSupport, minShare, risk, source }): Mined => {
  let tried = 0;
  const drafts: Draft[] = [];
  for (const column of table.columns) {
    if (fields[column.field].kind !== "count") continue;
    const numbers = positiveOf(column);
    if (numbers.length < minSupport || new Set(numbers).size < different) continue;
    tried++;
    const fence = outerFence(numbers);
    if (fence === undefined) continue;
    const limit = roundedUp(fence);
    const holds = numbers.filter((number) => number <= limit).length;
    if (holds < minShare * numbers.length) continue;
    drafts.push(draftOf(column, limit, chanceOfShare(holds, numbers.length, rareShare), source));
  }
  return { drafts: significant(drafts, tried, risk), tried };
};

function positiveOf({ states, values }: Column): Float64Array {
  return values.filter((value, row) => states[row] === cell.value && value > 0).sort();
}

function draftOf({ field }: Column, limit: number, chance: number, source: string): Draft {
  const most = grouped(limit);
  const noun = nounOf(field);
  return {
    kind: "range",
    claim: `The ${noun} is at most ${most}.`,
    chance,
    weight: 1,
    rule: {
      id: idOf(field, "unusually-many"),
      version: 1,
      state: "shadow",
      title: titled(`The ${noun} is unusually high`),
      severity: "info",
      dimension: "accuracy",
      tags: [groupOf(field), "suggested", "plausibility"],
      when: { fact: field, operator: "isPresent", value: true },
      violation: { fact: field, operator: "greaterThan", value: { param: "most" } },
      params: {
        most: {
          default: limit,
          unit: "people",
          source: `ours: suggested from ${source}: three times the range of the middle half above its upper end, on the scale of logarithms, rounded up`,
        },
      },
      fields: [{ field, expected: "at most {params.most}" }],
      message: `The ${noun} is {${field}}, far more than events usually have. A digit too many changes the yearly figures.`,
      fix: "Check the number for a digit too many or a total of several events. If it is right, nothing needs to be done.",
      rationale: "A number far above all others is often a typing mistake.",
      examples: [
        { title: "One more than the limit", event: { [field]: limit + 1 }, expect: "failed" },
        { title: "The limit itself", event: { [field]: limit }, expect: "passed" },
        { title: `No ${labelOf(field)} entered`, event: {}, expect: "notApplicable" },
        {
          title: `${capital(labelOf(field))}: not in the export`,
          event: {},
          absent: [field],
          expect: "notAssessed",
        },
        {
          title: "A number that cannot be read",
          event: { [field]: { unreadable: "about thirty" } },
          expect: "notAssessed",
        },
      ],
    },
    breaks: (record) => [
      { ...record, [field]: limit + 1 },
      { ...record, [field]: limit * 3 },
    ],
  };
}
