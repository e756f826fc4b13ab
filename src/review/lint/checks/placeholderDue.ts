import type { Check } from "../check.ts";
import { ofEachRule, spotIn } from "../subject.ts";

/** `{due}` in a rule that has no due date. */
export const placeholderDue: Check = {
  code: "placeholder-due",
  severity: "error",
  doc: "A text says {due}, and the rule has no due date.",
  check: ofEachRule(function* (located) {
    const { rule, document, path } = located;
    if (rule.due !== undefined) return;
    for (const part of [
      ["message"],
      ["fix"],
      ...rule.fields.map((_, index) => ["fields", index, "expected"]),
    ]) {
      const node = document.nodeAt([...path, ...part]);
      const inside =
        node === undefined
          ? -1
          : document.text.slice(node.offset, node.offset + node.length).indexOf("{due}");
      if (inside >= 0)
        yield {
          at: spotIn(located, part, inside),
          message: "The rule has no due date that {due} could stand for.",
          fix: "Take it out, or give the rule a due date.",
        };
    }
  }),
};
