import type { RuleOutcome } from "../../engine/outcome.ts";
import type { Rule } from "../../rules/schema.ts";
import type { FactRecord } from "../../rules/value.ts";
import { createCompiledFor } from "../examples/compiledFor.ts";
import type { RuleContext } from "../ruleContext.ts";
import { type Bits, emptyBits, setBit } from "./bits.ts";
import type { EventTable, TableSource } from "./table.ts";

/** Rules compiled for each file, whose columns may differ. */
export interface Evaluator {
  readonly rules: readonly Rule[];
  readonly outcomes: (record: FactRecord, source: TableSource) => readonly RuleOutcome[];
}

export function createEvaluator(rules: readonly Rule[], context: RuleContext, asOf: string): Evaluator {
  const compiledFor = createCompiledFor(rules, context);
  return { rules, outcomes: (record, { absent }) => compiledFor(asOf, absent).evaluate(record) };
}

/** A rule is broken, whether or not there is still time to mend it. */
export function isBroken(outcome: RuleOutcome | undefined): boolean {
  return outcome?.outcome === "failed" || outcome?.outcome === "notDue";
}

/** What the rules say of all events, by the evaluator's own word. */
export interface Verdicts {
  readonly passed: readonly Bits[];
  readonly failed: readonly Bits[];
}

export function verdictsOn(table: EventTable, evaluator: Evaluator): Verdicts {
  const passed = evaluator.rules.map(() => emptyBits(table.rows));
  const failed = evaluator.rules.map(() => emptyBits(table.rows));
  for (let row = 0; row < table.rows; row++) {
    const outcomes = evaluator.outcomes(table.recordOf(row), table.sourceOf(row));
    for (const [index, outcome] of outcomes.entries()) {
      const set =
        outcome.outcome === "passed" ? passed[index] : isBroken(outcome) ? failed[index] : undefined;
      if (set !== undefined) setBit(set, row);
    }
  }
  return { passed, failed };
}
