import type { Vocabulary } from "../rules/check.ts";
import type { Condition } from "../rules/schema.ts";

/** What rules that are reviewed stand in: the conditions that they share by name, and what they may speak of. */
export interface RuleContext {
  readonly vocabulary: Vocabulary;
  readonly conditions: Readonly<Record<string, Condition>>;
}
