import type { Mutation } from "../mutation.ts";
import { groupFrom, groupOf, placesOf } from "../places.ts";

export const drop: Mutation = {
  name: "drop",
  doc: "One condition of an `all` or `any` is left out.",
  *edits(rule) {
    for (const { path, condition, with: put } of placesOf(rule)) {
      const group = groupOf(condition);
      // Without its only part it would be true always, which `constant` tries.
      if (group === undefined || group.parts.length < 2) continue;
      for (const [index, part] of group.parts.entries())
        yield {
          path: `${path}.${group.kind}[${index}]`,
          what: "left out",
          before: part,
          rule: put(groupFrom(group.kind, group.parts.toSpliced(index, 1))),
        };
    }
  },
};
