import type { Vocabulary } from "../../rules/check.ts";
import { operators } from "../../rules/vocabulary.ts";
import type { MutationVocabulary } from "./mutation.ts";

export function vocabularyOf({
  facts = [],
  operators: own = [],
  codeLists = {},
}: Vocabulary): MutationVocabulary {
  const byName = new Map(facts.map((fact) => [fact.name, fact]));
  const operatorOf = new Map([...operators, ...own].map((operator) => [operator.name, operator]));
  return {
    fact: (name) => byName.get(name),
    operator: (name) => operatorOf.get(name),
    codeLists,
  };
}
