import type { CodeList, FactDefinition } from "../../rules/fact.ts";
import type { AnyOperator } from "../../rules/operator.ts";
import type { Rule } from "../../rules/schema.ts";

/** One edit of a rule, and the rule as it is then. */
export interface Edit {
  /** JSON path of what is changed, in the rule. */
  readonly path: string;
  /** The edit in few words: `lessThan → lessThanInclusive`. */
  readonly what: string;
  /** Not given where something is put in. */
  readonly before?: unknown;
  /** Not given where something is taken out. */
  readonly after?: unknown;
  readonly rule: Rule;
}

/** A kind of mistake that people make in rules; each in a file of its own. */
export interface Mutation {
  readonly name: string;
  /** One line, as it stands in the documentation. */
  readonly doc: string;
  /** Every edit of this kind, in the order of the rule's parts. Each is a rule that could have been written so. */
  readonly edits: (rule: Rule, vocabulary: MutationVocabulary) => Iterable<Edit>;
}

/** What is known of the names in a rule. */
export interface MutationVocabulary {
  readonly fact: (name: string) => FactDefinition | undefined;
  readonly operator: (name: string) => AnyOperator | undefined;
  readonly codeLists: Readonly<Record<string, CodeList>>;
}
