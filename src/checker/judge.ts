import type { RuleOutcome } from "../engine/outcome.ts";
import { compileRules } from "../engine/rules.ts";
import { eventFacts } from "../events/facts.ts";
import type { EventRecord } from "../events/record.ts";
import { vocabularies } from "../events/vocabularies/codes.ts";
import type { Finding, Source } from "../findings/finding.ts";
import { fingerprint } from "../findings/fingerprint.ts";
import type { DerivedFact } from "../rules/fact.ts";
import { shown } from "../rules/masked.ts";
import type { Operator } from "../rules/operator.ts";
import type { Rule, Ruleset } from "../rules/schema.ts";
import { shippedRules } from "../shipped/rules.generated.ts";

/** What the rules say of one event. */
export interface Judgement {
  /** `null` for an event without an identifier, or with one that cannot be read. */
  readonly eventId: string | null;
  /** Code of the unit that owns the event, or what stands there in its place; `null` where nothing does. */
  readonly unit: string | null;
  /** One for each rule, in the order of the rules. */
  readonly outcomes: readonly RuleOutcome[];
  /** Of the rules that failed, shadow rules excepted. */
  readonly findings: readonly Finding[];
}

export interface Judge {
  readonly rules: readonly Rule[];
  /** The fields that active rules use; cells of others are nobody's concern here. */
  readonly fields: ReadonlySet<string>;
  /** `source` is `null` for an event that a program hands over. */
  readonly judge: (event: EventRecord, source: Source | null) => Judgement;
}

export interface JudgeOptions {
  readonly ruleset: Ruleset;
  readonly asOf: string;
  readonly absent: Iterable<string>;
  /** Fields that have a value by assumption, where nobody recorded one. */
  readonly assumed: Iterable<string>;
  /** Header of each field's column. */
  readonly columns: ReadonlyMap<string, string>;
  readonly facts: readonly DerivedFact[];
  readonly operators: readonly Operator[];
}

export function createJudge({
  ruleset,
  asOf,
  absent,
  assumed,
  columns,
  facts,
  operators,
}: JudgeOptions): Judge {
  const options = { asOf, operators, codeLists: vocabularies, facts: [...eventFacts, ...facts] };
  const live = ruleset.rules.filter(({ state }) => state !== "retired");
  const known = compileRules({ ...ruleset, rules: live }, { ...options, absent });
  // An assumption may say which events a rule is about. It is no entry that a person could mend, so a rule about the
  // entry itself cannot be assessed.
  const guessed = new Set(assumed);
  const aboutGuessed = live.flatMap((rule, index) => (guessed.has(mainField(rule)) ? [{ rule, index }] : []));
  const guesses = compileRules(
    { ...ruleset, rules: aboutGuessed.map(({ rule }) => rule) },
    { ...options, absent: [...absent, ...guessed] },
  );

  function evaluate(event: EventRecord): readonly RuleOutcome[] {
    const outcomes = known.evaluate(event);
    if (aboutGuessed.length === 0) return outcomes;
    const all = [...outcomes];
    guesses.evaluate(event).forEach((outcome, position) => {
      all[aboutGuessed[position]?.index ?? -1] = outcome;
    });
    return all;
  }

  function judge(event: EventRecord, source: Source | null): Judgement {
    const outcomes = evaluate(event);
    const eventId = textOf(event.eventId);
    const unit = textOf(event.unit);
    let findings: Finding[] | undefined;
    for (let index = 0; index < outcomes.length; index++) {
      const outcome = outcomes[index] as RuleOutcome;
      if (outcome.outcome !== "failed" && outcome.outcome !== "waived") continue;
      const rule = live[index];
      if (rule?.state !== "active") continue;
      findings ??= [];
      findings.push(findingOf(rule, outcome, { eventId, unit, source }));
    }
    return { eventId, unit, outcomes, findings: findings ?? none };
  }

  function findingOf(
    rule: Rule,
    { outcome, failure }: RuleOutcome & { readonly outcome: "failed" | "waived" },
    { eventId, unit, source }: Pick<Finding, "eventId" | "unit" | "source">,
  ): Finding {
    return {
      ruleId: rule.id,
      ruleVersion: rule.version,
      severity: rule.severity,
      dimension: rule.dimension,
      status: outcome === "waived" ? "waived" : "new",
      message: failure.message,
      fix: failure.fix,
      eventId: shown(eventId),
      unit: shown(unit),
      source,
      fields: failure.fields.map(({ field, observed, expected, suggested }) => {
        const column = columns.get(field);
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
        };
      }),
      ...(failure.due === undefined ? {} : { due: failure.due }),
      fingerprint: fingerprint(
        rule.id,
        eventId,
        failure.fields.map(({ field }) => field),
      ),
      docs: pages.get(rule.id) ?? "README.md#a-rule",
    };
  }

  const active = live.filter(({ state }) => state === "active");
  // A rule on trial must not bring findings of cells that no other rule reads.
  const used =
    active.length === live.length
      ? known
      : compileRules({ ...ruleset, rules: active }, { ...options, absent });
  return { rules: live, fields: new Set(used.facts), judge };
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

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : null;
}
