import type { Condition, Rule } from "../../rules/schema.ts";

type Conditions = Readonly<Record<string, Condition>>;

/** Whether a rule rests on a condition with a name, itself or by way of other named conditions. */
export function usesCondition(rule: Rule, name: string, conditions: Conditions): boolean {
  return inlined(rule, name, { all: [] }, conditions) !== rule;
}

/** The rule with another condition wherever the name stands; the rule itself where it stands nowhere. */
export function inlined(rule: Rule, name: string, by: Condition, conditions: Conditions): Rule {
  const replaced = (condition: Condition): Condition => {
    if ("all" in condition) {
      const all = condition.all.map(replaced);
      return all.every((part, index) => part === condition.all[index]) ? condition : { all };
    }
    if ("any" in condition) {
      const any = condition.any.map(replaced);
      return any.every((part, index) => part === condition.any[index]) ? condition : { any };
    }
    if ("not" in condition) {
      const not = replaced(condition.not);
      return not === condition.not ? condition : { not };
    }
    if (!("condition" in condition)) return condition;
    if (condition.condition === name) return by;
    const named = Object.hasOwn(conditions, condition.condition)
      ? conditions[condition.condition]
      : undefined;
    if (named === undefined) return condition;
    // Another named condition may rest on this one: then it is written out too.
    const other = replaced(named);
    return other === named ? condition : other;
  };
  const when = replaced(rule.when);
  const violation = replaced(rule.violation);
  return when === rule.when && violation === rule.violation ? rule : { ...rule, when, violation };
}
