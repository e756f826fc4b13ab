import { Engine, type TopLevelCondition } from "json-rules-engine";
import { codeLists } from "../src/events/vocabularies/codes.ts";
import { asksPresence } from "../src/rules/operator.ts";
import type { Condition, Param, Ruleset, Value } from "../src/rules/schema.ts";
import type { FactValue } from "../src/rules/value.ts";
import { operators } from "../src/rules/vocabulary.ts";

type Plain = Readonly<Record<string, FactValue | undefined>>;

/**
 * The same rules in json-rules-engine, for one event whose derived facts are given: it has none of its own, so it is
 * spared computing them. Parameters, code lists and tolerances are filled in beforehand, which spares it more.
 */
export function engineFor(ruleset: Ruleset, facts: Plain): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const operator of operators) {
    if (asksPresence(operator)) {
      engine.addOperator(operator.name, (fact: unknown) => operator.presence(fact === undefined));
    } else if (!standard.has(operator.name)) {
      engine.addOperator(operator.name, (fact: FactValue | undefined, value: unknown) => {
        if (fact === undefined) return false;
        const { of, points } = toTolerance(value);
        return of !== undefined && operator.test(fact, of, points);
      });
    }
  }
  for (const [name, condition] of Object.entries(ruleset.conditions ?? {})) {
    engine.setCondition(name, topLevel(translate(condition, {}, facts)));
  }
  for (const rule of ruleset.rules) {
    const params = rule.params ?? {};
    engine.addRule({
      name: rule.id,
      conditions: {
        all: [translate(rule.when, params, facts), translate(rule.violation, params, facts)],
      } as TopLevelCondition,
      event: { type: rule.id },
    });
  }
  return engine;
}

const standard = new Set([
  "equal",
  "notEqual",
  "in",
  "notIn",
  "contains",
  "doesNotContain",
  "lessThan",
  "lessThanInclusive",
  "greaterThan",
  "greaterThanInclusive",
]);

function toTolerance(value: unknown): { readonly of: FactValue | undefined; readonly points: number } {
  if (typeof value === "object" && value !== null && "of" in value && "points" in value) {
    return { of: value.of as FactValue | undefined, points: Number(value.points) };
  }
  return { of: value as FactValue | undefined, points: 0 };
}

function topLevel(condition: unknown): TopLevelCondition {
  return (
    typeof condition === "object" && condition !== null && "fact" in condition
      ? { all: [condition] }
      : condition
  ) as TopLevelCondition;
}

function translate(condition: Condition, params: Readonly<Record<string, Param>>, facts: Plain): unknown {
  if ("all" in condition) return { all: condition.all.map((part) => translate(part, params, facts)) };
  if ("any" in condition) return { any: condition.any.map((part) => translate(part, params, facts)) };
  if ("not" in condition) return { not: translate(condition.not, params, facts) };
  if ("condition" in condition) return condition;
  const last = condition.operator.split(":").at(-1);
  const value =
    last === "oneOf"
      ? codeLists[condition.value as keyof typeof codeLists]
      : fill(condition.value, params, facts);
  return { ...condition, value };
}

function fill(value: Value, params: Readonly<Record<string, Param>>, facts: Plain): unknown {
  if (typeof value !== "object") return value;
  if ("of" in value)
    return { of: known(value.of, params, facts), points: known(value.points, params, facts) };
  if ("param" in value) return params[value.param]?.default;
  return value;
}

function known(value: Value, params: Readonly<Record<string, Param>>, facts: Plain): unknown {
  return typeof value === "object" && "fact" in value ? facts[value.fact] : fill(value, params, facts);
}
