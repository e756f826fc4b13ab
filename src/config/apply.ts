import { refuseProblems } from "../errors.ts";
import type { OwnVocabulary } from "../events/eventVocabulary.ts";
import { rulesetOf } from "../rules/rulesetOf.ts";
import { type Param, type Rule, type Ruleset, type Severity, severities } from "../rules/schema.ts";
import { checkSettings } from "./checkSettings.ts";
import type { Config } from "./config.ts";
import { differs, type Entries, type Entry, entriesOf } from "./entries.ts";
import { type Scopes, type Sort, scopesOf, sortsOf } from "./scopes.ts";
import { telling, winner } from "./winners.ts";

/** The rules as they are set for some events: the same rules in the same order. */
export interface Variant {
  /** The same for the same settings. */
  readonly key: string;
  /** All but the retired ones. */
  readonly rules: readonly Rule[];
  /** Ids of rules that are switched off. */
  readonly off: ReadonlySet<string>;
}

/** One thing that a configuration changes of a rule, as a report tells it. */
export interface OverriddenSetting {
  readonly ruleId: string;
  /** `enabled`, `severity`, `params.<name>`, `stages.<stage>`. */
  readonly setting: string;
  /** As it stands in the rule; `null` for a stage that the rule says nothing of. */
  readonly from: unknown;
  readonly to: unknown;
  /** Of these units alone; empty for all. */
  readonly units: string[];
  /** Of these kinds of event alone; empty for all. */
  readonly eventTypes: string[];
  readonly reason: string;
  /** `null` where a program says so. */
  readonly file: string | null;
}

/** A configuration, held against rules. */
export interface AppliedConfig {
  /**
   * The rules as they are set for an event, by the codes of its unit and of its kind. Made when first asked for; the same
   * object for the same settings, of which there are only so many as overrides can come together.
   */
  readonly variantOf: (unit: string | null, eventType: string | null) => Variant;
  /**
   * What differs from the rules as they stand, in the order of the rules. Of two that are about the same event the later
   * counts; one that says what the rule says is there where an earlier one says otherwise.
   */
  readonly overridden: readonly OverriddenSetting[];
  /** Ids of rules that are switched off for every event. */
  readonly offEverywhere: ReadonlySet<string>;
  /** Of rules whose severity is changed for some events, by id: those that they have for any, the gravest first. */
  readonly severities: ReadonlyMap<string, readonly Severity[]>;
}

/** What a report says of rules that no configuration changes. */
export const unchanged: Omit<AppliedConfig, "variantOf"> = Object.freeze({
  overridden: [],
  offEverywhere: new Set<string>(),
  severities: new Map<string, readonly Severity[]>(),
});

export interface ApplyOptions {
  /** The rules that `ruleset` was selected from: what is said of them is checked too, and changes nothing here. */
  readonly all?: Ruleset;
}

/**
 * Holds a configuration against rules.
 *
 * @throws {DataQualityError} with every mistake: a rule or a parameter that is not known, a value that a rule cannot have.
 */
export function applyConfig(
  config: Config,
  rules: Ruleset | readonly Rule[],
  own: OwnVocabulary = {},
  { all }: ApplyOptions = {},
): AppliedConfig {
  const ruleset = rulesetOf(rules);
  refuseProblems(checkSettings(config, all ?? ruleset, own));
  const live = ruleset.rules.filter(({ state }) => state !== "retired");
  const entries = entriesOf(config, live);
  const scopes = scopesOf(config);
  return {
    variantOf: variantsOf(live, entries, scopes),
    overridden: overriddenOf(live, entries, scopes),
    offEverywhere: offEverywhereOf(entries, scopes),
    severities: severitiesOf(live, entries, scopes),
  };
}

function offEverywhereOf(entries: Entries, scopes: Scopes): AppliedConfig["offEverywhere"] {
  const sorts = sortsOf(scopes);
  const isOff = (switches: readonly Entry[]): boolean =>
    sorts.every((sort) => winner(switches, sort)?.change.value === false);
  return new Set([...entries].filter(([, ofRule]) => isOff(ofRule.get("enabled") ?? [])).map(([id]) => id));
}

function severitiesOf(live: readonly Rule[], entries: Entries, scopes: Scopes): AppliedConfig["severities"] {
  const sorts = sortsOf(scopes);
  return new Map(
    live.flatMap(({ id, severity }): (readonly [string, readonly Severity[]])[] => {
      const said = entries.get(id)?.get("severity") ?? [];
      const found = new Set(sorts.map((sort) => winner(said, sort)?.change.value ?? severity));
      return found.size > 1 || !found.has(severity)
        ? [[id, severities.filter((each) => found.has(each))]]
        : [];
    }),
  );
}

function variantsOf(
  live: readonly Rule[],
  entries: Entries,
  { units, eventTypes }: Scopes,
): AppliedConfig["variantOf"] {
  const bySort: (Variant | undefined)[] = [];
  const byKey = new Map<string, Variant>();

  function make(sort: Sort): Variant {
    const counting = new Map<string, readonly Entry[]>();
    for (const [id, ofRule] of entries) {
      const found = [...ofRule.values()].flatMap((ofName) => {
        const entry = winner(ofName, sort);
        return entry !== undefined && differs(entry) ? [entry] : [];
      });
      if (found.length > 0) counting.set(id, found);
    }
    const key = [...counting.values()]
      .flat()
      .map(({ order }) => order)
      .join(" ");
    const known = byKey.get(key);
    if (known !== undefined) return known;
    const off = [...counting.values()].flat().filter(({ change }) => change.kind === "enabled");
    const variant: Variant = Object.freeze({
      key,
      rules: Object.freeze(live.map((rule) => ruleWith(rule, counting.get(rule.id)))),
      off: new Set(off.map(({ ruleId }) => ruleId)),
    });
    byKey.set(key, variant);
    return variant;
  }

  return (unit, eventType) => {
    const [row, column] = [units.classOf(unit), eventTypes.classOf(eventType)];
    const index = row * eventTypes.size + column;
    bySort[index] ??= make({ unit: units.nameOf(row), eventType: eventTypes.nameOf(column) });
    return bySort[index];
  };
}

function ruleWith(rule: Rule, entries: readonly Entry[] | undefined): Rule {
  if (entries === undefined) return rule;
  let { severity, stages } = rule;
  const params: Record<string, Param> = { ...rule.params };
  for (const { change } of entries) {
    if (change.kind === "severity") severity = change.value;
    else if (change.kind === "stage") stages = { ...stages, [change.name]: change.value };
    else if (change.kind === "param") {
      const param = params[change.name];
      if (param !== undefined) params[change.name] = { ...param, default: change.value };
    }
  }
  return {
    ...rule,
    severity,
    ...(rule.params === undefined ? {} : { params }),
    ...(stages === undefined ? {} : { stages }),
  };
}

function overriddenOf(live: readonly Rule[], entries: Entries, scopes: Scopes): AppliedConfig["overridden"] {
  const found = telling(entries, sortsOf(scopes));
  return live.flatMap(({ id }) =>
    [...(entries.get(id)?.values() ?? [])]
      .flat()
      .filter((entry) => found.has(entry))
      .map(({ name, from, change, units, eventTypes, reason, file }) => ({
        ruleId: id,
        setting: name,
        from,
        to: change.value,
        units: [...units],
        eventTypes: [...eventTypes],
        reason,
        file,
      })),
  );
}
