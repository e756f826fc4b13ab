import { type FactDefinition, isDerived, type Outside } from "../rules/fact.ts";
import { factsOfRule } from "../rules/references.ts";
import type { Condition, Rule } from "../rules/schema.ts";

/** What a rule needs besides the event itself, in this order. */
const kinds: readonly Outside[] = ["previous", "lookup", "dataset"];

/** What the outcome of a rule rests on that does not stand in an event: its stored version, a look-up, the other events. */
export function needsOf(
  rule: Rule,
  conditions: Readonly<Record<string, Condition>>,
  facts: ReadonlyMap<string, FactDefinition>,
): readonly Outside[] {
  const found = new Set<Outside>();
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const fact = facts.get(name);
    if (fact === undefined) return;
    if (isDerived(fact))
      for (const input of fact.from) visit(typeof input === "string" ? input : input.isEmpty);
    else if (fact.outside !== undefined) found.add(fact.outside);
  };
  for (const name of factsOfRule(rule, conditions)) visit(name);
  return kinds.filter((kind) => found.has(kind));
}
