import { rulesetOf } from "../rules/rulesetOf.ts";
import type { Condition, Rule, Ruleset } from "../rules/schema.ts";
import { createFactTable, type FactTable } from "./facts.ts";
import { can, TRUE } from "./kleene.ts";
import { hasValue, reachOf } from "./reach.ts";
import type { CompileOptions } from "./rules.ts";

/** A rule that cannot fail, whatever the record, because facts are absent. */
export interface Silenced {
  /** Of the rule. */
  readonly ruleId: string;
  /** Absent facts that the rule uses. */
  readonly absent: readonly string[];
  /** Those of them that only decide whether the rule is about a record, or when it is due. */
  readonly narrowing: readonly string[];
}

/**
 * The rules that absent facts keep from ever failing, so that their silence can be told. Found by looking at the
 * conditions, not at records.
 *
 * @example
 * ```ts
 * silencedRules(rules, { asOf: "2025-06-30", absent: ["status"] }).map(({ ruleId }) => ruleId);
 * ```
 */
export function silencedRules(
  rules: Ruleset | readonly Rule[],
  options: CompileOptions,
): readonly Silenced[] {
  const set = rulesetOf(rules);
  const absent = new Set(options.absent ?? []);
  const table = createFactTable(options.facts ?? [], absent, options.asOf);
  return set.rules
    .filter(({ state }) => state !== "retired")
    .flatMap((rule) => silencedBy(rule, set.conditions ?? {}, absent, table, options));
}

function silencedBy(
  rule: Rule,
  conditions: Readonly<Record<string, Condition>>,
  absent: ReadonlySet<string>,
  table: FactTable,
  options: CompileOptions,
): readonly Silenced[] {
  const scope = { conditions, table, codeLists: options.codeLists ?? {} };
  const when = reachOf(rule.when, scope);
  const violation = reachOf(rule.violation, scope);
  const dates = [
    ...(rule.effective === undefined ? [] : [options.effectiveOn ?? "endDate"]),
    ...(rule.due === undefined ? [] : [rule.due.after]),
  ];
  const canBeDue = dates.every((name) => hasValue(name, scope));
  if (can(when.truths, TRUE) && can(violation.truths, TRUE) && canBeDue) return [];
  const inViolation = new Set(violation.facts.filter((fact) => absent.has(fact)));
  const narrowing = [...when.facts, ...dates.flatMap((name) => table.baseOf(table.slotOf(name)))].filter(
    (fact) => absent.has(fact),
  );
  return [
    {
      ruleId: rule.id,
      absent: [...new Set([...narrowing, ...inViolation])],
      narrowing: [...new Set(narrowing)].filter((fact) => !inViolation.has(fact)),
    },
  ];
}
