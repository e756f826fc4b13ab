import type { Condition } from "../../../rules/schema.ts";
import type { Mutation } from "../mutation.ts";

const always: Condition = { all: [] };
/** json-rules-engine holds an empty `any` for true, so that this is the shortest way to say it. */
const never: Condition = { not: always };

export const constant: Mutation = {
  name: "constant",
  doc: "`when` or `violation` holds always, or never.",
  *edits(rule) {
    for (const key of ["when", "violation"] as const) {
      const edit = { path: `$.${key}`, before: rule[key] };
      yield { ...edit, what: "holds always", after: always, rule: { ...rule, [key]: always } };
      yield { ...edit, what: "holds never", after: never, rule: { ...rule, [key]: never } };
    }
  },
};
