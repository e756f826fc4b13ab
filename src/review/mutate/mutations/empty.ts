import { isDerived } from "../../../rules/fact.ts";
import { isComparison } from "../../../rules/isComparison.ts";
import { asksPresence } from "../../../rules/operator.ts";
import type { Condition } from "../../../rules/schema.ts";
import { lastName } from "../constants.ts";
import type { Mutation } from "../mutation.ts";
import { comparisonsOf } from "../places.ts";

export const empty: Mutation = {
  name: "empty",
  doc: "An empty cell is taken for a no: the comparison is false where it is unknown.",
  *edits(rule, { fact: definitionOf, operator: operatorOf }) {
    for (const { path, condition, beside, with: put } of comparisonsOf(rule)) {
      const fact = definitionOf(condition.fact);
      const operator = operatorOf(lastName(condition.operator));
      // What is derived, the clock with it, has no cell that could be empty.
      if (fact === undefined || isDerived(fact) || operator === undefined || asksPresence(operator)) continue;
      if (beside.some(({ kind, part }) => decidesEmpty(kind, part, condition.fact))) continue;
      const after = { all: [{ fact: condition.fact, operator: "isPresent", value: true }, condition] };
      yield { path, what: "false where it is empty", before: condition, after, rule: put(after) };
    }
  },
};

/** Whether the other part decides the whole where the cell is empty, so that this one is not asked then. */
function decidesEmpty(kind: "all" | "any" | "when", part: Condition, fact: string): boolean {
  if (!isComparison(part) || part.fact !== fact) return false;
  if (kind === "any") return part.operator === "isEmpty";
  // A `when` that compares the fact does not hold without it.
  return part.operator === "isPresent" || (kind === "when" && part.operator !== "isEmpty");
}
