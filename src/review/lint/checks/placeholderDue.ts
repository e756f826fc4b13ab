import type { Check } from "../check.ts";
import { textsOf } from "../conditions.ts";
import { ofEachRule, spotIn } from "../subject.ts";

/** `{due}` in a rule that has no due date. */
export const placeholderDue: Check = {
  code: "placeholder-due",
  severity: "error",
  doc: "A text says {due}, and the rule has no due date.",
  check: ofEachRule(function* (located) {
    if (located.rule.due !== undefined) return;
    for (const [path, text] of textsOf(located.rule)) {
      const inside = text.indexOf("{due}");
      if (inside >= 0)
        yield {
          at: spotIn(located, path, inside),
          message: "The rule has no due date that {due} could stand for.",
          fix: "Take it out, or give the rule a due date.",
        };
    }
  }),
};
