import { type FactDefinition, isDerived } from "../../rules/fact.ts";
import { isComparison } from "../../rules/isComparison.ts";
import { factsOfRule } from "../../rules/references.ts";
import type { Comparison, Condition, Rule } from "../../rules/schema.ts";
import type { Path } from "./document.ts";

/** A condition with its path from the root of its file. */
export interface PlacedCondition<Kind extends Condition = Condition> {
  readonly condition: Kind;
  readonly path: Path;
}

/** A condition and every one inside it, the outer before the inner. Named ones are not looked into. */
export function* partsOf(condition: Condition, path: Path): Generator<PlacedCondition> {
  yield { condition, path };
  if ("not" in condition) yield* partsOf(condition.not, [...path, "not"]);
  for (const key of ["all", "any"] as const) {
    const parts = listOf(condition, key);
    for (const [index, part] of (parts ?? []).entries()) yield* partsOf(part, [...path, key, index]);
  }
}

/** The parts of an `all`, or of an `any`; `undefined` where the condition is none. */
export function listOf(condition: Condition, key: "all" | "any"): readonly Condition[] | undefined {
  if (key === "all") return "all" in condition ? condition.all : undefined;
  return "any" in condition ? condition.any : undefined;
}

/** The conditions of a rule, with their paths from the rule. */
export function conditionsOf({ when, violation, fields }: Rule): readonly PlacedCondition[] {
  return [
    { condition: when, path: ["when"] },
    { condition: violation, path: ["violation"] },
    ...fields.flatMap((field, index) =>
      typeof field === "string" || field.if === undefined
        ? []
        : [{ condition: field.if, path: ["fields", index, "if"] }],
    ),
  ];
}

/** Every comparison of a rule, with its path from the rule. */
export function comparisonsOf(rule: Rule): readonly PlacedCondition<Comparison>[] {
  return conditionsOf(rule).flatMap(({ condition, path }) => comparisonsIn(condition, path));
}

export function comparisonsIn(condition: Condition, path: Path): readonly PlacedCondition<Comparison>[] {
  return [...partsOf(condition, path)].flatMap(({ condition: part, path: at }) =>
    isComparison(part) ? [{ condition: part, path: at }] : [],
  );
}

/** Facts, with those that they are derived from, whatever stands in between. */
function withSources(
  facts: Iterable<string>,
  definitions: ReadonlyMap<string, FactDefinition> | undefined,
): ReadonlySet<string> {
  const all = new Set<string>();
  const visit = (name: string): void => {
    if (all.has(name)) return;
    all.add(name);
    const definition = definitions?.get(name);
    if (definition === undefined || !isDerived(definition)) return;
    for (const input of definition.from) visit(typeof input === "string" ? input : input.isEmpty);
  };
  for (const name of facts) visit(name);
  return all;
}

/** The facts that decide a rule's outcome, with those that they are derived from. */
export function decisiveFacts(
  rule: Rule,
  conditions: Readonly<Record<string, Condition>>,
  definitions: ReadonlyMap<string, FactDefinition> | undefined,
): ReadonlySet<string> {
  return withSources(factsOfRule(rule, conditions), definitions);
}

/** What a rule says to the person who mends the record, with the paths from the rule. */
export function textsOf(rule: Rule): readonly (readonly [Path, string])[] {
  return [
    [["message"], rule.message],
    [["fix"], rule.fix],
    ...rule.fields.flatMap((field, index) =>
      typeof field === "string" || field.expected === undefined
        ? []
        : [[["fields", index, "expected"], field.expected] as const],
    ),
  ];
}
