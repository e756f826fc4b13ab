import type { Mutation } from "../mutation.ts";

export const due: Mutation = {
  name: "due",
  doc: "The grace is left out: the rule fails at once.",
  *edits(rule) {
    const { due: before, ...rest } = rule;
    if (before !== undefined) yield { path: "$.due", what: "left out", before, rule: rest };
  },
};
