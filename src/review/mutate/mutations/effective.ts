import type { Mutation } from "../mutation.ts";

export const effective: Mutation = {
  name: "effective",
  doc: "The first or the last day on which the rule is in force is left out.",
  *edits(rule) {
    const { from, to } = rule.effective ?? {};
    if (from !== undefined)
      yield {
        path: "$.effective.from",
        what: "left out",
        before: from,
        rule: { ...rule, effective: to === undefined ? {} : { to } },
      };
    if (to !== undefined)
      yield {
        path: "$.effective.to",
        what: "left out",
        before: to,
        rule: { ...rule, effective: from === undefined ? {} : { from } },
      };
  },
};
