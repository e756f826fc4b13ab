import type { Vocabulary } from "../../rules/check.ts";
import { type FactDefinition, isDerived, type Outside } from "../../rules/fact.ts";
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

/** Where a fact comes from that is no part of the record. */
export function outsideOf(fact: string, vocabulary: Vocabulary): Outside | undefined {
  const definition = definitionOf(fact, vocabulary);
  return definition === undefined || isDerived(definition) ? undefined : definition.outside;
}

/** `participants`, `end date`: what a fact is called, without an article. */
export function labelOf(fact: string, vocabulary: Vocabulary): string {
  return definitionOf(fact, vocabulary)?.label ?? takenApart(fact);
}

/** `the number of participants`, `the end date`: what a fact is called in a sentence. */
export function nounOf(fact: string, vocabulary: Vocabulary): string {
  const definition = definitionOf(fact, vocabulary);
  const isCount = definition !== undefined && !isDerived(definition) && definition.whole === true;
  const label = labelOf(fact, vocabulary);
  // "The number of stored participants" would be that of people who are stored.
  const isStored = isCount && definition.outside === "previous" && label.startsWith("stored ");
  if (isStored) return `the stored number of ${label.slice("stored ".length)}`;
  return `the ${isCount ? "number of " : ""}${label}`;
}

/** `status` → `statuses`, `country` → `countries`. */
export function plural(noun: string): string {
  if (/(?:s|x|ch|sh)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
