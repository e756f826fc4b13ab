import type { Check } from "../check.ts";
import { type LocatedRule, spotIn } from "../subject.ts";

/** Two rules with one title. */
export const titleRepeated: Check = {
  code: "title-repeated",
  severity: "warning",
  doc: "Two rules have the same title: in a report nobody can tell them apart.",
  *check({ rules }) {
    const seen = new Map<string, LocatedRule>();
    for (const located of rules) {
      const { title, id } = located.rule;
      const before = seen.get(title.toLowerCase());
      if (before === undefined) seen.set(title.toLowerCase(), located);
      else
        yield {
          rule: id,
          at: spotIn(located, ["title"]),
          message: `${before.rule.id} has the same title.`,
          fix: "Say in the title what is different.",
          related: [{ ...spotIn(before, ["title"]), message: "The same title." }],
        };
    }
  },
};
