import { type CompiledRules, compileRules } from "../../engine/rules.ts";
import type { Rule } from "../../rules/schema.ts";
import type { RuleContext } from "../ruleContext.ts";

/** Rules for one clock and for a source that lacks these facts. */
export type CompiledFor = (asOf: string, absent: Iterable<string>) => CompiledRules;

/**
 * Rules that are reviewed, compiled once for each clock and each set of absent facts that is asked for: it costs far more
 * than a record. A retired rule is reviewed like any other, since its examples must stay right.
 */
export function createCompiledFor(
  rules: readonly Rule[],
  { vocabulary, conditions }: RuleContext,
): CompiledFor {
  const reviewed = rules.map(
    (rule): Rule => (rule.state === "retired" ? { ...rule, state: "active" } : rule),
  );
  const ruleset = { name: "reviewed", version: "0", conditions, rules: reviewed };
  const known = new Map<string, CompiledRules>();
  return (asOf, absent) => {
    const key = [asOf, ...[...absent].sort()].join();
    let compiled = known.get(key);
    if (compiled === undefined) {
      compiled = compileRules(ruleset, { ...vocabulary, asOf, absent });
      known.set(key, compiled);
    }
    return compiled;
  };
}
