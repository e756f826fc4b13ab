import type { Vocabulary } from "../rules/check.ts";
import type { DerivedFact } from "../rules/fact.ts";
import type { Operator } from "../rules/operator.ts";
import { eventFacts } from "./facts.ts";
import { vocabularies } from "./vocabularies/codes.ts";

/** What rules about events may use besides the event's facts and the language's operators. */
export interface OwnVocabulary {
  /** Default: none. */
  readonly facts?: readonly DerivedFact[];
  /** Default: none. */
  readonly operators?: readonly Operator[];
}

/** All that rules about events may speak of, so that a mistyped name is told with the nearest right one. */
export function eventVocabulary({ facts = [], operators = [] }: OwnVocabulary): Vocabulary {
  return { facts: [...eventFacts, ...facts], operators, codeLists: vocabularies };
}
