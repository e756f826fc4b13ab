import type { Variant } from "../config/apply.ts";
import type { RuleOutcome } from "../engine/outcome.ts";
import { compileRules } from "../engine/rules.ts";
import type { RuleWording } from "../engine/wording.ts";
import { eventFactsWith } from "../events/facts.ts";
import type { EventRecord } from "../events/record.ts";
import { vocabularies } from "../events/vocabularies/codes.ts";
import type { Finding, Source } from "../findings/finding.ts";
import { fingerprint } from "../findings/fingerprint.ts";
import { isBlocking } from "../findings/isBlocking.ts";
import type { FactDefinition } from "../rules/fact.ts";
import { shown } from "../rules/masked.ts";
import type { Operator } from "../rules/operator.ts";
import type { Rule, Ruleset, Stage } from "../rules/schema.ts";
import type { FactRecord } from "../rules/value.ts";
import { shippedRules } from "../shipped/rules.generated.ts";
import type { LookupUse } from "./lookups.ts";
import { effectAt } from "./stage.ts";

/** What the rules say of one event. */
export interface Judgement {
  /** `null` for an event without an identifier, or with one that cannot be read. */
  readonly eventId: string | null;
  /** Code of the unit that owns the event, or what stands there in its place; `null` where nothing does. */
  readonly unit: string | null;
  /** One for each rule, in the order of the rules. The same at every stage. */
  readonly outcomes: readonly RuleOutcome[];
  /** Of the rules that failed; without those of shadow rules, and those that are silent at the stage. */
  readonly findings: readonly Finding[];
  /** The stage of the save that the check was told; `null` where it was not. */
  readonly stage: Stage | null;
  /** Whether a new finding blocks the save at this stage; never without a stage. */
  readonly blocked: boolean;
  /** Findings that are silent at this stage. */
  readonly silent: number;
  /** What was looked up for it, with `checkAsync`; nothing with `check`. */
  readonly lookups: readonly LookupUse[];
}

/** What is known of an event besides what stands in it. */
export interface Circumstances {
  /** `null` for an event that a program hands over. */
  readonly source: Source | null;
  readonly stage: Stage | null;
  /** The event with the facts from elsewhere, where any were handed over. */
  readonly facts?: FactRecord;
  /** What this event calls its fields, where that is not the same for all. */
  readonly columns?: ReadonlyMap<string, string>;
}

/** An event that nothing else is known of. */
export const alone: Circumstances = Object.freeze({ source: null, stage: null });

export interface Judge {
  /** All but the retired ones, as the rule set has them; in the order of the outcomes. */
  readonly rules: readonly Rule[];
  /** The fields that active rules use which are not switched off for the event; cells of others are nobody's concern here. */
  readonly fieldsOf: (event: Pick<EventRecord, "unit" | "eventType">) => ReadonlySet<string>;
  readonly judge: (event: EventRecord, circumstances: Circumstances) => Judgement;
}

export interface JudgeOptions {
  readonly ruleset: Ruleset;
  readonly asOf: string;
  readonly absent: Iterable<string>;
  /** Fields that have a value by assumption, where nobody recorded one. */
  readonly assumed: Iterable<string>;
  /** Header of each field's column. */
  readonly columns: ReadonlyMap<string, string>;
  /** Besides those of the event. */
  readonly facts: readonly FactDefinition[];
  readonly operators: readonly Operator[];
  /** In which words rules speak. Not given: in English. */
  readonly wording?: RuleWording;
  /** How the rules are set for a unit and a kind of event. Not given: as they stand. */
  readonly variantOf?: (unit: string | null, eventType: string | null) => Variant;
  /** The waiver, by its id, that covers a finding. Not given: none does. */
  readonly waiverOf?: (ruleId: string, eventId: string | null, unit: string | null) => string | undefined;
  /** Whether a finding, by its fingerprint, is known already. Not given: none is. */
  readonly isKnown?: (fingerprint: string) => boolean;
}

/** Rules compiled for some events. */
interface Compiled {
  readonly rules: readonly Rule[];
  /**
   * By rule the latest outcome that found nothing. The evaluator gives the same object again and again, and to look into
   * objects of so many shapes costs more than to compare them.
   */
  readonly harmless: (RuleOutcome | undefined)[];
  /** The facts of the record that findings may rest on. Found when first asked for: most events have no cell that is in question. */
  readonly fields: () => ReadonlySet<string>;
  readonly evaluate: (event: FactRecord) => readonly RuleOutcome[];
}

export function createJudge({
  ruleset,
  asOf,
  absent,
  assumed,
  columns,
  facts,
  operators,
  wording,
  variantOf,
  waiverOf,
  isKnown,
}: JudgeOptions): Judge {
  const options = {
    asOf,
    operators,
    codeLists: vocabularies,
    facts: eventFactsWith(facts),
    ...(wording === undefined ? {} : { wording }),
  };
  const live = ruleset.rules.filter(({ state }) => state !== "retired");
  // An assumption may say which events a rule is about. It is no entry that a person could mend, so a rule about the
  // entry itself cannot be assessed.
  const guessed = new Set(assumed);

  function compile({ rules, off }: Pick<Variant, "rules" | "off">): Compiled {
    const known = compileRules({ ...ruleset, rules }, { ...options, absent });
    const aboutGuessed = rules.flatMap((rule, index) =>
      guessed.has(mainField(rule)) ? [{ rule, index }] : [],
    );
    const switchedOff = rules.flatMap(({ id, version }, index) =>
      off.has(id) ? [{ id, version, index }] : [],
    );
    // A rule on trial, or one that is switched off, must not bring findings of cells that no other rule reads.
    const speaking = rules.filter(({ id, state }) => state === "active" && !off.has(id));
    let used: ReadonlySet<string> | undefined;
    const fields = (): ReadonlySet<string> => {
      used ??= new Set(
        speaking.length === rules.length
          ? known.facts
          : compileRules({ ...ruleset, rules: speaking }, { ...options, absent }).facts,
      );
      return used;
    };
    const harmless = rules.map(() => undefined);
    if (aboutGuessed.length === 0 && switchedOff.length === 0)
      return { rules, harmless, fields, evaluate: known.evaluate };
    const guesses = compileRules(
      { ...ruleset, rules: aboutGuessed.map(({ rule }) => rule) },
      { ...options, absent: [...absent, ...guessed] },
    );
    const offOutcomes = switchedOff.map(({ id, version, index }) => ({
      index,
      outcome: Object.freeze<RuleOutcome>({
        ruleId: id,
        ruleVersion: version,
        outcome: "notApplicable",
        because: "configuration",
      }),
    }));
    return {
      rules,
      harmless,
      fields,
      evaluate(event) {
        const all = [...known.evaluate(event)];
        guesses.evaluate(event).forEach((outcome, position) => {
          all[aboutGuessed[position]?.index ?? -1] = outcome;
        });
        for (const { index, outcome } of offOutcomes) all[index] = outcome;
        return all;
      },
    };
  }

  const asTheyStand = compile({ rules: live, off: new Set() });
  const variants = new Map<string, Compiled>();

  function compiledFor(unit: string | null, event: Pick<EventRecord, "eventType">): Compiled {
    if (variantOf === undefined) return asTheyStand;
    const variant = variantOf(unit, textOf(event.eventType));
    const known = variants.get(variant.key);
    if (known !== undefined) return known;
    const compiled = compile(variant);
    variants.set(variant.key, compiled);
    return compiled;
  }

  function judge(
    event: EventRecord,
    { source, stage, facts: whole = event, columns: names = columns }: Circumstances,
  ): Judgement {
    const eventId = textOf(event.eventId);
    const unit = textOf(event.unit);
    const { rules, harmless, evaluate } = compiledFor(unit, event);
    const evaluated = evaluate(whole);
    let outcomes: RuleOutcome[] | undefined;
    let findings: Finding[] | undefined;
    let blocked = false;
    let silent = 0;
    for (let index = 0; index < evaluated.length; index++) {
      const outcome = evaluated[index] as RuleOutcome;
      if (outcome === harmless[index]) continue;
      if (outcome.outcome !== "failed") {
        harmless[index] = outcome;
        continue;
      }
      const rule = rules[index] as Rule;
      // A rule on trial makes no finding: there is nothing that a waiver could cover, nor count for its bound.
      const waiver = rule.state === "active" ? waiverOf?.(rule.id, eventId, unit) : undefined;
      if (waiver !== undefined) {
        const { ruleId, ruleVersion, failure } = outcome;
        outcomes ??= [...evaluated];
        outcomes[index] = { ruleId, ruleVersion, outcome: "waived", failure, waiver };
      }
      if (rule.state !== "active") continue;
      const effect = stage === null ? undefined : effectAt(rule, stage);
      if (effect === "silent") {
        silent++;
        continue;
      }
      const finding = findingOf(rule, outcome, { eventId, unit, source }, names, waiver, effect);
      blocked ||= stage !== null && isBlocking(finding);
      findings ??= [];
      findings.push(finding);
    }
    return {
      eventId,
      unit,
      outcomes: outcomes ?? evaluated,
      findings: findings ?? none,
      stage,
      blocked,
      silent,
      lookups: nothing,
    };
  }

  function findingOf(
    rule: Rule,
    { failure }: RuleOutcome & { readonly outcome: "failed" },
    { eventId, unit, source }: Pick<Finding, "eventId" | "unit" | "source">,
    names: ReadonlyMap<string, string>,
    waiver: string | undefined,
    effect: Finding["effect"],
  ): Finding {
    const print = fingerprint(
      rule.id,
      eventId,
      failure.fields.map(({ field }) => field),
    );
    const status = waiver !== undefined ? "waived" : isKnown?.(print) === true ? "baseline" : "new";
    return {
      ruleId: rule.id,
      ruleVersion: rule.version,
      severity: rule.severity,
      dimension: rule.dimension,
      status,
      ...(waiver === undefined ? {} : { waiver }),
      ...(effect === undefined ? {} : { effect }),
      message: failure.message,
      fix: failure.fix,
      eventId: shown(eventId),
      unit: shown(unit),
      source,
      fields: failure.fields.map(({ field, observed, expected, suggested, confidence }) => {
        const column = names.get(field);
        return {
          field,
          ...(column === undefined ? {} : { column }),
          ...(observed === undefined
            ? {}
            : { observed: typeof observed === "object" ? [...observed] : observed }),
          ...(expected === undefined ? {} : { expected }),
          ...(suggested === undefined
            ? {}
            : { suggested: typeof suggested === "object" ? [...suggested] : suggested }),
          ...(confidence === undefined ? {} : { confidence }),
        };
      }),
      ...(failure.due === undefined ? {} : { due: failure.due }),
      fingerprint: print,
      docs: pages.get(rule.id) ?? "README.md#a-rule",
    };
  }

  return {
    rules: live,
    fieldsOf: (event) => compiledFor(textOf(event.unit), event).fields(),
    judge,
  };
}

/** The pages of the rules that are in the package. */
const pages: ReadonlyMap<string, string> = new Map(
  shippedRules.rules.map(({ id, tags }) => [id, `docs/rules/${tags[0]}/${id}.md`]),
);

/** The field that the rule asks a person to mend. */
export function mainField(rule: Rule): string {
  const [first] = rule.fields;
  return typeof first === "object" ? first.field : (first ?? "");
}

const none: readonly Finding[] = Object.freeze([]);
const nothing: readonly LookupUse[] = Object.freeze([]);

/** An identifier or a code, as it stands in an event; `null` where nothing can be read. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : null;
}
