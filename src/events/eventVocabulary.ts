import type { Vocabulary } from "../rules/check.ts";
import type { DerivedFact } from "../rules/fact.ts";
import type { Operator } from "../rules/operator.ts";
import { eventFactsWith } from "./facts.ts";
import type { Lookup } from "./outside/defineLookup.ts";
import { vocabularies } from "./vocabularies/codes.ts";

/** What rules about events may use besides the event's facts and the language's operators. */
export interface OwnVocabulary {
  /** Default: none. */
  readonly facts?: readonly (DerivedFact | Lookup)[];
  /** Default: none. */
  readonly operators?: readonly Operator[];
}

/** All that rules about events may speak of, so that a mistyped name is told with the nearest right one. */
export function eventVocabulary({ facts = [], operators = [] }: OwnVocabulary): Vocabulary {
  return { facts: eventFactsWith(facts), operators, codeLists: vocabularies };
}
