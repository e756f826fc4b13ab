import { applyConfig, unchanged } from "../config/apply.ts";
import type { Config } from "../config/config.ts";
import { parseConfig } from "../config/parse.ts";
import type { ConfigInput } from "../config/schema.ts";
import type { FieldName } from "../events/fields.ts";
import { fieldNames } from "../events/fields.ts";
import { mayBeEvent } from "../events/mayBeEvent.ts";
import { normaliseEvent } from "../events/normalise.ts";
import { isLookup, type Lookup } from "../events/outside/defineLookup.ts";
import { previousNameOf } from "../events/outside/previousFacts.ts";
import { withOutside } from "../events/outside/withOutside.ts";
import type { EventRecord } from "../events/record.ts";
import type { EmsEvent } from "../events/schema.ts";
import { parseBaseline } from "../findings/baseline/parse.ts";
import type { Baseline } from "../findings/baseline/schema.ts";
import type { Finding } from "../findings/finding.ts";
import { isBlocking } from "../findings/isBlocking.ts";
import { createWaiverCover } from "../findings/waivers/cover.ts";
import { parseWaivers } from "../findings/waivers/parse.ts";
import type { Waiver } from "../findings/waivers/schema.ts";
import type { Wording } from "../locale/wording.ts";
import { wordingOf } from "../locale/wordingOf.ts";
import { optionError, refuseUnknownOptions } from "../optionError.ts";
import type { Profile } from "../profile/schema.ts";
import type { Report } from "../report/schema.ts";
import { isCalendarDate } from "../rules/calendar.ts";
import type { DerivedFact } from "../rules/fact.ts";
import type { Operator } from "../rules/operator.ts";
import { rulesetOf } from "../rules/rulesetOf.ts";
import type { Rule, Ruleset, Stage } from "../rules/schema.ts";
import { type FactRecord, Unreadable } from "../rules/value.ts";
import { shippedRules } from "../shipped/rules.generated.ts";
import { packageVersion } from "../shipped/version.generated.ts";
import { cellFinding } from "./cells.ts";
import { type Clock, systemClock } from "./clock.ts";
import { createEventExplainer, type EventExplainer, type EventExplanation } from "./explainEvent.ts";
import { alone, createJudge, type Judge, type Judgement, type JudgeOptions } from "./judge.ts";
import { type Answers, createLookups, type LookupOptions } from "./lookups.ts";
import {
  checkerOptionNames,
  fixed,
  refuseTaken,
  refuseTwice,
  requireEvents,
  requireFacts,
  requireFields,
  requireOperators,
  requireParsed,
  requireProfile,
  requireRules,
  requireSignal,
  requireStage,
} from "./options.ts";
import { type ProfiledEvents, profiledEvents, type ReadEvent } from "./profiledEvents.ts";
import { createRun, type Run, type RunOptions, type SourceInfo } from "./run.ts";
import { sha256OfRules } from "./sha256OfRules.ts";
import { effectAt } from "./stage.ts";
import { type StandardEventSchema, standardSchemaOf } from "./standardSchema.ts";

/** Every option has a default. */
export interface CheckerOptions {
  /** Default: the shipped rules. From `parseEventRules`, or `loadRules` of `ems-data-quality/node`. */
  readonly rules?: Ruleset | readonly Rule[];
  /**
   * What the properties of the caller's events stand for, from `builtinProfile` or `openProfile` of `ems-data-quality/node`;
   * findings then name them as `column`. Default: they have the canonical names.
   */
  readonly profile?: Profile;
  /** Settings of the rules by unit and kind of event. From `parseConfig`, or as plain data. Default: the rules as they stand. */
  readonly config?: Config | ConfigInput;
  /** Findings that are accepted for a time. From `parseWaivers`, or as plain data. */
  readonly waivers?: readonly Waiver[];
  /** Findings that are known already. From `parseBaseline` or `baselineOf`, or as plain data. */
  readonly baseline?: Baseline;
  /** The clock: a calendar date such as `2025-06-30`, or a function that gives one. Default: today in UTC. */
  readonly asOf?: string | Clock;
  /** Fields that the caller's model does not have at all. Default: none; what is missing in an event is empty. */
  readonly absent?: readonly FieldName[];
  /**
   * Facts besides those of the package, for rules of one's own, from `defineDerivedFact`; and how facts are looked up, from
   * `defineLookup`, for `checkAsync`.
   */
  readonly facts?: readonly (DerivedFact | Lookup)[];
  /** Operators besides those of the language, for rules of one's own. */
  readonly operators?: readonly Operator[];
  /**
   * Of the messages, a language tag (BCP 47): `en`, `fr`, `es`, `fr-CH`. A language without texts has the English ones. Or words of
   * one's own, from `createWording`. Default: `en`.
   */
  readonly locale?: string | Wording;
  /** How long look-ups are waited for, and how many go on at a time. */
  readonly lookups?: LookupOptions;
}

/** What is known of an event that is saved, besides what stands in it. */
export interface CheckOptions<Event> {
  /** Where the event stands on its way, which says what a failed rule does: nothing, a warning, a refusal. Default: no stage. */
  readonly stage?: Stage | undefined;
  /**
   * The version that is stored; `null` for an event that is new. Not given, no object, or with another identifier than
   * the event: it is not known, and rules about it are not assessed.
   */
  readonly previous?: Event | null | undefined;
}

/** As {@link CheckOptions}, with look-ups. */
export interface CheckAsyncOptions<Event> extends CheckOptions<Event> {
  /** Calls the look-ups off; the event is then judged by what is known. */
  readonly signal?: AbortSignal;
}

/** Checks events. Immutable: safe to share between requests. */
export interface Checker<Event = EmsEvent> {
  /** The rules that it checks, with the conditions that they share. */
  readonly ruleset: Ruleset;
  /**
   * Checks one event, synchronously. Never throws because of the event: what cannot be read is a finding.
   * What is missing, `undefined`, `null` or blank is empty.
   *
   * @throws {DataQualityError} where an option is wrong.
   */
  readonly check: (event: Event, options?: CheckOptions<Event>) => Judgement;
  /**
   * As `check`, and looks up what rules could not be assessed without, with the look-ups among `facts`. One that fails or
   * is late leaves its rules not assessed, and is told in `lookups`; it never fails the save.
   *
   * @throws {DataQualityError} where an option is wrong.
   */
  readonly checkAsync: (event: Event, options?: CheckAsyncOptions<Event>) => Promise<Judgement>;
  /**
   * Checks many events, and gives the report. The same event has the same outcomes as with `check`. No time is read but
   * the clock: `startedAt` is the beginning of its day, `durationMs` 0.
   */
  readonly checkAll: (events: Iterable<Event>) => Report;
  /** A stream that takes events and gives the judgement of each, in their order; it waits for its reader. */
  readonly stream: (options?: Pick<CheckOptions<Event>, "stage">) => TransformStream<Event, Judgement>;
  /**
   * Why a rule says of an event what it says: each condition with its truth, each fact with its value and where it comes
   * from, and what decided. Its outcome is that of `check`. A retired rule is explained as if it were in use.
   *
   * @throws {DataQualityError} where there is no such rule.
   */
  readonly explain: (
    event: Event,
    ruleId: string,
    options?: Pick<CheckOptions<Event>, "previous">,
  ) => EventExplanation;
  /** A check of sources that are read bit by bit; the command is built on it. */
  readonly run: (options?: Partial<Pick<RunOptions, "profile" | "startedAt">>) => Run;
  /** The check as a Standard Schema (https://standardschema.dev), for forms, procedures and validators. */
  readonly "~standard": StandardEventSchema<Event>;
}

/** Events that a program hands over: nothing is known of where they come from. */
const fromProgram: SourceInfo = {
  file: null,
  absent: [],
  columns: [],
  renamed: [],
  assumptions: [],
  partial: [],
  ambiguous: [],
};

/**
 * Makes a checker: rules are compiled once, events are checked many times.
 *
 * @throws {DataQualityError} where an option is wrong.
 *
 * @example
 * ```ts
 * const checker = createChecker({ asOf: "2025-06-30" });
 * const { findings } = checker.check({ eventId: "EMS-1", title: "Trade law", startDate: "2025-03-03", endDate: "2025-03-07" });
 * findings[0]?.ruleId; // "event-type-missing"
 * ```
 */
export function createChecker(options?: CheckerOptions & { readonly profile?: never }): Checker;
export function createChecker(options: CheckerOptions): Checker<Readonly<Record<string, unknown>>>;
export function createChecker<Event>(options: CheckerOptions = {}): Checker<Event> {
  const { checker, compile } = checkerOf<Event>(options);
  // Now, since later the first save would wait for it, and learn of mistakes.
  compile();
  return checker;
}

/** A checker whose rules are compiled when it first checks an event: a check of files compiles them for each header instead. */
export interface UncompiledChecker<Event> {
  readonly checker: Checker<Event>;
  readonly compile: () => void;
}

/**
 * As {@link createChecker}, for who has selected rules of a larger set.
 *
 * @param all The rules that may be spoken of in a configuration, though they are not checked. Default: those that are.
 */
export function checkerOf<Event>(options: CheckerOptions, all?: Ruleset): UncompiledChecker<Event> {
  refuseUnknownOptions(options, checkerOptionNames);
  const { absent: fields = [], facts: givenFacts = [], operators: givenOperators = [] } = options;
  requireFields(fields);
  requireFacts(givenFacts);
  requireOperators(givenOperators);
  if (options.profile !== undefined) requireProfile(options.profile);
  // Copies: they are used again when the day changes, and the caller's lists may have changed by then.
  const [absent, facts, operators] = [[...fields], [...givenFacts], [...givenOperators]];
  const { read, assumptions } =
    options.profile === undefined ? canonicalEvents : profiledEvents(options.profile);
  const clock: Clock =
    typeof options.asOf === "function" ? options.asOf : (fixed(options.asOf) ?? systemClock);
  const given = options.rules ?? shippedRules;
  requireParsed(given);
  const ruleset = copyOf(rulesetOf(given));
  requireRules(ruleset);
  for (const fact of facts) refuseTaken(fact);
  refuseTwice(facts);
  const own = { facts, operators };
  const known = all ?? ruleset;
  const settings =
    options.config === undefined
      ? undefined
      : applyConfig(parseConfig(options.config, { rules: known, own }), ruleset, own, { all: known });
  const wording = wordingOf(options.locale);
  const waivers =
    options.waivers === undefined
      ? []
      : parseWaivers(options.waivers, { rules: known.rules.map(({ id }) => id) });
  const baseline = options.baseline === undefined ? undefined : parseBaseline(options.baseline);
  // A single save meets each finding once, so it need not count how often the baseline knows it. Events without an
  // identifier share their entries: one that is saved, a new one above all, is not known to be among them.
  const prints = new Set(
    baseline?.findings.flatMap(({ eventId, fingerprint }) => (eventId === null ? [] : [fingerprint])),
  );
  const lookups = createLookups(facts.filter(isLookup), options.lookups);
  let current: Today | undefined;

  function dayOfClock(): string {
    const asOf = clock();
    if (typeof asOf !== "string" || !isCalendarDate(asOf))
      throw optionError("asOf", asOf, "a date such as 2025-06-30");
    return asOf;
  }

  /** A server runs for weeks: the rules are compiled anew when the day changes. */
  function today(): Today {
    const asOf = dayOfClock();
    if (current?.asOf !== asOf) {
      const cover = createWaiverCover(waivers, asOf);
      const accepted: Accepts = {
        waiverOf: (ruleId, eventId, unit) => cover(ruleId, eventId, unit)?.id,
        isKnown: (print) => prints.has(print),
      };
      const how = {
        ruleset,
        asOf,
        // What the model does not have, the stored version does not have either.
        absent: [...absent, ...absent.map(previousNameOf)],
        assumed: assumptions.map(({ field }) => field),
        columns: noColumns,
        facts,
        operators,
        wording,
        ...(settings === undefined ? {} : { variantOf: settings.variantOf }),
        ...(waivers.length === 0 && prints.size === 0 ? {} : accepted),
      };
      let explainer: EventExplainer | undefined;
      current = {
        asOf,
        accepted,
        judge: createJudge(how),
        explainer() {
          explainer ??= createEventExplainer(how);
          return explainer;
        },
      };
    }
    return current;
  }

  function check(event: unknown, options: CheckOptions<unknown> = nothingSaid): Judgement {
    if (options !== nothingSaid) refuseUnknownOptions(options, saveOptionNames);
    const given = read(event);
    return judgeEvent(given, saveOf(given, options));
  }

  async function checkAsync(
    event: unknown,
    options: CheckAsyncOptions<unknown> = nothingSaid,
  ): Promise<Judgement> {
    refuseUnknownOptions(options, asyncOptionNames);
    requireSignal(options.signal);
    // All is read now: what the caller changes while look-ups are under way is not half of this check.
    const given = read(event);
    const save = saveOf(given, options);
    const { judged, lookups: made } = await lookups.settle(
      given.record,
      (answers) => judgeEvent(given, save, answers),
      options,
    );
    return { ...judged, lookups: made };
  }

  function saveOf({ record }: ReadEvent, { stage, previous }: CheckOptions<unknown>): Save {
    requireStage(stage);
    return { stage: stage ?? null, previous: previousOf(previous, record) };
  }

  function previousOf(previous: unknown, record: EventRecord): Save["previous"] {
    if (previous === undefined || previous === null) return previous;
    // As all that comes from outside: never a reason to fail a save.
    if (!mayBeEvent(previous)) return undefined;
    const stored = read(previous).record;
    // Another event's figures say nothing of what became of these.
    const [was, is] = [stored.eventId, record.eventId];
    return typeof was === "string" && typeof is === "string" && was !== is ? undefined : stored;
  }

  function judgeEvent(
    { record, columns }: ReadEvent,
    { stage, previous }: Save,
    answers?: Answers,
  ): Judgement {
    const {
      judge: { judge, fieldsOf },
      accepted,
    } = today();
    const facts = factsOf(record, previous, answers);
    const isPlain = stage === null && facts === undefined && columns === undefined;
    const judgement = judge(
      record,
      isPlain
        ? alone
        : {
            source: null,
            stage,
            ...(facts === undefined ? {} : { facts }),
            ...(columns === undefined ? {} : { columns }),
          },
    );
    const unreadable: Finding[] = [];
    // Values are in the order of the fields; all at once they cost a third of one by one.
    const cells: readonly unknown[] = Object.values(record);
    for (let index = 0; index < cells.length; index++) {
      const cell = cells[index];
      if (typeof cell !== "object") continue;
      const field = fieldNames[index];
      if (!(cell instanceof Unreadable) || field === undefined || !fieldsOf(record).has(field)) continue;
      const finding = cellFinding(field, cell, columns?.get(field), judgement, null, wording);
      unreadable.push(standing(finding, judgement, stage, accepted));
    }
    if (unreadable.length === 0) return judgement;
    return {
      ...judgement,
      findings: [...judgement.findings, ...unreadable],
      blocked: judgement.blocked || (stage !== null && unreadable.some(isBlocking)),
    };
  }

  function explain(
    event: unknown,
    ruleId: string,
    options: Pick<CheckOptions<unknown>, "previous"> = nothingSaid,
  ): EventExplanation {
    refuseUnknownOptions(options, ["previous"]);
    const given = read(event);
    const { record, columns } = given;
    return today()
      .explainer()
      .explain(record, ruleId, factsOf(record, saveOf(given, options).previous), columns);
  }

  function stream(
    options: Pick<CheckOptions<unknown>, "stage"> = nothingSaid,
  ): TransformStream<unknown, Judgement> {
    refuseUnknownOptions(options, ["stage"]);
    const { stage } = options;
    requireStage(stage);
    const how = stage === undefined ? nothingSaid : { stage };
    return new TransformStream({
      transform: (event, controller) => controller.enqueue(check(event, how)),
    });
  }

  function run(more: Partial<Pick<RunOptions, "profile" | "startedAt">> = {}): Run {
    const asOf = dayOfClock();
    return createRun({
      ruleset,
      asOf,
      facts,
      operators,
      waivers,
      baseline,
      wording,
      ...(settings ?? unchanged),
      isSelection: all !== undefined && all.rules.length > ruleset.rules.length,
      packageVersion,
      // What the copy is of tells whether the hash is known already.
      rulesetSha256: sha256OfRules(given === shippedRules ? shippedRules : ruleset),
      profile: null,
      startedAt: `${asOf}T00:00:00.000Z`,
      ...more,
    });
  }

  function checkAll(events: Iterable<unknown>): Report {
    requireEvents(events);
    const whole = run();
    const source = whole.source({ ...fromProgram, absent, assumptions });
    const findings: Finding[] = [];
    for (const event of events) {
      const { record, columns } = read(event);
      for (const finding of source.add(record, undefined, undefined, columns).findings)
        findings.push(finding);
    }
    findings.push(...source.end(), ...whole.settle());
    return { ...whole.finish({ listed: findings.length, durationMs: 0 }), findings };
  }

  dayOfClock();
  const checker: Checker<Event> = Object.freeze({
    ruleset,
    check,
    checkAsync,
    checkAll,
    stream,
    explain,
    run,
    "~standard": standardSchemaOf<Event>(check, { notAnEvent: wording.text("problem.notAnEvent") }),
  });
  return { checker, compile: () => void today() };
}

/** The lists are used again when the day changes: whoever sorts one of them until then must not change the checks. */
function copyOf(set: Ruleset): Ruleset {
  return Object.freeze({
    ...set,
    rules: Object.freeze([...set.rules]),
    ...(set.conditions === undefined ? {} : { conditions: Object.freeze({ ...set.conditions }) }),
  });
}

/** What the caller says of a save, read. */
interface Save {
  readonly stage: Stage | null;
  readonly previous: EventRecord | null | undefined;
}

/** The event with what is known of it from elsewhere; nothing where nothing was handed over. */
function factsOf(
  record: EventRecord,
  previous: EventRecord | null | undefined,
  answers?: Answers,
): FactRecord | undefined {
  if (previous === undefined && answers === undefined) return undefined;
  return withOutside(record, {
    ...(previous === undefined ? {} : { previous }),
    ...(answers === undefined ? {} : { answers }),
  });
}

/** Events with the canonical names. */
const canonicalEvents: ProfiledEvents = {
  read: (input) => ({ record: normaliseEvent(input) }),
  assumptions: [],
};

const saveOptionNames: readonly string[] = ["stage", "previous"];
const asyncOptionNames: readonly string[] = [...saveOptionNames, "signal"];
const nothingSaid: CheckOptions<unknown> = Object.freeze({});

/** Waivers and baseline for a single event. */
type Accepts = Required<Pick<JudgeOptions, "waiverOf" | "isKnown">>;

/** All that hangs on the day. */
interface Today {
  readonly asOf: string;
  readonly accepted: Accepts;
  readonly judge: Judge;
  /** Made when first asked for. */
  readonly explainer: () => EventExplainer;
}

/** Events of a program have no columns. */
const noColumns: ReadonlyMap<string, string> = new Map();

/** A finding of a cell with its status and effect: what cannot be read is wrong at every stage, and blocks where an error does. */
function standing(
  finding: Finding,
  { eventId, unit }: Judgement,
  stage: Stage | null,
  { waiverOf, isKnown }: Accepts,
): Finding {
  const waiver = waiverOf(finding.ruleId, eventId, unit);
  return {
    ...finding,
    ...(waiver === undefined ? {} : { waiver }),
    status: waiver !== undefined ? "waived" : isKnown(finding.fingerprint) ? "baseline" : "new",
    ...(stage === null ? {} : { effect: effectAt(finding, stage) === "block" ? "block" : "warn" }),
  };
}
