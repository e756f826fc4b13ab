import { type CompiledRules, compileRules } from "../../engine/rules.ts";
import { DataQualityError } from "../../errors.ts";
import type { OutcomeName, Rule } from "../../rules/schema.ts";
import type { FactRecord } from "../../rules/value.ts";
import type { RuleContext } from "../examples/runExamples.ts";
import type { Witness } from "./solver.ts";
import { Unsolvable } from "./unsolvable.ts";

/** What the evaluator says of a record: one outcome for each rule. */
export type Judge = (witness: Witness) => readonly OutcomeName[];

/** Rules compiled once for each clock and each set of absent facts that is asked for. */
export function createJudge(rules: readonly Rule[], { vocabulary, conditions }: RuleContext): Judge {
  const live = rules.map((rule, index): Rule => {
    // A retired rule is asked about as well, and a rule and its mutant have the same id.
    return { ...rule, id: `rule-${index}`, state: rule.state === "retired" ? "active" : rule.state };
  });
  const compiled = new Map<string, (record: FactRecord) => readonly OutcomeName[]>();
  return ({ record, absent, asOf }) => {
    const key = absent.length === 0 ? asOf : `${asOf} ${[...absent].sort().join(" ")}`;
    let evaluate = compiled.get(key);
    if (evaluate === undefined) {
      const made = compile(
        { name: "asked", version: "0", conditions, rules: live },
        { ...vocabulary, asOf, absent },
      );
      evaluate = (each) => made.evaluate(each).map(({ outcome }) => outcome);
      compiled.set(key, evaluate);
    }
    return evaluate(record);
  };
}

/** @throws {Unsolvable} where a rule cannot be compiled: it says nothing of any record. */
function compile(...asked: Parameters<typeof compileRules>): CompiledRules {
  try {
    return compileRules(...asked);
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
