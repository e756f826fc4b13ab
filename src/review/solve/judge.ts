import { DataQualityError } from "../../errors.ts";
import type { OutcomeName, Rule } from "../../rules/schema.ts";
import { createCompiledFor } from "../examples/compiledFor.ts";
import type { RuleContext } from "../ruleContext.ts";
import type { Witness } from "./solver.ts";
import { Unsolvable } from "./unsolvable.ts";

/** What the evaluator says of a record: one outcome for each rule. */
export type Judge = (witness: Witness) => readonly OutcomeName[];

/** @throws {Unsolvable} where a rule cannot be compiled: it says nothing of any record. */
export function createJudge(rules: readonly Rule[], context: RuleContext): Judge {
  // A rule and its mutant have the same id.
  const compiledFor = createCompiledFor(
    rules.map((rule, index): Rule => ({ ...rule, id: `rule-${index}` })),
    context,
  );
  return ({ record, absent, asOf }) =>
    solvable(() => compiledFor(asOf, absent))
      .evaluate(record)
      .map(({ outcome }) => outcome);
}

function solvable<Made>(make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    if (error instanceof DataQualityError) throw new Unsolvable(error.message);
    throw error;
  }
}

/** Whether a witness shows what is asked for. */
export type Check = (witness: Witness) => boolean;

/** The witness without all that it does not need, and with nothing odder than it needs. */
export function minimised(witness: Witness, check: Check): Witness {
  let least = witness;
  for (const fact of witness.absent) {
    const next = { ...least, absent: least.absent.filter((each) => each !== fact) };
    if (check(next)) least = next;
  }
  for (const fact of Object.keys(witness.record)) {
    const record = Object.fromEntries(Object.entries(least.record).filter(([name]) => name !== fact));
    const next = { ...least, record };
    if (check(next)) least = next;
  }
  return least;
}
