import type { Check } from "../check.ts";
import { ofEachRule, spotIn } from "../subject.ts";

/** A rule in force from a day after its last. */
export const effectiveReversed: Check = {
  code: "effective-reversed",
  severity: "error",
  doc: "The rule is in force from a day that comes after the last one: it is never in force.",
  check: ofEachRule(function* (located) {
    const { from, to } = located.rule.effective ?? {};
    if (from !== undefined && to !== undefined && from > to)
      yield {
        at: spotIn(located, ["effective", "from"]),
        message: `The rule is in force from ${from} to ${to}, which is before.`,
        fix: "Swap the two, or mend the one that is wrong.",
      };
  }),
};
