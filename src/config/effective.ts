import { rulesetOf } from "../rules/rulesetOf.ts";
import { type Rule, type Ruleset, stages } from "../rules/schema.ts";
import type { FactValue } from "../rules/value.ts";
import type { Config } from "./config.ts";
import { type Entry, entriesOf } from "./entries.ts";
import { type Sort, scopesOf, sortsOf } from "./scopes.ts";
import { telling, winner } from "./winners.ts";

/** Where a setting comes from. */
export interface SettingOrigin {
  /** `null` for what a program handed over. */
  readonly file: string | null;
  readonly line?: number;
  /** Of these units alone; empty for all. */
  readonly units: readonly string[];
  /** Of these kinds of event alone; empty for all. */
  readonly eventTypes: readonly string[];
  readonly reason: string;
}

/** How one thing of a rule is set. A stage that neither the rule nor the configuration says anything of has no value. */
export interface EffectiveSetting<Value extends FactValue | null = FactValue> {
  readonly ruleId: string;
  /** `enabled`, `severity`, `params.<name>`, `stages.<stage>`. */
  readonly setting: string;
  readonly value: Value;
  /** As it stands in the rule; `null` for a stage that the rule says nothing of. */
  readonly from: FactValue | null;
  /** Not given where it is as it stands in the rule. */
  readonly origin?: SettingOrigin;
}

/**
 * What a configuration changes of rules, in their order, and where it says so.
 *
 * @param sort Events of one unit, or of one kind, alone. Of both, there is one value of each thing; otherwise each that counts
 * for some of the events.
 */
export function changedSettings(
  config: Config,
  rules: Ruleset | readonly Rule[],
  sort: Partial<Sort> = {},
): readonly EffectiveSetting[] {
  const live = rulesetOf(rules).rules.filter(({ state }) => state !== "retired");
  const entries = entriesOf(config, live);
  const found = telling(entries, sortsOf(scopesOf(config), sort));
  return live.flatMap(({ id }) =>
    [...(entries.get(id)?.values() ?? [])]
      .flat()
      .filter((entry) => found.has(entry))
      .map(effectiveOf),
  );
}

/**
 * Everything that can be set of a rule, as it counts for events: what the rule says, where it counts for any of them, and
 * what the configuration says.
 *
 * @param sort Events of one unit, or of one kind, alone. Of both, there is one value of each thing; otherwise an override may
 * be about some of the events, and both values are told.
 */
export function settingsOf(
  config: Config,
  rule: Rule,
  sort: Partial<Sort> = {},
): readonly EffectiveSetting<FactValue | null>[] {
  const entries = entriesOf(config, [rule]);
  const ofRule = entries.get(rule.id);
  const sorts = sortsOf(scopesOf(config), sort);
  const found = telling(entries, sorts);
  const asItStands: readonly (readonly [string, FactValue | null])[] = [
    ["enabled", true],
    ["severity", rule.severity],
    ...Object.entries(rule.params ?? {}).map(([name, param]) => [`params.${name}`, param.default] as const),
    ...stages.map((stage) => [`stages.${stage}`, rule.stages?.[stage] ?? null] as const),
  ];
  return asItStands.flatMap(([setting, value]) => {
    const told = (ofRule?.get(setting) ?? []).filter((entry) => found.has(entry));
    const stands = sorts.some((each) => winner(told, each) === undefined);
    return [...(stands ? [{ ruleId: rule.id, setting, value, from: value }] : []), ...told.map(effectiveOf)];
  });
}

function effectiveOf(entry: Entry): EffectiveSetting {
  const { ruleId, name, change, from, file, units, eventTypes, reason } = entry;
  const { line } = entry.place();
  return {
    ruleId,
    setting: name,
    value: change.value,
    from,
    origin: { file, ...(line === undefined ? {} : { line }), units, eventTypes, reason },
  };
}
