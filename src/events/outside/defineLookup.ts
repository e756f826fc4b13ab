import { DataQualityError } from "../../errors.ts";
import { optionError } from "../../optionError.ts";
import {
  type BaseFact,
  type FactDefinition,
  type FactType,
  type FactWords,
  isDerived,
} from "../../rules/fact.ts";
import type { FactValue } from "../../rules/value.ts";
import type { Inputs } from "../defineDerivedFact.ts";
import { eventFacts } from "../facts.ts";
import type { FieldName } from "../fields.ts";

/** What a look-up is told besides its fields. */
export interface LookupContext {
  /** Fires when the answer is no longer waited for: hand it on to `fetch` or the database. */
  readonly signal: AbortSignal;
}

/** A fact that the backend looks up. */
export interface FieldLookup<Names extends readonly FieldName[]> extends FactWords {
  /** Name of one of the package's facts that are looked up or told by other events, or a new one for rules of one's own. */
  readonly name: string;
  readonly type: FactType;
  /** One line: what it is, with its unit. */
  readonly doc: string;
  /** What it is looked up by. Where one of these has no value, it is not looked up. */
  readonly from: Names;
  /** Gets the fields in the order of `from`. Gives `null` where there is known to be no value. */
  readonly lookup: (
    ...inputs: readonly [
      ...{ readonly [Index in keyof Names]: NonNullable<Inputs<Names>[Index]> },
      LookupContext,
    ]
  ) => Promise<FactValue | null>;
}

/** A look-up as the checker takes it; made by {@link defineLookup}. */
export interface Lookup extends BaseFact {
  readonly outside: "lookup" | "dataset";
  readonly by: readonly FieldName[];
  readonly lookup: (inputs: readonly FactValue[], context: LookupContext) => Promise<FactValue | null>;
}

/**
 * Makes a look-up, with the types inferred.
 *
 * @throws {DataQualityError} where the package has a fact of that name that is not looked up, or is of another type, or
 * `lookup` is no function.
 *
 * @example
 * ```ts
 * const projectCodeExists = defineLookup({
 *   name: "projectCodeExists",
 *   type: "boolean",
 *   doc: "Whether the project code is in the list of projects.",
 *   from: ["projectCode"],
 *   lookup: async (projectCode, { signal }) => (await fetch(`https://projects.example.org/${projectCode}`, { signal })).ok,
 * });
 * ```
 */
export function defineLookup<const Names extends readonly FieldName[]>({
  from,
  lookup,
  ...fact
}: FieldLookup<Names>): Lookup {
  // The checker could not tell: it sees what is made of it here.
  if (typeof lookup !== "function") throw optionError("lookup", lookup, "a function");
  const shipped = eventFacts.find(({ name }) => name === fact.name);
  if (shipped !== undefined && !mayBeLookedUp(shipped)) {
    throw refused(
      fact.name,
      "is a fact of the package that is not looked up",
      JSON.stringify(fact.name),
      expectedName(),
    );
  }
  if (shipped !== undefined && shipped.type !== fact.type) {
    const found = JSON.stringify(fact.type);
    throw refused(
      fact.name,
      "is of another type in the rules of the package",
      found,
      JSON.stringify(shipped.type),
    );
  }
  return {
    // Rules and their pages know the package's facts in the package's words.
    ...(shipped ?? fact),
    outside: shipped?.outside === "dataset" ? "dataset" : "lookup",
    by: from,
    // The reader gives each field the type of its kind, and none is called without a value.
    lookup: (inputs, context) => (lookup as AnyLookup)(...inputs, context),
  };
}

/** Whether a fact of the package is one that a look-up may give. */
export function mayBeLookedUp(
  fact: FactDefinition,
): fact is BaseFact & { readonly outside: "lookup" | "dataset" } {
  return !isDerived(fact) && (fact.outside === "lookup" || fact.outside === "dataset");
}

function expectedName(): string {
  return `a new name, or one of ${eventFacts
    .filter(mayBeLookedUp)
    .map(({ name }) => name)
    .join(", ")}`;
}

function refused(name: string, what: string, found: string, expected: string): DataQualityError {
  const message = `The look-up ${name} ${what}.`;
  return new DataQualityError([{ code: "invalid-option", message, found, expected }]);
}

type AnyLookup = (...inputs: readonly unknown[]) => Promise<FactValue | null>;

export function isLookup(fact: object): fact is Lookup {
  return "lookup" in fact;
}
