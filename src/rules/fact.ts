import type { FactValue, Scalar } from "./value.ts";

/** What a fact's values are; a `date` is text such as `2024-03-05`, a `list` one of single values. */
export type FactType = "text" | "number" | "boolean" | "date" | "list";

/** How a fact is called where a condition is told in English. */
export interface FactWords {
  /** A noun without article: `end date`; of a number without a fraction what it counts: `participants`. Default: the name, taken apart. */
  readonly label?: string;
  /** Of a number, where it is not a count: `days`, `%`. */
  readonly unit?: string;
  /**
   * Of a fact that is true or false, the clause for each: `the event has ended`; and what stands after *whether*, where
   * it is asked if anything is recorded.
   */
  readonly says?: { readonly true: string; readonly false: string; readonly whether?: string };
}

/**
 * Where a fact comes from that does not stand in the record: the version that is stored before a save, another system that
 * is asked, or the other records.
 */
export type Outside = "previous" | "lookup" | "dataset";

/** A fact that stands in the record, or is handed over with it. */
export interface BaseFact extends FactWords {
  readonly name: string;
  readonly type: FactType;
  /** One line: what it is, with its unit. */
  readonly doc: string;
  /** A number without a fraction. Whether its values are is for the reader to see to. */
  readonly whole?: true;
  /** The code list whose entries are its right values. */
  readonly codeList?: string;
  /** Of a number, between which its right values are. Nothing beyond is proposed: it follows from a figure that is wrong itself. */
  readonly range?: { readonly least: number; readonly most?: number };
  /** It may hold personal data: its value never enters a message or a finding. */
  readonly personal?: boolean;
  /**
   * It is no part of the record: who evaluates it hands it over or not. Not handed over (`undefined`) it is unknown, and
   * neither empty nor present; `null` says that it is known to be empty.
   */
  readonly outside?: Outside;
  /** Of a fact that is looked up: the facts of the record that it is looked up by. Without one of them it cannot be. */
  readonly by?: readonly string[];
}

/** A fact that is no part of the record. */
export type OutsideFact = BaseFact & { readonly outside: Outside };

/** An input of a derived fact: the value of a fact, or whether its cell is empty (no value where the column is absent). */
export type Input = string | { readonly isEmpty: string };

/**
 * How a derived fact hangs on its inputs, for tools that reason about rules instead of running them: whether two
 * comparisons can both hold, whether a changed rule is the same rule. Tests hold `derive` to it.
 */
export type Behaviour =
  /**
   * The value is a flag or a text. It hangs only on which inputs have a value, which cells are empty, flags, how numbers
   * and dates compare with each other and with the constants, and which of the constants a text is.
   */
  | { readonly kind: "cases"; readonly constants: readonly Scalar[] }
  /** It is the value of one of the inputs that are dates or numbers, or none; which one, hangs on the rest as for cases, but not on how dates and numbers compare. */
  | { readonly kind: "choice" }
  /** It is the sum of the inputs that have a value, or none, by which inputs have one and which cells are empty. */
  | { readonly kind: "sum" }
  /** It is the number of days between two dates, and so many more. */
  | { readonly kind: "days"; readonly from: string; readonly to: string; readonly plus: number }
  /** It is how many per hundred the first input is of the second; none where the second is not above 0. */
  | { readonly kind: "percentage" }
  /** It is the lowest of the inputs that have a value; none where none has. */
  | { readonly kind: "least" };

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
  /** How it hangs on its inputs. Not given: anything is held for possible that its type allows. */
  readonly behaviour?: Behaviour;
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
