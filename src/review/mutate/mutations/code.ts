import type { Operand } from "../../../rules/schema.ts";
import { constantsOf } from "../constants.ts";
import type { Mutation } from "../mutation.ts";

/** Of a list of every country nobody asks that each is tried. */
const mostCodes = 25;

export const code: Mutation = {
  name: "code",
  doc: "A code is the next one of its list, or a list of codes holds one more.",
  *edits(rule, vocabulary) {
    for (const { path, value, role, codeList, with: put } of constantsOf(rule, vocabulary)) {
      if (role !== "other" || codeList === undefined) continue;
      const { codes } = codeList;
      if (typeof value === "string") {
        const next = codes[(codes.indexOf(value) + 1) % codes.length];
        if (next === undefined || !codes.includes(value) || next === value) continue;
        yield { path, what: `"${value}" → "${next}"`, before: value, after: next, rule: put(next) };
      } else if (typeof value === "object" && codes.length <= mostCodes)
        for (const added of codesBeside(value, codes))
          yield {
            path: `${path}[${value.length}]`,
            what: `"${added}" added`,
            after: added,
            rule: put([...value, added]),
          };
    }
  },
};

function codesBeside(list: readonly Operand[], codes: readonly string[]): readonly string[] {
  return codes.filter((each) => !list.includes(each));
}
