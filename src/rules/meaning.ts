import { compareText } from "../compareText.ts";
import { isItems } from "./isItems.ts";
import { type Condition, limits, type Operand, type Param, type Rule, type Value } from "./schema.ts";
import { canonical, simplify } from "./simplify.ts";

/**
 * What decides a rule's outcomes, as text: two rules with the same text have the same outcome for every record. Named
 * conditions are written out, parameters replaced by their value, what changes nothing is left out ({@link simplify}),
 * and the parts of an `all` or `any` are put in order, so that another way to write the same is no change of meaning.
 * Texts, severity, tags, sources and examples are left out. Rules that mean the same may still have different texts.
 *
 * @throws {RangeError} where a named condition is missing or refers to itself; `parseRules` refuses such rules.
 */
export function meaningOf(rule: Rule, conditions: Readonly<Record<string, Condition>>): string {
  const { when, violation, ...rest } = writtenOut(rule, conditions);
  return canonical({ when: ordered(simplify(when)), violation: ordered(simplify(violation)), ...rest });
}

/** All that decides a rule's outcomes, with nothing to look up. Throws as {@link meaningOf} does. */
export function writtenOut(
  rule: Rule,
  conditions: Readonly<Record<string, Condition>>,
): Pick<Rule, "when" | "violation"> & Readonly<Record<"due" | "effective", unknown>> {
  const params = rule.params ?? {};
  return {
    when: written(rule.when, conditions, params, 0),
    violation: written(rule.violation, conditions, params, 0),
    due: rule.due === undefined ? null : { after: rule.due.after, days: resolved(rule.due.days, params) },
    effective: rule.effective ?? null,
  };
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

/** The order of the parts of an `all` or `any` means nothing. */
function ordered(condition: Condition): Condition {
  if ("all" in condition) return { all: inOrder(condition.all) };
  if ("any" in condition) return { any: inOrder(condition.any) };
  return "not" in condition ? { not: ordered(condition.not) } : condition;
}

function inOrder(parts: readonly Condition[]): readonly Condition[] {
  return parts
    .map(ordered)
    .map((part) => ({ part, text: canonical(part) }))
    .sort((one, other) => compareText(one.text, other.text))
    .map(({ part }) => part);
}
