import { constantsOf } from "../constants.ts";
import type { Mutation } from "../mutation.ts";

export const code: Mutation = {
  name: "code",
  doc: "A code is the next one of its list.",
  *edits(rule, vocabulary) {
    for (const { path, value, role, codeList, with: put } of constantsOf(rule, vocabulary)) {
      if (role !== "other" || typeof value !== "string" || codeList === undefined) continue;
      const { codes } = codeList;
      const next = codes[(codes.indexOf(value) + 1) % codes.length];
      if (next === undefined || !codes.includes(value) || next === value) continue;
      yield { path, what: `"${value}" → "${next}"`, before: value, after: next, rule: put(next) };
    }
  },
};
