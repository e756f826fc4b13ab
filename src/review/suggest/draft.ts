import type { FieldName } from "../../events/fields.ts";
import type { Condition, Rule } from "../../rules/schema.ts";
import type { FactRecord } from "../../rules/value.ts";
import type { Antecedent } from "./antecedents.ts";
import { holm } from "./statistics.ts";
import type { EventTable } from "./table.ts";

/**
 * What kind of regularity a rule is made from; one file in `kinds/` each. In this order: what a kind finds makes what
 * comes after it superfluous.
 */
export const suggestionKinds = [
  "sum",
  "order",
  "implication",
  "presence",
  "codeList",
  "pattern",
  "range",
] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];

/** A regularity that was seen, with the rule that it would make; whether it is worth anything is not said yet. */
export interface Draft {
  readonly kind: SuggestionKind;
  /** What holds, as a sentence. */
  readonly claim: string;
  /** The rule; what the data say of it is written into its rationale by whoever has counted. */
  readonly rule: Omit<Rule, "sources" | "history">;
  /**
   * Which of the events that the rule is about can break it at all; default: all of them. The rule itself is about more,
   * so that two rules about the same value of different columns never forbid each other's events.
   */
  readonly about?: Condition;
  /** How likely it is that as much would be seen by chance; see the kind. */
  readonly chance: number;
  /** How much it says: among drafts of a kind, the greatest comes first and may make others superfluous. */
  readonly weight: number;
  /** Records that differ from one that is right in a single value, so that the rule is broken. */
  readonly breaks: (record: FactRecord) => readonly FactRecord[];
  /** Of a draft of the kind `presence` that may be put together with others. */
  readonly presence?: PresencePart;
}

/** Where one column has a certain value, another is filled in or left empty. */
export interface PresencePart {
  readonly antecedent: Antecedent;
  readonly field: FieldName;
  /** Filled in, or left empty. */
  readonly isThere: boolean;
}

export interface Mined {
  /** Those that are no chance finds, all candidates of the kind counted. */
  readonly drafts: readonly Draft[];
  /** Candidates that were looked at, worth a draft or not: the more there are, the more hold by chance. */
  readonly tried: number;
}

export interface MineOptions {
  /** Events that a rule must be about, at least. */
  readonly minSupport: number;
  /** The share of events that must keep to it, for it to be told at all. */
  readonly minShare: number;
  /** The risk of a single chance find among all candidates of the kind. */
  readonly risk: number;
  /** What the events come from, as it is told to people. */
  readonly source: string;
  /** A condition as a clause. */
  readonly words: (condition: Condition) => string;
}

/** Looks for regularities of one kind. */
export type Miner = (table: EventTable, options: MineOptions) => Mined;

/** Those that are no chance finds. */
export function significant<Find extends { readonly chance: number }>(
  finds: readonly Find[],
  tried: number,
  risk: number,
): readonly Find[] {
  const kept = holm(
    finds.map(({ chance }) => chance),
    tried,
    risk,
  );
  return finds.filter((_, index) => kept.has(index));
}
