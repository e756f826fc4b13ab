import type { Variant } from "../config/apply.ts";
import { createExplainer, type Explain, type Explanation } from "../engine/explain.ts";
import type { RuleOutcome } from "../engine/outcome.ts";
import { DataQualityError } from "../errors.ts";
import { eventFactsWith } from "../events/facts.ts";
import type { EventRecord } from "../events/record.ts";
import { vocabularies } from "../events/vocabularies/codes.ts";
import { unknownRule } from "../findings/unknownRule.ts";
import type { Wording } from "../locale/wording.ts";
import { shown } from "../rules/masked.ts";
import type { OutcomeName, Param, Rule } from "../rules/schema.ts";
import type { FactRecord } from "../rules/value.ts";
import { type JudgeOptions, mainField, textOf } from "./judge.ts";

/** A parameter of a rule as it is for an event. */
export interface ExplainedParam {
  readonly name: string;
  readonly value: Param["default"];
  /** `percent`, `days`, `people`, … */
  readonly unit: string;
  /** The value that the configuration put another in the place of. */
  readonly overrides?: Param["default"];
}

/** Why a rule says of an event what it says. Plain data; holds nothing that may be personal. */
export interface EventExplanation extends Explanation {
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly title: string;
  readonly severity: Rule["severity"];
  readonly state: Rule["state"];
  /** `null` for an event without an identifier. */
  readonly eventId: string | null;
  readonly unit: string | null;
  /** With the values that count for this event, in the order of the rule. */
  readonly params: readonly ExplainedParam[];
  /** Only of a rule that the configuration switches off for this event: what it would say. */
  readonly switchedOff?: { readonly otherwise: OutcomeName };
}

export interface EventExplainerOptions extends Omit<JudgeOptions, "isKnown" | "wording"> {
  /** Default: the texts of the rules themselves. */
  readonly wording?: Pick<Wording, "ownFormats" | "rule">;
}

/** Explains what a rule says of an event; for the same event, its outcome is the one of the check. */
export interface EventExplainer {
  /**
   * @param facts The event with the facts from elsewhere, where any were handed over.
   * @param own What the event calls its fields, where that is not the same for all.
   * @throws {DataQualityError} where there is no such rule.
   */
  readonly explain: (
    event: EventRecord,
    ruleId: string,
    facts?: FactRecord,
    own?: ReadonlyMap<string, string>,
  ) => EventExplanation;
}

/**
 * Explains rules as a judge with the same options applies them: as they are configured for the event, and with what its
 * source does not have. A rule is prepared when it is first asked for. One that is retired is explained as if it were in use.
 */
export function createEventExplainer({
  ruleset,
  asOf,
  absent,
  assumed,
  columns,
  facts,
  operators,
  variantOf,
  waiverOf,
  wording,
}: EventExplainerOptions): EventExplainer {
  const rules = new Map(ruleset.rules.map((rule) => [rule.id, rule]));
  const options = {
    asOf,
    operators,
    codeLists: vocabularies,
    facts: eventFactsWith(facts),
    conditions: ruleset.conditions ?? {},
    columns,
    ...(wording === undefined ? {} : { wording }),
  };
  const guessed = new Set(assumed);
  const prepared = new Map<string, Explain>();

  function ruleOf(ruleId: string): Rule {
    const rule = rules.get(ruleId);
    if (rule === undefined) throw new DataQualityError([unknownRule(ruleId, [...rules.keys()])]);
    return rule;
  }

  function explainerOf(
    rule: Rule,
    variant: Variant | undefined,
    own: ReadonlyMap<string, string> | undefined,
  ): Explain {
    const key = JSON.stringify([rule.id, variant?.key, own === undefined ? null : [...own]]);
    const known = prepared.get(key);
    if (known !== undefined) return known;
    // As the judge: a rule about an entry cannot be assessed on an assumption that stands in its place.
    const missing = guessed.has(mainField(rule)) ? [...absent, ...guessed] : absent;
    const explain = createExplainer(rule, {
      ...options,
      absent: missing,
      ...(own === undefined ? {} : { columns: own }),
    });
    // As with a profile's models: what a stranger made up must not take the place of others for good.
    if (prepared.size >= mostPrepared) prepared.clear();
    prepared.set(key, explain);
    return explain;
  }

  function explain(
    event: EventRecord,
    ruleId: string,
    whole: FactRecord = event,
    own?: ReadonlyMap<string, string>,
  ): EventExplanation {
    const given = ruleOf(ruleId);
    const eventId = textOf(event.eventId);
    const unit = textOf(event.unit);
    const variant = variantOf?.(unit, textOf(event.eventType));
    const rule = variant?.rules.find(({ id }) => id === ruleId) ?? given;
    const explanation = explainerOf(rule, variant, own)(whole);
    const { outcome } = explanation;
    const head = {
      ruleId,
      ruleVersion: rule.version,
      title: wording?.rule(rule)?.title ?? rule.title,
      severity: rule.severity,
      state: rule.state,
      eventId: shown(eventId),
      unit: shown(unit),
      params: paramsOf(rule, given),
    };
    if (variant?.off.has(ruleId) === true) {
      const off: RuleOutcome = {
        ruleId,
        ruleVersion: rule.version,
        outcome: "notApplicable",
        because: "configuration",
      };
      const switchedOff = { otherwise: outcome.outcome };
      return { ...head, ...explanation, outcome: off, decidedBy: [], switchedOff };
    }
    if (outcome.outcome !== "failed") return { ...head, ...explanation };
    // As the judge: what a rule on trial finds is covered by nothing.
    const waiver = rule.state === "shadow" ? undefined : waiverOf?.(ruleId, eventId, unit);
    if (waiver === undefined) return { ...head, ...explanation };
    const { ruleVersion, failure } = outcome;
    return {
      ...head,
      ...explanation,
      outcome: { ruleId, ruleVersion, outcome: "waived", failure, waiver },
    };
  }

  return { explain };
}

/** Explained rules of all settings that are kept ready; a server may be asked for any of them. */
const mostPrepared = 1_000;

function paramsOf({ params = {} }: Rule, given: Rule): readonly ExplainedParam[] {
  return Object.entries(params).map(([name, { default: value, unit }]) => {
    const before = given.params?.[name]?.default;
    const isOverridden = before !== undefined && JSON.stringify(before) !== JSON.stringify(value);
    return { name, value, unit, ...(isOverridden ? { overrides: before } : {}) };
  });
}
