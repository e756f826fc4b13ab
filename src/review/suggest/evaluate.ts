import type { RuleOutcome } from "../../engine/outcome.ts";
import { type CompiledRules, compileRules } from "../../engine/rules.ts";
import type { Rule } from "../../rules/schema.ts";
import type { FactRecord } from "../../rules/value.ts";
import type { RuleContext } from "../examples/runExamples.ts";
import { type Bits, emptyBits, setBit } from "./bits.ts";
import type { EventTable, TableSource } from "./table.ts";

/** Rules compiled for each file, whose columns may differ. */
export interface Evaluator {
  readonly rules: readonly Rule[];
  readonly outcomes: (record: FactRecord, source: TableSource) => readonly RuleOutcome[];
}

export function createEvaluator(
  rules: readonly Rule[],
  { vocabulary, conditions }: RuleContext,
  asOf: string,
): Evaluator {
  const compiled = new Map<string, CompiledRules>();
  return {
    rules,
    outcomes(record, { absent }) {
      const key = [...absent].join();
      let made = compiled.get(key);
      if (made === undefined) {
        made = compileRules(
          { name: "suggested", version: "0", conditions, rules },
          { ...vocabulary, asOf, absent },
        );
        compiled.set(key, made);
      }
      return made.evaluate(record);
    },
  };
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
