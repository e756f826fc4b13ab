import { type CompiledRules, compileRules } from "../../engine/rules.ts";
import { type Example, exampleClock, type OutcomeName, type Rule } from "../../rules/schema.ts";
import { recordOf } from "../examples/runExamples.ts";
import type { Witness } from "../solve/solver.ts";
import type { LocatedRule, Subject } from "./subject.ts";

/** A record with what every rule says of it. */
export interface CorpusRow {
  readonly witness: Witness;
  /** By the rule's place among {@link Corpus.rules}. */
  readonly outcomes: readonly OutcomeName[];
}

/** Records that answer most questions about rules without a search: all examples, and what was found since. */
export interface Corpus {
  /** All but the retired ones. */
  readonly rules: readonly LocatedRule[];
  readonly rows: readonly CorpusRow[];
  readonly add: (witness: Witness) => CorpusRow;
  /** As {@link Corpus.add}: a record with what both have, by the second's word where they differ. Not one that is there already. */
  readonly addMerged: (one: CorpusRow, other: CorpusRow) => CorpusRow | undefined;
}

/** Evaluates the examples of all rules by all rules. */
export function createCorpus({ rules, conditions, vocabulary }: Subject): Corpus {
  const live = rules.filter(({ rule }) => rule.state !== "retired");
  const compiled = new Map<string, CompiledRules>();
  const rows: CorpusRow[] = [];
  const known = new Set<string>();

  function compiledFor(asOf: string, absent: readonly string[]): CompiledRules {
    const key = [asOf, ...absent].join();
    const before = compiled.get(key);
    if (before !== undefined) return before;
    const ruleset = { name: "lint", version: "0", conditions, rules: live.map(({ rule }): Rule => rule) };
    const fresh = compileRules(ruleset, { ...vocabulary, asOf, absent });
    compiled.set(key, fresh);
    return fresh;
  }

  function add(witness: Witness): CorpusRow {
    const absent = [...witness.absent].sort();
    const outcomes = compiledFor(witness.asOf, absent).evaluate(witness.record);
    const row = { witness, outcomes: outcomes.map(({ outcome }) => outcome) };
    rows.push(row);
    return row;
  }

  function addMerged(one: CorpusRow, other: CorpusRow): CorpusRow | undefined {
    const [a, b] = [one.witness, other.witness];
    if (a.asOf !== b.asOf || a.absent.length + b.absent.length > 0) return undefined;
    const record = { ...a.record, ...b.record };
    const key = JSON.stringify([a.asOf, Object.entries(record).sort(([x], [y]) => (x < y ? -1 : 1))]);
    if (known.has(key)) return undefined;
    known.add(key);
    return add({ record, absent: [], asOf: a.asOf });
  }

  for (const { rule } of live) for (const example of rule.examples) add(witnessOf(example));
  return { rules: live, rows, add, addMerged };
}

/** The record of an example, with its clock and what its source lacks. */
export function witnessOf(example: Example): Witness {
  return { record: recordOf(example), absent: example.absent ?? [], asOf: example.asOf ?? exampleClock };
}
