import type { Vocabulary } from "../../rules/check.ts";
import type { FactDefinition, FactType } from "../../rules/fact.ts";
import { isDerived } from "../../rules/fact.ts";
import { isItems } from "../../rules/isItems.ts";
import { factsIn } from "../../rules/references.ts";
import type { Comparison, Condition, Rule, Value } from "../../rules/schema.ts";
import type { Scalar } from "../../rules/value.ts";

/** A rule with nothing to look up. */
export interface PlainRule {
  readonly rule: Rule;
  readonly when: Condition;
  readonly violation: Condition;
  readonly due: { readonly after: string; readonly days: number } | undefined;
}

/** What a value holds that is written out. */
export function literalsOf(value: Value): readonly Scalar[] {
  if (typeof value !== "object") return [value];
  if (isItems(value)) return value.flatMap(literalsOf);
  return "of" in value ? [...literalsOf(value.of), ...literalsOf(value.points)] : [];
}

/** The base facts that these facts rest on, and the derived ones on the way. */
export function reach(
  names: Iterable<string>,
  vocabulary: Vocabulary,
): { readonly base: ReadonlySet<string>; readonly derived: ReadonlySet<string> } {
  const definitions = definitionsOf(vocabulary);
  const base = new Set<string>();
  const derived = new Set<string>();
  const visit = (name: string): void => {
    if (name === "asOf" || derived.has(name)) return;
    const fact = definitions.get(name);
    if (fact === undefined || !isDerived(fact)) {
      base.add(name);
      return;
    }
    derived.add(name);
    for (const input of fact.from) visit(typeof input === "string" ? input : input.isEmpty);
  };
  for (const name of names) visit(name);
  return { base, derived };
}

const definitions = new WeakMap<Vocabulary, ReadonlyMap<string, FactDefinition>>();

export function definitionsOf(vocabulary: Vocabulary): ReadonlyMap<string, FactDefinition> {
  const known = definitions.get(vocabulary);
  if (known !== undefined) return known;
  const fresh = new Map((vocabulary.facts ?? []).map((fact) => [fact.name, fact]));
  definitions.set(vocabulary, fresh);
  return fresh;
}

const typeOfOperator: Readonly<Record<string, FactType>> = {
  lessThan: "number",
  lessThanInclusive: "number",
  greaterThan: "number",
  greaterThanInclusive: "number",
  withinPoints: "number",
  sumOf: "number",
  before: "date",
  after: "date",
  onOrBefore: "date",
  onOrAfter: "date",
  matches: "text",
  oneOf: "text",
  contains: "list",
  doesNotContain: "list",
};

/**
 * The types of facts that no definition tells, by what the rules compare them with. A guess: what is read in by it is
 * good for examples, and never for a proof.
 */
export function guessTypes(
  comparisons: readonly Comparison[],
  dueAfter: readonly string[],
  vocabulary: Vocabulary,
): ReadonlyMap<string, FactType> {
  const known = definitionsOf(vocabulary);
  const guessed = new Map<string, FactType>();
  const typeOf = (name: string): FactType | undefined =>
    name === "asOf" ? "date" : (known.get(name)?.type ?? guessed.get(name));
  const guess = (name: string, type: FactType | undefined): void => {
    if (type !== undefined && typeOf(name) === undefined) guessed.set(name, type);
  };
  for (const name of dueAfter) guess(name, "date");
  for (const { fact, operator, value } of comparisons) {
    const names = operator.split(":");
    const own = typeOfOperator[names.at(-1) ?? ""];
    const isOfItems = names.includes("someFact") || names.includes("everyFact");
    guess(fact, isOfItems ? "list" : own);
    if (own === "number" || own === "date") for (const other of factsIn(value)) guess(other, own);
  }
  // What is compared with itself only may be any; twice round is enough for chains as they are written.
  for (let round = 0; round < 2; round++) {
    for (const { fact, value } of comparisons) {
      const [literal] = literalsOf(value);
      if (literal !== undefined) guess(fact, typeOfScalar(literal));
      for (const other of factsIn(value)) {
        guess(other, typeOf(fact));
        guess(fact, typeOf(other));
      }
    }
  }
  return guessed;
}

function typeOfScalar(scalar: Scalar): FactType {
  if (typeof scalar !== "string") return typeof scalar === "number" ? "number" : "boolean";
  return /^\d{4}-\d{2}-\d{2}$/.test(scalar) ? "date" : "text";
}
