import { eventVocabulary, type OwnVocabulary } from "../events/eventVocabulary.ts";
import type { Vocabulary } from "../rules/check.ts";
import { parseRules } from "../rules/parse.ts";
import type { Ruleset } from "../rules/schema.ts";
import { shippedRules } from "../shipped/rules.generated.ts";

/**
 * Reads rules about events from data: as `parseRules` of `ems-data-quality/engine`, with the event's fields, derived
 * facts and code lists known, so that a mistyped name is told with the nearest right one.
 *
 * @throws {DataQualityError} with every mistake of the rules.
 *
 * @example
 * ```ts
 * const checker = createChecker({ rules: parseEventRules(JSON.parse(text)) });
 * ```
 */
export function parseEventRules(json: unknown, own: OwnVocabulary = {}): Ruleset {
  return parseRules(json, sharedVocabulary(own));
}

/** The vocabulary of events, and the conditions that the shipped rules share: a shipped rule can be copied on its own. */
export function sharedVocabulary(own: OwnVocabulary): Vocabulary {
  return { ...eventVocabulary(own), conditions: shippedRules.conditions ?? {} };
}
