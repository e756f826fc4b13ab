import type { Rule, Ruleset } from "./schema.ts";

/** Rules as a rule set, which a list of rules alone is without a name and without conditions to share. */
export function rulesetOf(rules: Ruleset | readonly Rule[]): Ruleset {
  return "rules" in rules ? rules : { name: "rules", version: "0", rules };
}
