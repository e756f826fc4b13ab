import { written } from "../../rules/meaning.ts";
import type { Condition, Param, Rule, Ruleset } from "../../rules/schema.ts";

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
  /** Comparisons and groups of a condition with named conditions written out, however many that would be. */
  readonly sizeOf: (condition: Condition) => number;
  readonly conditions: Readonly<Record<string, Condition>>;
}

/**
 * Keys that can be held against each other. Numbers stand for parts that were seen before, so that conditions which name
 * each other many times cost no more than their text; written out they could fill the memory.
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
    if ("all" in condition) return numberOf(`all ${condition.all.map((part) => keyOf(part, params)).join()}`);
    if ("any" in condition) return numberOf(`any ${condition.any.map((part) => keyOf(part, params)).join()}`);
    if ("not" in condition) return numberOf(`not ${keyOf(condition.not, params)}`);
    if ("condition" in condition) return keyOfNamed(condition.condition);
    const comparison = written(condition, {}, params, 0);
    return numberOf(canonical(comparison));
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

  const sizes = new Map<string, number>();

  function sizeOf(condition: Condition): number {
    if ("not" in condition) return 1 + sizeOf(condition.not);
    if ("condition" in condition) {
      const known = sizes.get(condition.condition);
      if (known !== undefined) return known;
      const named = Object.hasOwn(conditions, condition.condition)
        ? conditions[condition.condition]
        : undefined;
      const size = named === undefined ? 1 : sizeOf(named);
      sizes.set(condition.condition, size);
      return size;
    }
    const parts = "all" in condition ? condition.all : "any" in condition ? condition.any : [];
    return parts.reduce((sum, part) => sum + sizeOf(part), 1);
  }

  return {
    conditions,
    sizeOf,
    valueKey: ({ condition, params }) => keyOf(condition, params),
    nameKey: ({ condition, params }, names) =>
      keyOf(condition, Object.fromEntries(Object.entries(params).filter(([name]) => !names.has(name)))),
    meaningKey({ when, violation, due, effective, params = {} }) {
      const days = typeof due?.days === "object" ? params[due.days.param]?.default : due?.days;
      return numberOf(
        `rule ${keyOf(when, params)} ${keyOf(violation, params)} ${canonical([
          due === undefined ? null : { after: due.after, days: days ?? due.days },
          effective ?? null,
        ])}`,
      );
    },
  };
}

/** JSON with the keys of every object in order: the order in which a person wrote them means nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

/** Whether two pieces of JSON hold the same. */
export function canonicalEqual(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}
