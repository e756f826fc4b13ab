import type { OutcomeName } from "../../rules/schema.ts";
import { createCompiledFor } from "../examples/compiledFor.ts";
import { witnessOf } from "../examples/witnessOf.ts";
import type { Witness } from "../solve/solver.ts";
import type { LocatedRule, Subject } from "./subject.ts";

/** A record with what every rule says of it. */
export interface CorpusRow {
  readonly witness: Witness;
  /** By the rule's place among {@link Corpus.rules}. */
  readonly outcomes: readonly OutcomeName[];
}

/** Records that answer most questions about rules without a search: the examples of all of them, and what was found since. */
export interface Corpus {
  /** All but the retired ones. */
  readonly rules: readonly LocatedRule[];
  readonly rows: readonly CorpusRow[];
  /** Those of which a rule says this. */
  readonly rowsOf: (index: number, outcome: OutcomeName) => readonly CorpusRow[];
  readonly evaluate: (witness: Witness) => CorpusRow;
  readonly add: (row: CorpusRow) => void;
}

const none: readonly CorpusRow[] = [];

/** Evaluates the examples of all rules by all rules; those that lack a column are left out, since they show what is unknown. */
export function createCorpus({ rules, conditions, vocabulary }: Subject): Corpus {
  const live = rules.filter(({ rule }) => rule.state !== "retired");
  const compiledFor = createCompiledFor(
    live.map(({ rule }) => rule),
    { conditions, vocabulary },
  );
  const rows: CorpusRow[] = [];
  const byOutcome = new Map<string, CorpusRow[]>();

  function evaluate(witness: Witness): CorpusRow {
    const outcomes = compiledFor(witness.asOf, witness.absent).evaluate(witness.record);
    return { witness, outcomes: outcomes.map(({ outcome }) => outcome) };
  }

  function add(row: CorpusRow): void {
    rows.push(row);
    for (const [index, outcome] of row.outcomes.entries()) {
      const key = `${index} ${outcome}`;
      const list = byOutcome.get(key);
      if (list === undefined) byOutcome.set(key, [row]);
      else list.push(row);
    }
  }

  for (const { rule } of live)
    for (const example of rule.examples) if (example.absent === undefined) add(evaluate(witnessOf(example)));
  return {
    rules: live,
    rows,
    rowsOf: (index, outcome) => byOutcome.get(`${index} ${outcome}`) ?? none,
    evaluate,
    add,
  };
}

/** A record with what both have, by the second's word where they differ; `undefined` where that makes no sense. */
export function merged({ witness: one }: CorpusRow, { witness: other }: CorpusRow): Witness | undefined {
  if (one.asOf !== other.asOf || one.absent.length + other.absent.length > 0) return undefined;
  return { record: { ...one.record, ...other.record }, absent: [], asOf: one.asOf };
}
