import { DataQualityError } from "../../errors.ts";
import { type Example, exampleClock, type Rule } from "../../rules/schema.ts";
import { createCompiledFor } from "../examples/compiledFor.ts";
import { recordOf } from "../examples/runExamples.ts";
import type { RuleContext } from "../ruleContext.ts";

/** Mutants of the largest rule that there can be take too much memory all at once. */
const compiledTogether = 500;

/**
 * For each mutant the first example of which it says something else than what is expected; `undefined` where no example
 * kills it. The mutants of a rule are compiled together, once for each clock and set of absent columns, so that the
 * facts of an example are computed once for all of them.
 */
export function killersOf(
  mutants: readonly Rule[],
  examples: readonly Example[],
  context: RuleContext,
): readonly (Example | undefined)[] {
  const killers: (Example | undefined)[] = mutants.map(() => undefined);
  for (const { asOf, absent, members } of groupsOf(examples)) {
    const alive = [...mutants.keys()].filter((index) => killers[index] === undefined);
    for (let from = 0; from < alive.length; from += compiledTogether) {
      const some = alive.slice(from, from + compiledTogether);
      const rules = some.flatMap((index) => mutants[index] ?? []);
      const compiled = createCompiledFor(rules, context)(asOf, absent);
      for (const example of members)
        for (const [position, { outcome }] of compiled.evaluate(recordOf(example)).entries()) {
          const index = some[position];
          if (index !== undefined && outcome !== example.expect) killers[index] ??= example;
        }
    }
  }
  return killers;
}

/** Whether rules can be run at all: a `not` more may be one level too many. */
export function areRunnable(rules: readonly Rule[], context: RuleContext): boolean {
  try {
    for (let from = 0; from < rules.length; from += compiledTogether)
      createCompiledFor(rules.slice(from, from + compiledTogether), context)(exampleClock, []);
    return true;
  } catch (error) {
    if (error instanceof DataQualityError) return false;
    throw error;
  }
}

interface ExampleGroup {
  readonly asOf: string;
  readonly absent: readonly string[];
  readonly members: readonly Example[];
}

/** Examples that can share a compilation, the largest group first: it kills most. */
function groupsOf(examples: readonly Example[]): readonly ExampleGroup[] {
  const groups = new Map<string, ExampleGroup & { readonly members: Example[] }>();
  for (const example of examples) {
    const { asOf = exampleClock } = example;
    const absent = [...(example.absent ?? [])].sort();
    const key = JSON.stringify([asOf, absent]);
    const group = groups.get(key) ?? { asOf, absent, members: [] };
    group.members.push(example);
    groups.set(key, group);
  }
  return [...groups.values()].sort((one, other) => other.members.length - one.members.length);
}
