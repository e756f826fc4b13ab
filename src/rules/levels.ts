import { partsOf } from "./references.ts";
import { type Condition, limits } from "./schema.ts";

/**
 * Measures how many levels deep named conditions are, with those that they name, each once. Endless where one refers to
 * itself, or to more levels than any rule may have.
 */
export function measureConditions(conditions: Readonly<Record<string, Condition>>): (name: string) => number {
  const depthOf = new Map<string, number>();
  function depth(name: string, open: readonly string[]): number {
    const known = depthOf.get(name);
    if (known !== undefined) return known;
    if (open.includes(name) || open.length > limits.depth) return Number.POSITIVE_INFINITY;
    const condition = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
    const found = condition === undefined ? 0 : depthWithin(condition, [...open, name], 1);
    // Too deep seen from above is not too deep by itself.
    if (Number.isFinite(found) || open.length === 0) depthOf.set(name, found);
    return found;
  }
  function depthWithin(condition: Condition, open: readonly string[], level: number): number {
    if (level > limits.depth) return Number.POSITIVE_INFINITY;
    if ("not" in condition) return 1 + depthWithin(condition.not, open, level + 1);
    if ("condition" in condition) return 1 + depth(condition.condition, open);
    let most = 0;
    for (const part of "all" in condition ? condition.all : "any" in condition ? condition.any : []) {
      most = Math.max(most, depthWithin(part, open, level + 1));
      // What is endless is not measured further: a chain of conditions that name each twice would never end.
      if (most === Number.POSITIVE_INFINITY) break;
    }
    return 1 + most;
  }
  return (name) => depth(name, []);
}

/**
 * Measures how many conditions a condition is with those that it names written out, each once: conditions that name each
 * other many times stand for more than a memory holds. One that is too deep, or refers to itself, counts as one: that is
 * told by its depth.
 */
export function countWritten(
  conditions: Readonly<Record<string, Condition>>,
): (condition: Condition) => number {
  const levelsOf = measureConditions(conditions);
  const sizeOf = new Map<string, number>();
  function named(name: string): number {
    const known = sizeOf.get(name);
    if (known !== undefined) return known;
    const condition = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
    const size = condition === undefined || levelsOf(name) > limits.depth ? 1 : count(condition);
    sizeOf.set(name, size);
    return size;
  }
  function count(condition: Condition): number {
    if ("condition" in condition) return named(condition.condition);
    return partsOf(condition).reduce((sum, part) => sum + count(part), 1);
  }
  return count;
}
