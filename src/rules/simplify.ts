import { isItems } from "./isItems.ts";
import type { Condition, Value } from "./schema.ts";

/**
 * The condition without what changes nothing, whatever is known or unknown: a `not` of a `not`, an `all` or `any` of a
 * single part, a part that stands twice, an `all` of nothing inside an `all`, a value that stands twice in a list.
 */
export function simplify(condition: Condition): Condition {
  if ("not" in condition) {
    const part = simplify(condition.not);
    return "not" in part ? part.not : { not: part };
  }
  if ("all" in condition) {
    const parts = distinct(condition.all.map(simplify).filter((part) => !isAllOfNothing(part)));
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { all: parts };
  }
  if ("any" in condition) {
    const parts = distinct(condition.any.map(simplify));
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { any: parts };
  }
  if ("condition" in condition) return condition;
  const operator = withoutDoubleNot(condition.operator);
  return {
    ...condition,
    operator,
    value: isPlainList(operator) ? withoutTwins(condition.value) : condition.value,
  };
}

export function isAllOfNothing(condition: Condition): boolean {
  return "all" in condition && condition.all.length === 0;
}

/** `not:not:matches` is `matches`. */
export function withoutDoubleNot(operator: string): string {
  return operator.replace(/(?<![^:])not:not:/g, "");
}

/** Operators to which it makes no difference how often a value stands in their list. */
export function isPlainList(operator: string): boolean {
  return /^(?:not:)*(?:in|notIn)$/.test(operator);
}

function withoutTwins(value: Value): Value {
  return isItems(value) ? distinct(value) : value;
}

function distinct<Item>(items: readonly Item[]): readonly Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const text = canonical(item);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

/** JSON with the keys in order: two values that say the same have the same text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
