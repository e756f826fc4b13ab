import { comparisonsIn, factsOfComparison } from "../../rules/references.ts";
import type { Rule } from "../../rules/schema.ts";

/** The facts that a rule's own conditions name. */
export function factsOf({ when, violation }: Pick<Rule, "when" | "violation">): ReadonlySet<string> {
  return new Set([when, violation].flatMap(comparisonsIn).flatMap(factsOfComparison));
}
