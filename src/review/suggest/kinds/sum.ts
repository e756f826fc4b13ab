import { type FieldName, fields } from "../../../events/fields.ts";
import type { FactRecord } from "../../../rules/value.ts";
import { type Draft, type Mined, type Miner, significant } from "../draft.ts";
import { groupOf, idOf, labelOf, listed, nounOf, titled } from "../naming.ts";
import { chanceOfShare } from "../statistics.ts";
import { type Column, cell, type EventTable } from "../table.ts";

/** Parts of a sum: the longest breakdown of participants has six. */
const mostParts = 6;
/** Rows that a sum is tried on first: almost all are refuted by them. */
const probeRows = 64;
/** Share of them that must add up. */
const probeShare = 0.9;
/** Sums looked into for one total, so that a table of many columns ends. */
const mostSteps = 2_000_000;

/**
 * A count is the sum of two to six others. How likely it is that they add up by chance is seen by adding the parts of
 * one event and holding them against the total of another; only events where two parts or more are above 0 say
 * anything. Of sums for one total that hold, the shorter ones make the longer ones superfluous.
 */
export const mineSums: Miner = (table, { minSupport, minShare, risk }): Mined => {
  const counts = table.columns.filter(({ field }) => fields[field].kind === "count");
  let tried = 0;
  const drafts: Draft[] = [];
  for (const total of counts) {
    const parts = counts.filter((part) => part !== total && isPart(table, part, total, minSupport, minShare));
    tried += subsetsOf(parts.length);
    const found = search(table, total, parts)
      .map((each) => judged(table, total, each))
      .filter(({ informative, holds, support }) => informative >= minSupport && holds >= minShare * support)
      .sort((one, other) => one.parts.length - other.parts.length);
    const kept: Judged[] = [];
    for (const each of found) {
      const isLonger = kept.some(
        ({ parts: shorter, holds, support }) =>
          shorter.every((part) => each.parts.includes(part)) &&
          (holds === support || each.holds < each.support),
      );
      if (!isLonger) kept.push(each);
    }
    // A sum with exceptions beside a longer one without: the longer one is what is meant.
    const whole = kept.filter(({ holds, support }) => holds === support);
    for (const each of kept)
      if (whole.length === 0 || whole.includes(each)) drafts.push(draftOf(total.field, each));
  }
  return { drafts: significant(drafts, tried, risk), tried };
};

interface Judged {
  readonly parts: readonly Column[];
  readonly support: number;
  readonly holds: number;
  readonly informative: number;
  readonly chance: number;
}

function subsetsOf(of: number): number {
  let sum = 0;
  let choose = of;
  for (let take = 2; take <= Math.min(mostParts, of); take++) {
    choose = (choose * (of - take + 1)) / take;
    sum += choose;
  }
  return sum;
}

function isKnown({ states }: Column, row: number): boolean {
  return states[row] === cell.value;
}

/** Whether it can be a part at all: hardly ever more than the total, and not nothing. */
function isPart(
  table: EventTable,
  part: Column,
  total: Column,
  minSupport: number,
  minShare: number,
): boolean {
  if (table.sameColumn(part.field, total.field)) return false;
  let support = 0;
  let within = 0;
  let something = 0;
  for (let row = 0; row < table.rows; row++) {
    if (!isKnown(part, row) || !isKnown(total, row)) continue;
    const value = part.values[row] as number;
    support++;
    if (value >= 0 && value <= (total.values[row] as number)) within++;
    if (value > 0) something++;
  }
  return support >= minSupport && within >= minShare * support && something >= Math.max(5, support / 100);
}

/** Sets of parts that add up to the total in a sample of the rows. */
function search(table: EventTable, total: Column, parts: readonly Column[]): readonly (readonly Column[])[] {
  const found: (readonly Column[])[] = [];
  let steps = 0;

  function visit(
    from: number,
    chosen: readonly Column[],
    rows: readonly number[],
    sums: readonly number[],
  ): void {
    for (let index = from; index < parts.length && steps < mostSteps; index++) {
      const part = parts[index] as Column;
      const known = rows.length === 0 && chosen.length === 0 ? sampled(table, total, part) : rows;
      const nextRows: number[] = [];
      const nextSums: number[] = [];
      let over = 0;
      let equal = 0;
      for (const [position, row] of known.entries()) {
        if (!isKnown(part, row)) continue;
        const sum = (sums[position] ?? 0) + (part.values[row] as number);
        const of = total.values[row] as number;
        nextRows.push(row);
        nextSums.push(sum);
        if (sum > of) over++;
        if (sum === of) equal++;
      }
      steps++;
      if (nextRows.length < probeRows / 4 || over > (1 - probeShare) * nextRows.length) continue;
      const next = [...chosen, part];
      if (next.length > 1 && equal >= probeShare * nextRows.length) found.push(next);
      if (next.length < mostParts) visit(index + 1, next, nextRows, nextSums);
    }
  }
  visit(0, [], [], []);
  return found;
}

/** Rows spread evenly over those where both are known and the total is above 0. */
function sampled(table: EventTable, total: Column, part: Column): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < table.rows; row++)
    if (isKnown(total, row) && isKnown(part, row) && (total.values[row] as number) > 0) rows.push(row);
  const step = Math.max(1, Math.floor(rows.length / probeRows));
  return rows.filter((_, index) => index % step === 0).slice(0, probeRows);
}

function judged(table: EventTable, total: Column, parts: readonly Column[]): Judged {
  let support = 0;
  let holds = 0;
  let informative = 0;
  let informativeHolds = 0;
  let byChance = 0;
  let before: number | undefined;
  for (let row = 0; row < table.rows; row++) {
    if (!isKnown(total, row) || !parts.every((part) => isKnown(part, row))) continue;
    const sum = parts.reduce((all, { values }) => all + (values[row] as number), 0);
    const of = total.values[row] as number;
    support++;
    if (sum === of) holds++;
    if (parts.filter(({ values }) => (values[row] as number) > 0).length < 2) continue;
    informative++;
    if (sum === of) informativeHolds++;
    if (before === of) byChance++;
    before = sum;
  }
  const by = (byChance + 1) / (informative + 1);
  return { parts, support, holds, informative, chance: chanceOfShare(informativeHolds, informative, by) };
}

function draftOf(total: FieldName, { parts, chance, informative }: Judged): Draft {
  const names = parts.map(({ field }) => field);
  const labels = listed(names.map(labelOf));
  const noun = nounOf(total);
  const values = names.map((_, index) => 4 + index);
  const sum = values.reduce((all, value) => all + value, 0);
  const right = {
    [total]: sum,
    ...Object.fromEntries(names.map((name, index) => [name, values[index] ?? 0])),
  };
  const [first] = names;
  const { [first ?? total]: _, ...incomplete } = right;
  return {
    kind: "sum",
    claim: `The ${noun} is the sum of ${labels}.`,
    chance,
    weight: informative,
    rule: {
      id: idOf(total, "not-sum-of", ...names),
      version: 1,
      state: "shadow",
      title: titled(`The ${noun} is not the sum of ${labels}`),
      severity: "warning",
      dimension: "consistency",
      tags: [groupOf(total), "suggested", "sum"],
      when: { fact: total, operator: "isPresent", value: true },
      violation: { fact: total, operator: "not:sumOf", value: names.map((fact) => ({ fact })) },
      fields: [total, ...names],
      message: `The ${noun} is {${total}}, and ${labels} give another sum. One of the numbers is wrong.`,
      fix: "Add the numbers up again and mend the one that is wrong.",
      rationale:
        "Where a whole is always the sum of its parts, a sum that is not right shows a slip in one of them.",
      examples: [
        { title: "One too many", event: { ...right, [total]: sum + 1 }, expect: "failed" },
        { title: "One too few", event: { ...right, [total]: sum - 1 }, expect: "failed" },
        { title: "They add up", event: right, expect: "passed" },
        { title: "No total entered", event: { ...right, [total]: null }, expect: "notApplicable" },
        { title: "A part is empty", event: incomplete, expect: "notAssessed" },
        {
          title: "A part is not in the export",
          event: incomplete,
          absent: [first ?? total],
          expect: "notAssessed",
        },
      ],
    },
    breaks: (record) => [total, ...names].flatMap((name) => raised(record, name)),
  };
}

function raised(record: FactRecord, field: FieldName): readonly FactRecord[] {
  const value = record[field];
  return typeof value === "number" ? [{ ...record, [field]: value + 1 }] : [];
}
