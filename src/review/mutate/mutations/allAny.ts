import type { Mutation } from "../mutation.ts";
import { groupFrom, groupOf, placesOf } from "../places.ts";

export const allAny: Mutation = {
  name: "allAny",
  doc: "An `all` is an `any`, or the other way round.",
  *edits(rule) {
    for (const { path, condition, with: put } of placesOf(rule)) {
      const group = groupOf(condition);
      if (group === undefined || group.parts.length < 2) continue;
      const other = group.kind === "all" ? "any" : "all";
      yield {
        path: `${path}.${group.kind}`,
        what: `${group.kind} → ${other}`,
        before: group.kind,
        after: other,
        rule: put(groupFrom(other, group.parts)),
      };
    }
  },
};
