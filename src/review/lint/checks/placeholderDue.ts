import { parseMessage, placeholdersOf } from "../../../rules/message.ts";
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
      const parsed = parseMessage(text);
      const due = "parts" in parsed && placeholdersOf(parsed.parts).find(({ name }) => name === "due");
      if (due)
        yield {
          at: spotIn(located, path, due.at),
          message: "The rule has no due date that {due} could stand for.",
          fix: "Take it out, or give the rule a due date.",
        };
    }
  }),
};
