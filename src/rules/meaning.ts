import { type Condition, limits, type Operand, type Param, type Rule, type Value } from "./schema.ts";

/**
 * What decides a rule's outcomes, as text: two rules with the same text have the same outcome for every record. Named
 * conditions are written out and parameters replaced by their value, so that a new name alone is no change of meaning;
 * texts, severity, tags, sources and examples are left out.
 *
 * @throws {RangeError} where a named condition is missing or refers to itself; `parseRules` refuses such rules.
 */
export function meaningOf(rule: Rule, conditions: Readonly<Record<string, Condition>>): string {
  const params = rule.params ?? {};
  return canonical({
    when: written(rule.when, conditions, params, 0),
    violation: written(rule.violation, conditions, params, 0),
    due: rule.due === undefined ? null : { after: rule.due.after, days: resolved(rule.due.days, params) },
    effective: rule.effective ?? null,
  });
}

/** The condition with nothing to look up: named conditions in their place, parameters as their values. */
export function written(
  condition: Condition,
  conditions: Readonly<Record<string, Condition>>,
  params: Readonly<Record<string, Param>>,
  depth: number,
): Condition {
  if (depth > limits.depth) throw new RangeError("conditions are nested too deeply");
  const inner = (part: Condition): Condition => written(part, conditions, params, depth + 1);
  if ("all" in condition) return { all: condition.all.map(inner) };
  if ("any" in condition) return { any: condition.any.map(inner) };
  if ("not" in condition) return { not: inner(condition.not) };
  if ("condition" in condition) {
    const named = Object.hasOwn(conditions, condition.condition)
      ? conditions[condition.condition]
      : undefined;
    if (named === undefined)
      throw new RangeError(`there is no condition ${JSON.stringify(condition.condition)}`);
    // Shared by rules: it has no parameters of a rule.
    return written(named, conditions, {}, depth + 1);
  }
  return { ...condition, value: resolved(condition.value, params) };
}

function resolved(value: Value, params: Readonly<Record<string, Param>>): Value {
  if (typeof value !== "object") return value;
  if (isItems(value)) return value.map((item) => operandOf(item, params));
  if ("of" in value) return { of: operandOf(value.of, params), points: operandOf(value.points, params) };
  if ("fact" in value) return value;
  return (Object.hasOwn(params, value.param) ? params[value.param]?.default : undefined) ?? value;
}

/** An item of a list is a single value; one whose parameter is a list is left as it is, since it is refused elsewhere. */
function operandOf(operand: Operand, params: Readonly<Record<string, Param>>): Operand {
  const value = resolved(operand, params);
  return isItems(value) || (typeof value === "object" && "of" in value) ? operand : value;
}

function isItems(value: Value): value is readonly Operand[] {
  return Array.isArray(value);
}

/** JSON with the keys of every object in order: the order in which a person wrote them means nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
