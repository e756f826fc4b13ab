import type { AppliedConfig } from "../config/apply.ts";
import { eventFactsWith } from "../events/facts.ts";
import type { EventRecord } from "../events/record.ts";
import { cellRule } from "../findings/cellRule.ts";
import type { Finding } from "../findings/finding.ts";
import type { Wording } from "../locale/wording.ts";
import type { Input, Refused, Report, ReportHead, RootCause } from "../report/schema.ts";
import type { Severity } from "../rules/schema.ts";
import type { FactValue } from "../rules/value.ts";
import { type Accepted, createAcceptance } from "./acceptance.ts";
import { createCellTally } from "./cells.ts";
import { createEventExplainer, type EventExplainer, type EventExplanation } from "./explainEvent.ts";
import { alone, createJudge, type Judge, type Judgement, type JudgeOptions } from "./judge.ts";
import { needsOf } from "./needs.ts";
import { type Ambiguous, rootCauses } from "./rootCauses.ts";
import { createShadowTally } from "./shadow.ts";
import { createTally } from "./tally.ts";

/** Unreadable cells of one field that are kept as findings until the end of a source; all are counted. */
export const cellsKept = 1_000;
/** Refused rows that are listed; all are counted. */
const refusedKept = 1_000;

/** What is known of a source of events when it is opened. */
export interface SourceInfo {
  /** `null` for events from a program. */
  readonly file: string | null;
  /** Fields that the source does not have at all. */
  readonly absent: readonly string[];
  /** Headers of the fields that it has, for the findings. */
  readonly columns: readonly { readonly column: string; readonly field: string }[];
  /** Headers that look like those of absent fields. */
  readonly renamed: readonly { readonly column: string; readonly field: string }[];
  /** Values that stand for what the source does not say. */
  readonly assumptions: readonly {
    readonly field: string;
    readonly value: FactValue;
    readonly reason: string;
  }[];
  /** Fields that cells of other columns tell in some rows only. */
  readonly partial: readonly string[];
  /** Columns whose cells read in two ways, so that none of them was read. */
  readonly ambiguous: readonly Ambiguous[];
}

/** Checks the events of one source, in order. */
export interface SourceRun {
  /**
   * Checks the next event.
   *
   * @param line On which it starts in the file, from 1; without it the findings have no place.
   * @param row Its number below the header, from 1; without it the findings have no place.
   * @param columns What the event calls its fields, where that is not the same for the whole source.
   */
  readonly add: (
    event: EventRecord,
    line?: number,
    row?: number,
    columns?: ReadonlyMap<string, string>,
  ) => Judgement;
  /**
   * Why a rule says of an event of this source what it says. Counts nothing.
   *
   * @throws {DataQualityError} where there is no such rule.
   */
  readonly explain: (event: EventRecord, ruleId: string) => EventExplanation;
  /** A row that cannot be checked: counted, and listed up to 1,000. */
  readonly refuse: (refused: Omit<Refused, "file">) => void;
  /** An event that was not asked for. */
  readonly leaveOut: () => void;
  /** After the last event: findings that could not be given before, and the source's root causes. */
  readonly end: (input?: Input) => readonly Finding[];
}

/** One check, of one or several sources. */
export interface Run {
  /** Begins the next source. Its `end` must have been called before `finish`. */
  readonly source: (info: SourceInfo) => SourceRun;
  /**
   * After the last source: findings that were held back until the whole run was known. Called once, before `finish`.
   *
   * @param interrupted Whether events were left unread.
   */
  readonly settle: (interrupted?: boolean) => readonly Finding[];
  /** So far, over all sources. */
  readonly progress: () => { readonly rows: number; readonly findings: number };
  /** The report without its findings, whose list is the caller's to keep or to write. */
  readonly finish: (end: {
    readonly listed: number;
    readonly durationMs: number;
    readonly stopped?: "interrupted";
  }) => ReportHead;
}

export interface RunOptions
  extends Omit<JudgeOptions, "absent" | "assumed" | "columns" | "waiverOf" | "isKnown" | "wording">,
    Omit<AppliedConfig, "variantOf">,
    Accepted {
  /** Whether its rules were selected from more: then cells that only others need are nobody's concern. */
  readonly isSelection: boolean;
  readonly wording: Wording;
  readonly packageVersion: string;
  readonly rulesetSha256: string;
  readonly profile: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
}

export function createRun(options: RunOptions): Run {
  const { ruleset, asOf, offEverywhere, severities } = options;
  const live = ruleset.rules.filter(({ state }) => state !== "retired");
  const tally = createTally(live);
  const known = new Map(eventFactsWith(options.facts).map((fact) => [fact.name, fact]));
  const needs = live.map((rule) => needsOf(rule, ruleset.conditions ?? {}, known));
  const shadow = createShadowTally(live, severities);
  const speaking = {
    ...ruleset,
    rules: live.filter(({ id, state }) => state === "active" && !offEverywhere.has(id)),
  };
  const onTrial = live.some(({ state }) => state === "shadow");
  const acceptance = createAcceptance(options, { asOf, rules: live, unwaived: tally.unwaive });
  const { waiverOf, isKnown } = acceptance;
  let accepted: Pick<Report, "waivers" | "baseline"> = { waivers: [], baseline: null };
  const byStatus: Readonly<Record<Finding["status"], Record<Severity, number>>> = {
    new: { error: 0, warning: 0, info: 0 },
    baseline: { error: 0, warning: 0, info: 0 },
    waived: { error: 0, warning: 0, info: 0 },
  };
  /** Of rules whose severity the configuration changes. */
  const bySeverity = new Map(
    [...severities].map(([id, all]) => [
      id,
      new Map(all.map((severity): readonly [Severity, number] => [severity, 0])),
    ]),
  );

  function count(findings: readonly Finding[]): void {
    for (const { ruleId, severity, status } of findings) {
      byStatus[status][severity]++;
      const ofRule = bySeverity.get(ruleId);
      ofRule?.set(severity, (ofRule.get(severity) ?? 0) + 1);
    }
  }

  /** Whether a row was refused that may be an event which then seems to be gone. */
  let unread = false;
  const counts = { events: 0, refused: 0, leftOut: 0 };
  const inputs: Input[] = [];
  /** Once each, where several sources share a profile. */
  const assumptions = new Map<string, Report["run"]["assumptions"][number]>();
  const refusedRows: Refused[] = [];
  const causes: RootCause[] = [];

  /** Files of one export have the same columns: their rules are compiled once. */
  const judges = new Map<string, Judge>();

  function judgeFor(
    absent: readonly string[],
    assumed: readonly string[],
    headers: ReadonlyMap<string, string>,
  ): Judge {
    const key = JSON.stringify([absent, assumed, [...headers]]);
    const judge =
      judges.get(key) ?? createJudge({ ...options, waiverOf, isKnown, absent, assumed, columns: headers });
    if (judges.size < 100) judges.set(key, judge);
    return judge;
  }

  function source(info: SourceInfo): SourceRun {
    const { file, absent, columns, renamed } = info;
    const missing = new Set(absent);
    const headers = new Map(columns.map(({ field, column }) => [field, column]));
    const assumed = [...info.assumptions.map(({ field }) => field), ...info.partial];
    for (const { field, value, reason } of info.assumptions) {
      const key = JSON.stringify([field, value, reason]);
      assumptions.set(key, { field, value, reason });
    }
    const { judge, fieldsOf } = judgeFor(absent, assumed, headers);
    let explainer: EventExplainer | undefined;
    const cells = createCellTally({ columns: headers, fieldsOf, keep: cellsKept, wording: options.wording });
    let events = 0;
    return {
      add(event, line, row, own) {
        const place = file === null || line === undefined || row === undefined ? null : { file, line, row };
        const judgement = judge(
          event,
          place === null && own === undefined
            ? alone
            : { source: place, stage: null, ...(own === undefined ? {} : { columns: own }) },
        );
        events++;
        counts.events++;
        tally.add(judgement.outcomes);
        if (onTrial) shadow.add(judgement, place);
        cells.add(event, { eventId: judgement.eventId, unit: judgement.unit, source: place }, own);
        const findings = acceptance.take(judgement, event, missing);
        count(findings);
        return findings === judgement.findings ? judgement : { ...judgement, findings };
      },
      explain(event, ruleId) {
        explainer ??= createEventExplainer({ ...options, waiverOf, absent, assumed, columns: headers });
        return explainer.explain(event, ruleId);
      },
      refuse(refused) {
        counts.refused++;
        // A total, or a repeated header, is no event.
        unread ||= refused.severity !== "info";
        if (refusedRows.length < refusedKept) refusedRows.push({ file: file ?? "", ...refused });
      },
      leaveOut() {
        counts.leftOut++;
      },
      end(input) {
        const {
          columns: unreadable,
          findings,
          total,
        } = cells.result(
          // Known in full only now: a column may come into question late.
          new Set(info.ambiguous.map(({ field }) => field)),
        );
        const settled = acceptance.takeOthers(findings);
        count(settled);
        // Those that are counted and not kept are not known to be accepted.
        byStatus.new.error += total - findings.length;
        if (input !== undefined) inputs.push(input);
        const renames = new Map(renamed.map(({ field, column }) => [field, column]));
        causes.push(
          ...rootCauses({
            ruleset: speaking,
            wording: options.wording,
            asOf,
            facts: options.facts,
            file,
            events,
            absent,
            columns: headers,
            renamed: renames,
            unreadable,
            ambiguous: info.ambiguous,
          }),
        );
        return settled;
      },
    };
  }

  function settle(interrupted = false): readonly Finding[] {
    const asked = askedRules();
    const { findings, waivers, baseline } = acceptance.end({
      isAsked: (ruleId) => asked.has(ruleId),
      otherUnits: counts.leftOut > 0,
      rows: unread || interrupted,
    });
    count(findings);
    accepted = { waivers: [...waivers], baseline };
    return findings;
  }

  /** Those that could have found something: in use, and not without an answer for every event. */
  function askedRules(): ReadonlySet<string> {
    const asked = tally
      .rules()
      .filter(
        ({ id, state, evaluated, notAssessed, error }) =>
          state === "active" && !offEverywhere.has(id) && (evaluated > 0 || notAssessed + error === 0),
      )
      .map(({ id }) => id);
    return new Set(options.isSelection ? asked : [...asked, cellRule]);
  }

  function severityCounts(): Record<Severity, number> {
    const { new: ofNew, baseline, waived } = byStatus;
    const of = (severity: Severity): number => ofNew[severity] + baseline[severity] + waived[severity];
    return { error: of("error"), warning: of("warning"), info: of("info") };
  }

  function totalOf({ error, warning, info }: Readonly<Record<Severity, number>>): number {
    return error + warning + info;
  }

  return {
    source,
    settle,
    progress: () => ({
      rows: counts.events + counts.refused + counts.leftOut,
      findings: totalOf(severityCounts()),
    }),
    finish({ listed, durationMs, stopped }) {
      const rules = tally.rules().map((rule, index) => {
        const found = bySeverity.get(rule.id);
        return {
          ...rule,
          needs: [...(needs[index] ?? [])],
          ...(found === undefined ? {} : { bySeverity: Object.fromEntries(found) }),
          ...(offEverywhere.has(rule.id) ? { switchedOff: true as const } : {}),
        };
      });
      const all = severityCounts();
      return {
        schema: "ems-data-quality/report/1",
        run: {
          asOf,
          package: options.packageVersion,
          ruleset: { name: ruleset.name, version: ruleset.version, sha256: options.rulesetSha256 },
          profile: options.profile,
          locale: options.wording.locale,
          inputs,
          assumptions: [...assumptions.values()],
          startedAt: options.startedAt,
          durationMs,
          ...(stopped === undefined ? {} : { stopped }),
        },
        summary: {
          rows: counts.events + counts.refused + counts.leftOut,
          ...counts,
          findings: {
            total: totalOf(all),
            listed,
            ...all,
            ...byStatus,
          },
          outcomes: tally.outcomes(),
        },
        rules: [...rules],
        rootCauses: causes,
        notAssessed: [...tally.notAssessed()],
        shadow: [...shadow.result(rules)],
        refused: refusedRows,
        overridden: [...options.overridden],
        ...accepted,
      };
    },
  };
}
