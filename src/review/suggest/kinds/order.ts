import { type FieldName, fields } from "../../../events/fields.ts";
import { addDays } from "../../../rules/calendar.ts";
import type { FactRecord, Scalar } from "../../../rules/value.ts";
import { type Draft, type Mined, type Miner, significant } from "../draft.ts";
import { groupOf, idOf, nounOf, titled } from "../naming.ts";
import { chanceOfShare } from "../statistics.ts";
import { type Column, cell, type EventTable } from "../table.ts";

/** Days that two dates may lie apart to be near each other. */
const nearDays = 14;
/** Part of a number that another may be below it to be near it, and to be close. */
const nearPart = 0.2;
const closePart = 0.05;
/**
 * Of what is near, so much must be close: numbers that thin out towards each other have no limit there. Dates may keep
 * a distance all the same: what follows an event takes its days.
 */
const leastClose = 1 / 8;
/** Events that are close, at least. */
const fewestClose = 5;
/**
 * Where nothing holds two values in order, as many of those near each other lie on the one side of equality as on the
 * other, give or take: three in four on the one side is the most that is granted to chance.
 */
const oneSided = 0.75;

/**
 * One count is at most another, one date is not after another. That one is usually far below the other proves nothing
 * (parts of the same whole are like that): what shows a limit is that many values come near to it, up to equality, and
 * none goes beyond. So the test looks at the neighbourhood of equality alone, as the density test of J. McCrary does
 * (Journal of Econometrics 142 (2008) 698–714); and two columns whose ranges hardly meet are told from ordered ones by
 * pairing the values of different events.
 */
export const mineOrders: Miner = (table, { minSupport, minShare, risk }): Mined => {
  let tried = 0;
  const drafts: Draft[] = [];
  for (const kind of ["count", "date"] as const) {
    const columns = table.columns.filter(({ field }) => fields[field].kind === kind);
    for (const low of columns)
      for (const high of columns) {
        if (low === high || table.sameColumn(low.field, high.field)) continue;
        const mostBeyond = (1 - minShare) * table.rows;
        const found = compare(table, low, high, kind === "date", { minSupport, mostBeyond });
        if (found.support < minSupport) continue;
        tried++;
        const isEdge = kind === "date" || found.close >= Math.max(fewestClose, leastClose * found.near);
        if (!isEdge || found.holds < minShare * found.support) continue;
        drafts.push(draftOf(low.field, high.field, { near: found.near, chance: chanceOf(found) }));
      }
  }
  return { drafts: significant(drafts, tried, risk), tried };
};

interface Comparison {
  readonly support: number;
  readonly holds: number;
  /** Near equality, on the right side and on the wrong one. */
  readonly near: number;
  readonly nearBeyond: number;
  /** At equality, or almost. */
  readonly close: number;
  /** What is compared, where that it holds says something. */
  readonly lows: readonly number[];
  readonly highs: readonly number[];
}

function compare(
  { rows }: EventTable,
  low: Column,
  high: Column,
  isDate: boolean,
  { minSupport, mostBeyond }: { readonly minSupport: number; readonly mostBeyond: number },
): Comparison {
  let support = 0;
  let holds = 0;
  let near = 0;
  let nearBeyond = 0;
  let close = 0;
  const lows: number[] = [];
  const highs: number[] = [];
  for (let row = 0; row < rows; row++) {
    if (low.states[row] !== cell.value || high.states[row] !== cell.value) continue;
    const one = low.values[row] as number;
    const other = high.values[row] as number;
    support++;
    if (one <= other) holds++;
    // Most pairs are in no order, which a few events show.
    else if (support >= minSupport && support - holds > mostBeyond) break;
    // That 0 is at most anything says nothing.
    if (!isDate && one <= 0) continue;
    lows.push(one);
    highs.push(other);
    const gap = other - one;
    const reach = isDate ? nearDays : Math.max(1, nearPart * Math.max(one, other));
    if (gap >= 0 && gap <= closePart * other) close++;
    if (gap >= 0 && gap <= reach) near++;
    else if (gap < 0 && -gap <= reach) nearBeyond++;
  }
  return { support, holds, near, nearBeyond, close, lows, highs };
}

function chanceOf({ support, holds, near, nearBeyond, lows, highs }: Comparison): number {
  const byEdge = chanceOfShare(near, near + nearBeyond, oneSided);
  const byRange = chanceOfShare(holds - (support - lows.length), lows.length, orderedByChance(lows, highs));
  return Math.max(byEdge, byRange);
}

/** How often a value of the one is at most a value of the other, whichever events they are of. */
function orderedByChance(lows: readonly number[], highs: readonly number[]): number {
  const one = Float64Array.from(lows).sort();
  const other = Float64Array.from(highs).sort();
  let pairs = 0;
  let below = 0;
  for (const value of other) {
    while (below < one.length && (one[below] as number) <= value) below++;
    pairs += below;
  }
  return one.length === 0 ? 1 : pairs / (one.length * other.length);
}

function draftOf(
  low: FieldName,
  high: FieldName,
  { chance, near }: { readonly chance: number; readonly near: number },
): Draft {
  const isDate = fields[low].kind === "date";
  const [one, other] = [nounOf(low), nounOf(high)];
  const [before, edge, beyond]: readonly [Scalar, Scalar, Scalar] = isDate
    ? ["2025-03-13", "2025-03-14", "2025-03-15"]
    : [19, 20, 21];
  return {
    kind: "order",
    claim: isDate ? `The ${one} is never after the ${other}.` : `The ${one} is never above the ${other}.`,
    chance,
    weight: near,
    rule: {
      id: idOf(low, isDate ? "after" : "exceeds", high),
      version: 1,
      state: "shadow",
      title: titled(isDate ? `The ${one} is after the ${other}` : `The ${one} is above the ${other}`),
      severity: "warning",
      dimension: "consistency",
      tags: [groupOf(low), "suggested", isDate ? "dates" : "count"],
      when: { fact: high, operator: "isPresent", value: true },
      violation: { fact: low, operator: isDate ? "after" : "greaterThan", value: { fact: high } },
      fields: [{ field: low, expected: isDate ? `not after {${high}}` : `at most {${high}}` }, high],
      message: isDate
        ? `The ${one} is {${low}}, which is after the ${other}, {${high}}. One of the two dates is probably a slip.`
        : `The ${one} is {${low}}, and the ${other} only {${high}}. One of the two numbers is probably a slip.`,
      fix: "Check both. They may have been swapped.",
      rationale: isDate
        ? "The two dates always come in this order, often within days of each other."
        : "The one number comes up to the other and never goes beyond it, as a part does with its whole.",
      examples: [
        { title: "One too far", event: { [low]: beyond, [high]: edge }, expect: "failed" },
        { title: "The same", event: { [low]: edge, [high]: edge }, expect: "passed" },
        { title: "In order", event: { [low]: before, [high]: edge }, expect: "passed" },
        { title: "The second is empty", event: { [low]: edge }, expect: "notApplicable" },
        { title: "The first is empty", event: { [high]: edge }, expect: "notAssessed" },
        {
          title: "The first is not in the export",
          event: { [high]: edge },
          absent: [low],
          expect: "notAssessed",
        },
      ],
    },
    breaks: (record) => [...moved(record, low, record[high], 1), ...moved(record, high, record[low], -1)],
  };
}

/** The record with the field a step beyond a value. */
function moved(record: FactRecord, field: FieldName, from: unknown, step: 1 | -1): readonly FactRecord[] {
  if (typeof from === "number") return [{ ...record, [field]: from + step }];
  const day = typeof from === "string" ? addDays(from, step) : undefined;
  return day === undefined ? [] : [{ ...record, [field]: day }];
}
