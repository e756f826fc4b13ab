import { jsonPath } from "../../issues.ts";
import { meaningOf, writtenOut } from "../../rules/meaning.ts";
import type { Condition, Rule } from "../../rules/schema.ts";
import { canonical } from "../../rules/simplify.ts";
import type { RuleContext } from "../ruleContext.ts";
import type { Edit } from "./mutation.ts";
import { mutations } from "./mutations.ts";
import { vocabularyOf } from "./vocabularyOf.ts";

/** A rule with one edit, which the examples should tell from the rule itself. */
export interface Mutant extends Edit {
  /** The name of the kind of mutation. */
  readonly mutation: string;
}

/**
 * Every mutant of a rule, each meaning once, in the order of the kinds and of the rule's parts. One that means the same
 * as the rule is among them: what was edited is then not needed. What decides nothing is not mutated: texts, severity,
 * which fields are named.
 */
export function mutantsOf(rule: Rule, { vocabulary, conditions }: RuleContext): readonly Mutant[] {
  const names = vocabularyOf(vocabulary);
  const itself = canonical(writtenOut(rule, conditions));
  const seen = new Set<string>();
  const mutants: Mutant[] = [];
  for (const { name, edits } of mutations)
    for (const edit of edits(rule, names)) {
      const meaning = meaningOf(edit.rule, conditions);
      // To put in place of a part what stands there already is no edit.
      if (seen.has(meaning) || canonical(writtenOut(edit.rule, conditions)) === itself) continue;
      seen.add(meaning);
      mutants.push({ ...edit, mutation: name });
    }
  return mutants;
}

/** Every mutant of a condition with a name, as `mutantsOf` those of a rule. `condition` is what it is then. */
export function mutantsOfCondition(
  name: string,
  condition: Condition,
  context: RuleContext,
): readonly (Omit<Mutant, "rule"> & { readonly condition: Condition })[] {
  return mutantsOf({ ...bearer, violation: condition }, context).flatMap(({ rule, path, ...edit }) =>
    path.startsWith("$.violation")
      ? [
          {
            ...edit,
            path: `${jsonPath(["conditions", name])}${path.slice("$.violation".length)}`,
            condition: rule.violation,
          },
        ]
      : [],
  );
}

/** A rule that is nothing but its violation. */
const bearer: Rule = {
  id: "condition",
  version: 1,
  state: "active",
  title: "A condition",
  severity: "info",
  dimension: "validity",
  tags: ["condition"],
  when: { all: [] },
  violation: { all: [] },
  fields: ["condition"],
  message: "-",
  fix: "-",
  rationale: "-",
  sources: ["-"],
  examples: [{ title: "-", event: {}, expect: "failed" }],
};
