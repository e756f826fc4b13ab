import { countWritten } from "../../rules/levels.ts";
import { meaningOf, written } from "../../rules/meaning.ts";
import type { Condition, Param, Rule, Ruleset } from "../../rules/schema.ts";
import { canonical } from "../../rules/simplify.ts";

export type Params = Readonly<Record<string, Param>>;

/** A condition with the parameters that it may name; a condition with a name has none. */
export interface Part {
  readonly condition: Condition;
  readonly params: Params;
}

/** Tells conditions of one rule set apart by what they mean. */
export interface Keys {
  /**
   * Two conditions have the same number where they are the same with named conditions written out and parameters
   * replaced by their values.
   */
  readonly valueKey: (part: Part) => number;
  /** As `valueKey`, but these parameters are left as names: for two versions of a rule that differ in their values. */
  readonly nameKey: (part: Part, names: ReadonlySet<string>) => number;
  /** What decides a rule's outcomes: equal for two rules exactly where `meaningOf` is. */
  readonly meaningKey: (rule: Rule) => number;
  /** How many conditions a condition is with named ones written out. */
  readonly sizeOf: (condition: Condition) => number;
  readonly conditions: Readonly<Record<string, Condition>>;
}

/**
 * Keys that can be held against each other. Numbers stand for parts that were seen before, so that conditions which name
 * each other many times cost no more than their text.
 */
export function createKeys<Rulesets extends readonly Ruleset[]>(
  ...rulesets: Rulesets
): { readonly [Index in keyof Rulesets]: Keys };
export function createKeys(...rulesets: readonly Ruleset[]): readonly Keys[] {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
  return rulesets.map(({ conditions = {} }) => keysOf(conditions, numberOf));
}

function keysOf(conditions: Readonly<Record<string, Condition>>, numberOf: (text: string) => number): Keys {
  const named = new Map<string, number>();

  function keyOf(condition: Condition, params: Params): number {
    if ("all" in condition) return numberOf(`all ${keysOfParts(condition.all, params)}`);
    if ("any" in condition) return numberOf(`any ${keysOfParts(condition.any, params)}`);
    if ("not" in condition) return numberOf(`not ${keyOf(condition.not, params)}`);
    if ("condition" in condition) return keyOfNamed(condition.condition);
    const comparison = written(condition, {}, params, 0);
    return numberOf(canonical(comparison));
  }

  /** Neither their order nor how often one stands there makes a difference. */
  function keysOfParts(parts: readonly Condition[], params: Params): string {
    return [...new Set(parts.map((part) => keyOf(part, params)))].sort((one, other) => one - other).join();
  }

  function keyOfNamed(name: string): number {
    const known = named.get(name);
    if (known !== undefined) return known;
    const condition = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
    if (condition === undefined) throw new RangeError(`there is no condition ${JSON.stringify(name)}`);
    const key = keyOf(condition, {});
    named.set(name, key);
    return key;
  }

  return {
    conditions,
    sizeOf: countWritten(conditions),
    valueKey: ({ condition, params }) => keyOf(condition, params),
    nameKey: ({ condition, params }, names) =>
      keyOf(condition, Object.fromEntries(Object.entries(params).filter(([name]) => !names.has(name)))),
    meaningKey: (rule) => numberOf(`rule ${meaningOf(rule, conditions)}`),
  };
}

/** Whether two pieces of JSON hold the same. */
export function canonicalEqual(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}
