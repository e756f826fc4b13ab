import { cellRule } from "../../findings/cellRule.ts";
import type { Rule } from "../../rules/schema.ts";

/** The titles of rules, and of what is found without a rule. */
export function titlesOf(rules: readonly Rule[]): ReadonlyMap<string, string> {
  return new Map([
    [cellRule, "Cells that cannot be read"],
    ...rules.map(({ id, title }) => [id, title] as const),
  ]);
}
