import { eventFacts } from "../events/facts.ts";
import { vocabularies } from "../events/vocabularies/codes.ts";
import type { DerivedFact } from "../rules/fact.ts";
import type { Operator } from "../rules/operator.ts";
import { parseRules } from "../rules/parse.ts";
import type { Ruleset } from "../rules/schema.ts";

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
export function parseEventRules(
  json: unknown,
  own: { readonly facts?: readonly DerivedFact[]; readonly operators?: readonly Operator[] } = {},
): Ruleset {
  return parseRules(json, {
    facts: [...eventFacts, ...(own.facts ?? [])],
    codeLists: vocabularies,
    ...(own.operators === undefined ? {} : { operators: own.operators }),
  });
}
