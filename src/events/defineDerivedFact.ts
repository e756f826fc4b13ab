import type { Behaviour, DerivedFact, FactType, FactWords } from "../rules/fact.ts";
import type { FactValue } from "../rules/value.ts";
import type { FieldName, fields } from "./fields.ts";

interface KindTypes {
  readonly id: string;
  readonly text: string;
  readonly person: string;
  readonly email: string;
  readonly code: string;
  readonly openCode: string;
  readonly flag: boolean;
  readonly date: string;
  readonly count: number;
  readonly percent: number;
  readonly score: number;
}

type InputOf<Name extends FieldName> = KindTypes[(typeof fields)[Name]["kind"]] | undefined;
/** The values of fields, in their order; `undefined` for one without. */
export type Inputs<Names extends readonly FieldName[]> = {
  readonly [Index in keyof Names]: InputOf<Names[Index]>;
};

/** A fact that is computed from fields of the event. */
export interface FieldFact<Names extends readonly FieldName[]> extends FactWords {
  readonly name: string;
  readonly type: FactType;
  /** One line: what it is, with its unit. */
  readonly doc: string;
  readonly from: Names;
  /** Gets the fields in the order of `from`, `undefined` for one without a value; gives `undefined` where it is not certain. */
  readonly derive: (...inputs: Inputs<Names>) => FactValue | undefined;
  /** How it hangs on its fields, for tools that reason about rules. Default: nothing is known of it. */
  readonly behaviour?: Behaviour;
}

/**
 * Makes a derived fact from fields of the event, with the types inferred.
 *
 * @example
 * ```ts
 * const noShows = defineDerivedFact({
 *   name: "noShows",
 *   type: "number",
 *   doc: "People who registered and did not come.",
 *   from: ["registered", "participants"],
 *   derive: (registered, participants) =>
 *     registered === undefined || participants === undefined ? undefined : registered - participants,
 * });
 * noShows.derive(30, 25); // 5
 * ```
 */
export function defineDerivedFact<const Names extends readonly FieldName[]>(
  fact: FieldFact<Names>,
): DerivedFact {
  // The reader gives each field the type of its kind or nothing, so the inputs are what the types say.
  return { ...fact, derive: fact.derive as DerivedFact["derive"] };
}
