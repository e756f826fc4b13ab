import type { Effect, Rule, Stage } from "../rules/schema.ts";

type Graveness = Pick<Rule, "severity" | "dimension" | "stages">;

/**
 * What a failed rule does on a save, at each stage. What the rule, or the configuration, does not say follows from what it
 * is about (ours): a draft is not finished, so what is missing or late is not held against it; only what is wrong by policy
 * stands in the way of closing an event.
 */
export function effectAt({ severity, dimension, stages }: Graveness, stage: Stage): Effect {
  const said = stages?.[stage];
  if (said !== undefined) return said;
  if (stage === "draft")
    return dimension === "completeness" || dimension === "timeliness" ? "silent" : "warn";
  return stage === "final" && severity === "error" ? "block" : "warn";
}
