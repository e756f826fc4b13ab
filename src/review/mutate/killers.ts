import { compileRules } from "../../engine/rules.ts";
import { DataQualityError } from "../../errors.ts";
import { type Example, exampleClock, type Rule } from "../../rules/schema.ts";
import { type RuleContext, recordOf } from "../examples/runExamples.ts";

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
    if (alive.length === 0) break;
    const rules = alive.map((index) => active(mutants[index] as Rule));
    const ruleset = { name: "mutants", version: "0", conditions: context.conditions, rules };
    const compiled = compileRules(ruleset, { ...context.vocabulary, asOf, absent });
    for (const example of members)
      for (const [position, { outcome }] of compiled.evaluate(recordOf(example)).entries()) {
        const index = alive[position];
        if (index !== undefined && outcome !== example.expect) killers[index] ??= example;
      }
  }
  return killers;
}

/** Whether rules can be run at all: a `not` more may be one level too many. */
export function areRunnable(rules: readonly Rule[], { conditions, vocabulary }: RuleContext): boolean {
  try {
    compileRules(
      { name: "mutants", version: "0", conditions, rules: rules.map(active) },
      { ...vocabulary, asOf: exampleClock },
    );
    return true;
  } catch (error) {
    if (error instanceof DataQualityError) return false;
    throw error;
  }
}

/** A retired rule has examples too. */
function active(rule: Rule): Rule {
  return rule.state === "retired" ? { ...rule, state: "active" } : rule;
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
