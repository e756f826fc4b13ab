import type { Condition, Param } from "../../rules/schema.ts";
import type { RuleContext } from "../examples/runExamples.ts";

export interface WordsContext extends RuleContext {
  /** Of the rule; named conditions have none. */
  readonly params: Readonly<Record<string, Param>>;
}

/** A condition as a clause of an English sentence, without full stop: `the event has ended and Certificates of Completion issued is 0`. */
export function conditionInWords(condition: Condition, _context: WordsContext): string {
  return JSON.stringify(condition);
}
