import { type CompileOptions, compileRules } from "../../src/engine/rules.ts";
import type { RuleOutcome } from "../../src/engine.ts";
import type { Condition, Rule } from "../../src/rules/schema.ts";
import type { FactRecord } from "../../src/rules/value.ts";

export const asOf = "2025-06-30";
export const always: Condition = { all: [] };

/** A rule that is complete, for tests that care about one part of it. */
export function ruleWith(part: Partial<Rule> = {}): Rule {
  return {
    id: "a-rule",
    version: 3,
    state: "active",
    title: "A rule",
    severity: "error",
    dimension: "validity",
    tags: ["test"],
    when: always,
    violation: { fact: "size", operator: "greaterThan", value: 10 },
    fields: ["size"],
    message: "It is wrong.",
    fix: "Mend it.",
    rationale: "It matters.",
    sources: ["ours: a test"],
    examples: [{ title: "large", event: { size: 11 }, expect: "failed" }],
    ...part,
  };
}

/** The outcome of one rule for one record. */
export function outcomeOf(
  part: Partial<Rule>,
  record: FactRecord,
  options: Partial<CompileOptions> & { readonly conditions?: Readonly<Record<string, Condition>> } = {},
): RuleOutcome {
  const { conditions = {}, ...rest } = options;
  const [outcome] = compileRules(
    { name: "test", version: "1", conditions, rules: [ruleWith(part)] },
    { asOf, ...rest },
  ).evaluate(record);
  if (outcome === undefined) throw new Error("there is no outcome");
  return outcome;
}

export type Said = "true" | "false" | "unknown" | "error";

const saidBy: Readonly<Partial<Record<RuleOutcome["outcome"], Said>>> = {
  failed: "true",
  passed: "false",
  notAssessed: "unknown",
  error: "error",
};

/** What a condition comes to: seen through the outcome of a rule that it is the violation of. */
export function truthOf(
  violation: Condition,
  record: FactRecord,
  options: Parameters<typeof outcomeOf>[2] & Pick<Partial<Rule>, "params"> = {},
): Said {
  const { params, ...rest } = options;
  const { outcome } = outcomeOf({ violation, ...(params === undefined ? {} : { params }) }, record, rest);
  const said = saidBy[outcome];
  if (said === undefined) throw new Error(`a violation cannot be ${outcome}`);
  return said;
}
