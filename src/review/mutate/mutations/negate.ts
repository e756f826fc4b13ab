import { isComparison } from "../../../rules/isComparison.ts";
import type { Mutation } from "../mutation.ts";
import { groupOf, placesOf } from "../places.ts";

export const negate: Mutation = {
  name: "negate",
  doc: "A condition of several parts or with a name is negated, or the `not` before one is left out.",
  *edits(rule) {
    for (const { path, condition, inside, with: put } of placesOf(rule)) {
      // A comparison is negated by its operator, and what stands in a `not` by leaving that out.
      if (isComparison(condition) || inside === "not" || groupOf(condition)?.parts.length === 0) continue;
      if ("not" in condition)
        yield {
          path: `${path}.not`,
          what: "not left out",
          before: condition,
          after: condition.not,
          rule: put(condition.not),
        };
      else
        yield {
          path,
          what: "negated",
          before: condition,
          after: { not: condition },
          rule: put({ not: condition }),
        };
    }
  },
};
