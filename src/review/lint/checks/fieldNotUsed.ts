import type { Check } from "../check.ts";
import { decisiveFacts } from "../conditions.ts";
import { ofEachRule, spotIn } from "../subject.ts";

/** A field to highlight that the rule does not look at. */
export const fieldNotUsed: Check = {
  code: "field-not-used",
  severity: "warning",
  doc: "The form highlights a field that the rule does not look at: what people enter there changes nothing.",
  check: ofEachRule(function* (located, { conditions, facts }) {
    const used = decisiveFacts(located.rule, conditions, facts);
    for (const [index, field] of located.rule.fields.entries()) {
      const name = typeof field === "string" ? field : field.field;
      if (used.has(name)) continue;
      yield {
        at: spotIn(located, ["fields", index, ...(typeof field === "string" ? [] : ["field"])]),
        message: `The rule does not look at ${name}, neither itself nor through a fact that is derived from it.`,
        expected: `one of ${[...used].join(", ")}`,
        fix: "Name the field that decides, or take this one out.",
      };
    }
  }),
};
