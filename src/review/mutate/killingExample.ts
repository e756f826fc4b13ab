import type { Example, Rule } from "../../rules/schema.ts";
import { runExamples } from "../examples/runExamples.ts";
import { witnessExample } from "../examples/witnessExample.ts";
import type { RuleContext } from "../ruleContext.ts";
import type { Witness } from "../solve/solver.ts";

/** An example that a rule lacks, and what the mutant that it kills says of it. */
export interface KillingExample {
  /** Ready to paste; its title says how it differs from an example that is there, until a person finds a better one. */
  readonly example: Example;
  readonly mutantSays: Example["expect"];
}

/**
 * The example that a witness makes. What it is expected to be is what the rule says of it now: whether that is right is
 * for a person to judge.
 *
 * @returns `undefined` where the rule and its mutant say the same of it.
 */
export function killingExample(
  rule: Rule,
  mutant: Rule,
  witness: Witness,
  context: RuleContext,
): KillingExample | undefined {
  const example = witnessExample(rule, witness, context);
  const [mutantSays] = runExamples(mutant, [example], context);
  if (mutantSays === undefined || mutantSays.outcome === example.expect) return undefined;
  return { example, mutantSays: mutantSays.outcome };
}
