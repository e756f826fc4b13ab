import type { Rule } from "../../rules/schema.ts";
import type { RuleContext } from "../ruleContext.ts";
import { type Bits, rowsOf, without } from "./bits.ts";
import type { Draft } from "./draft.ts";
import { createEvaluator, type Evaluator, isBroken } from "./evaluate.ts";
import type { EventTable } from "./table.ts";

/** Events that are broken to see whether another rule finds it. */
const sampleSize = 40;
/** A draft is superfluous where other rules find so much of what it would find. */
const mostFound = 0.8;

/** What rules that are there already find of what a draft would find. */
export interface Overlap {
  /** Share of the broken events that a rule newly finds. */
  readonly share: number;
  /** The rule that finds most of them. */
  readonly ruleId: string | undefined;
  readonly isDuplicate: boolean;
}

/**
 * Breaks real events, so that the draft's rule fails where it did not, and sees whether other rules find it: then the
 * draft says nothing new, however it is written.
 *
 * @param passed Rows that the draft's rule passes.
 */
export function overlapOf(
  table: EventTable,
  draft: Draft,
  rule: Rule,
  passed: Bits,
  others: readonly Evaluator[],
  context: RuleContext,
  asOf: string,
): Overlap {
  const own = createEvaluator([rule], context, asOf);
  let broken = 0;
  let found = 0;
  const finders = new Map<string, number>();
  for (const row of sampleOf(table, passed)) {
    const record = table.recordOf(row);
    const source = table.sourceOf(row);
    if (isBroken(own.outcomes(record, source)[0])) continue;
    let before: ReadonlySet<string> | undefined;
    for (const variant of draft.breaks(record)) {
      if (!isBroken(own.outcomes(variant, source)[0])) continue;
      before ??= brokenBy(others, (each) => each.outcomes(record, source));
      broken++;
      const newly = [...brokenBy(others, (each) => each.outcomes(variant, source))].filter(
        (id) => !before?.has(id),
      );
      if (newly.length > 0) found++;
      for (const id of newly) finders.set(id, (finders.get(id) ?? 0) + 1);
    }
  }
  const [most] = [...finders].sort(([, one], [, other]) => other - one);
  const share = broken === 0 ? 0 : found / broken;
  return { share, ruleId: most?.[0], isDuplicate: broken > 0 && share >= mostFound };
}

function brokenBy(
  evaluators: readonly Evaluator[],
  outcomes: (evaluator: Evaluator) => ReturnType<Evaluator["outcomes"]>,
): ReadonlySet<string> {
  return new Set(
    evaluators.flatMap((each) =>
      outcomes(each)
        .filter(isBroken)
        .map(({ ruleId }) => ruleId),
    ),
  );
}

/** Rows spread evenly over those that pass, and over the others. */
function sampleOf(table: EventTable, passed: Bits): readonly number[] {
  const all = new Uint32Array(passed.length).fill(0xffffffff);
  const others = rowsOf(without(all, passed)).filter((row) => row < table.rows);
  return [...spread(rowsOf(passed)), ...spread(others)];
}

function spread(rows: readonly number[]): readonly number[] {
  const step = Math.max(1, Math.floor(rows.length / sampleSize));
  return rows.filter((_, index) => index % step === 0).slice(0, sampleSize);
}
