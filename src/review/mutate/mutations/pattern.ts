import { pattern as compile } from "../../../rules/pattern.ts";
import { constantsOf } from "../constants.ts";
import type { Mutation } from "../mutation.ts";
import { cutsOf } from "../patternCuts.ts";

export const pattern: Mutation = {
  name: "pattern",
  doc: "A pattern lacks one of its alternatives, an anchor or the flag for any case.",
  *edits(rule, vocabulary) {
    for (const { path, value, role, with: put } of constantsOf(rule, vocabulary)) {
      if (role !== "pattern" || typeof value !== "string") continue;
      for (const { text, at, after } of cutsOf(value))
        if (isPattern(after))
          yield {
            path,
            what: `${text} left out at ${at + 1}`,
            before: value,
            after,
            rule: put(after),
          };
    }
  },
};

function isPattern(source: string): boolean {
  try {
    compile(source);
    return true;
  } catch {
    return false;
  }
}
