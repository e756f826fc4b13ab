import type { Condition, Rule } from "../../rules/schema.ts";
import type { RuleContext } from "../ruleContext.ts";
import { itemsOf } from "../words/values.ts";

/** The code list and the fact of units. */
const unit = "unit";

/** How a rule has to do with units. */
export interface UnitsOf {
  /** The rule is about their events alone; `undefined` where it is about those of every unit. */
  readonly only: readonly string[] | undefined;
  /** It rests on what they said: a source, the reason or a parameter names them. */
  readonly restsOn: readonly string[];
}

export function unitCodes({ vocabulary }: RuleContext): readonly string[] {
  return vocabulary.codeLists?.[unit]?.codes ?? [];
}

export function unitsOf(rule: Rule, context: RuleContext): UnitsOf {
  const texts = [
    ...rule.sources,
    rule.rationale,
    ...Object.values(rule.params ?? {}).map(({ source }) => source),
  ].join("\n");
  return {
    only: onlyUnits(rule.when, rule, context, []),
    // WHO is not HO: a code stands alone.
    restsOn: unitCodes(context).filter((code) =>
      new RegExp(
        `(?<![\\p{L}\\p{N}_-])${code.replace(/[^\p{L}\p{N}]/gu, "\\$&")}(?![\\p{L}\\p{N}_-])`,
        "u",
      ).test(texts),
    ),
  };
}

/** The units to which a condition restricts the events, where it does. */
function onlyUnits(
  condition: Condition,
  rule: Rule,
  context: RuleContext,
  path: readonly string[],
): readonly string[] | undefined {
  if ("all" in condition)
    return condition.all
      .map((part) => onlyUnits(part, rule, context, path))
      .find((each) => each !== undefined);
  if ("condition" in condition) {
    const named = Object.hasOwn(context.conditions, condition.condition)
      ? context.conditions[condition.condition]
      : undefined;
    return named === undefined || path.includes(condition.condition)
      ? undefined
      : onlyUnits(named, rule, context, [...path, condition.condition]);
  }
  if (!("fact" in condition) || condition.fact !== unit) return undefined;
  if (condition.operator === "equal" && typeof condition.value === "string") return [condition.value];
  if (condition.operator !== "in") return undefined;
  return itemsOf(condition.value, { ...context, params: rule.params ?? {} })?.filter(
    (item): item is string => typeof item === "string",
  );
}
