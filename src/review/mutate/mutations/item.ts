import { constantsOf } from "../constants.ts";
import type { Mutation } from "../mutation.ts";

export const item: Mutation = {
  name: "item",
  doc: "One item of a list is left out.",
  *edits(rule, vocabulary) {
    for (const { path, value, with: put } of constantsOf(rule, vocabulary)) {
      if (typeof value !== "object" || value.length < 2) continue;
      for (const [index, one] of value.entries())
        yield {
          path: `${path}[${index}]`,
          what: `${JSON.stringify(one)} left out`,
          before: one,
          rule: put(value.toSpliced(index, 1)),
        };
    }
  },
};
