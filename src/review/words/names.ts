import type { Vocabulary } from "../../rules/check.ts";
import { type FactDefinition, isDerived } from "../../rules/fact.ts";
import { takenApart } from "../../rules/takenApart.ts";

/** The day of the check, which every vocabulary has. */
const clock: FactDefinition = {
  name: "asOf",
  type: "date",
  doc: "The day of the check.",
  label: "day of the check",
};

/** What the vocabulary knows of a fact. */
export function definitionOf(fact: string, { facts }: Vocabulary): FactDefinition | undefined {
  return facts?.find(({ name }) => name === fact) ?? (fact === "asOf" ? clock : undefined);
}

/** `participants`, `end date`: what a fact is called, without an article. */
export function labelOf(fact: string, vocabulary: Vocabulary): string {
  return definitionOf(fact, vocabulary)?.label ?? takenApart(fact);
}

/** `the number of participants`, `the end date`: what a fact is called in a sentence. */
export function nounOf(fact: string, vocabulary: Vocabulary): string {
  const definition = definitionOf(fact, vocabulary);
  const isCount = definition !== undefined && !isDerived(definition) && definition.whole === true;
  return `the ${isCount ? "number of " : ""}${labelOf(fact, vocabulary)}`;
}

/** `status` → `statuses`, `country` → `countries`. */
export function plural(noun: string): string {
  if (/(?:s|x|ch|sh)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
