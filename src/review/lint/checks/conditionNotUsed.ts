import type { Check } from "../check.ts";
import { conditionsOf, partsOf } from "../conditions.ts";

/** A shared condition that no rule names. */
export const conditionNotUsed: Check = {
  code: "condition-not-used",
  severity: "warning",
  doc: "No rule names the condition.",
  *check({ rules, named, isWhole }) {
    // A rule that could not be loaded may name it.
    if (!isWhole) return;
    const all = [
      ...rules.flatMap(({ rule }) => conditionsOf(rule).map(({ condition }) => condition)),
      ...named.map(({ condition }) => condition),
    ];
    const used = new Set(
      all
        .flatMap((condition) => [...partsOf(condition, [])])
        .flatMap(({ condition }) => ("condition" in condition ? [condition.condition] : [])),
    );
    for (const { name, document, path } of named) {
      if (used.has(name)) continue;
      yield {
        at: document.keySpot(path),
        message: `No rule names the condition ${JSON.stringify(name)}.`,
        fix: "Name it where it is meant, or take it out.",
      };
    }
  },
};
