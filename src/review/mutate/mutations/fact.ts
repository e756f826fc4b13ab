import { isDerived } from "../../../rules/fact.ts";
import type { Mutation, MutationVocabulary } from "../mutation.ts";
import { comparisonsOf } from "../places.ts";

export const fact: Mutation = {
  name: "fact",
  doc: "A comparison is of the next fact of the same type that the rule names: a copy that was not adapted.",
  *edits(rule, vocabulary) {
    const comparisons = comparisonsOf(rule);
    const named = [...new Set(comparisons.map(({ condition }) => condition.fact))];
    for (const { path, condition, with: put } of comparisons) {
      const kind = kindOf(condition.fact, vocabulary);
      const alike = named.filter((name) => kindOf(name, vocabulary) === kind);
      const next = alike[(alike.indexOf(condition.fact) + 1) % alike.length];
      if (next === undefined || next === condition.fact) continue;
      yield {
        path: `${path}.fact`,
        what: `${condition.fact} → ${next}`,
        before: condition.fact,
        after: next,
        rule: put({ ...condition, fact: next }),
      };
    }
  },
};

/** Facts of the same kind can stand for each other: codes of one list, and no derived one where a cell is asked for. */
function kindOf(name: string, { fact: definitionOf }: MutationVocabulary): string {
  const definition = definitionOf(name);
  if (definition === undefined) return "unknown";
  return isDerived(definition)
    ? `derived ${definition.type}`
    : `${definition.type} ${definition.codeList ?? ""}`;
}
