import { isComparison } from "./isComparison.ts";
import { isItems } from "./isItems.ts";
import type { Comparison, Condition, Rule, Value } from "./schema.ts";

/** The conditions that a condition is directly made of: none for a comparison, and for the name of another. */
export function partsOf(condition: Condition): readonly Condition[] {
  if ("all" in condition) return condition.all;
  if ("any" in condition) return condition.any;
  return "not" in condition ? [condition.not] : [];
}

/** The comparisons of a condition, in the order in which they are written; named conditions are not looked into. */
export function comparisonsIn(condition: Condition): readonly Comparison[] {
  return isComparison(condition) ? [condition] : partsOf(condition).flatMap(comparisonsIn);
}

/** The facts that a value refers to. */
export function factsIn(value: Value): readonly string[] {
  if (typeof value !== "object") return [];
  if (isItems(value)) return value.flatMap(factsIn);
  if ("of" in value) return [...factsIn(value.of), ...factsIn(value.points)];
  return "fact" in value ? [value.fact] : [];
}

/** The parameters that a value refers to. */
export function paramsIn(value: Value): readonly string[] {
  if (typeof value !== "object") return [];
  if (isItems(value)) return value.flatMap(paramsIn);
  if ("of" in value) return [...paramsIn(value.of), ...paramsIn(value.points)];
  return "param" in value ? [value.param] : [];
}

/** The fact on the left of a comparison and those on its right. */
export function factsOfComparison({ fact, value }: Comparison): readonly string[] {
  return [fact, ...factsIn(value)];
}

/** Every fact that decides a rule's outcome by its name, with those of the named conditions that it rests on. */
export function factsOfRule(
  rule: Rule,
  conditions: Readonly<Record<string, Condition>>,
): ReadonlySet<string> {
  const facts = new Set<string>();
  const seen = new Set<string>();
  const visit = (condition: Condition): void => {
    if (isComparison(condition)) for (const fact of factsOfComparison(condition)) facts.add(fact);
    else if ("condition" in condition) {
      const { condition: name } = condition;
      const named = !seen.has(name) && Object.hasOwn(conditions, name) ? conditions[name] : undefined;
      seen.add(name);
      if (named !== undefined) visit(named);
    } else partsOf(condition).forEach(visit);
  };
  visit(rule.when);
  visit(rule.violation);
  if (rule.due !== undefined) facts.add(rule.due.after);
  // What `effective` is held against, where nobody says another.
  if (rule.effective !== undefined) facts.add("endDate");
  return facts;
}
