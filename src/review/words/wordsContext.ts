import type { Param } from "../../rules/schema.ts";
import type { RuleContext } from "../ruleContext.ts";

/** What the words of a condition need to know. */
export interface WordsContext extends RuleContext {
  /** Of the rule; named conditions have none. */
  readonly params: Readonly<Record<string, Param>>;
}
