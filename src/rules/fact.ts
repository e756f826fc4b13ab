import type { FactValue } from "./value.ts";

/** What a fact's values are; a `date` is text such as `2024-03-05`, a `list` one of single values. */
export type FactType = "text" | "number" | "boolean" | "date" | "list";

/** How a fact is called where a condition is told in English. */
export interface FactWords {
  /** A noun without article: `end date`; of a number without a fraction what it counts: `participants`. Default: the name, taken apart. */
  readonly label?: string;
  /** Of a number, where it is not a count: `days`, `%`. */
  readonly unit?: string;
  /** Of a fact that is true or false, the clause for each: `the event has ended`. */
  readonly says?: { readonly true: string; readonly false: string };
}

/** A fact that stands in the record. */
export interface BaseFact extends FactWords {
  readonly name: string;
  readonly type: FactType;
  /** One line: what it is, with its unit. */
  readonly doc: string;
  /** A number without a fraction. Whether its values are is for the reader to see to. */
  readonly whole?: true;
  /** The code list whose entries are its right values. */
  readonly codeList?: string;
  /** It may hold personal data: its value never enters a message or a finding. */
  readonly personal?: boolean;
}

/** An input of a derived fact: the value of a fact, or whether its cell is empty (no value where the column is absent). */
export type Input = string | { readonly isEmpty: string };

/**
 * A fact computed from others, once for each record at the most.
 *
 * `derive` gets the inputs in the order of `from`, `undefined` for one without a value, and gives `undefined` where
 * the result is not certain. It must be sound: where it gives a value, every value in the gaps gives the same, unless
 * its meaning says what an empty cell stands for.
 */
export interface DerivedFact extends FactWords {
  readonly name: string;
  readonly type: FactType;
  /** One line: what it is, with its unit, and when it has no value. */
  readonly doc: string;
  /** A number without a fraction, where those that it is derived from are as they should be. */
  readonly whole?: true;
  readonly from: readonly Input[];
  readonly derive: (...inputs: readonly (FactValue | undefined)[]) => FactValue | undefined;
}

/** What is known of a fact: one of the record, or one derived from others. */
export type FactDefinition = BaseFact | DerivedFact;

export function isDerived(fact: FactDefinition): fact is DerivedFact {
  return "derive" in fact;
}

/** A list of right values, for `oneOf`. */
export interface CodeList {
  readonly codes: readonly string[];
  /** The entry that a text is most likely a misspelling of. Default: the code nearest by letters. */
  readonly nearest?: (text: string) => string | undefined;
}
