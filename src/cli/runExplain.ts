import { createChecker } from "../checker/checker.ts";
import type { EventExplanation } from "../checker/explainEvent.ts";
import { DataQualityError, refuseProblems } from "../errors.ts";
import type { EventRecord } from "../events/record.ts";
import { unknownRule } from "../findings/unknownRule.ts";
import { createWording, type Wording } from "../locale/wording.ts";
import { nearest } from "../nearest.ts";
import { openEvents } from "../read/events.ts";
import type { EventSource } from "../read/types.ts";
import {
  type ExplanationDocument,
  explanationLine,
  outcomeLine,
  type RuleOutcomeLine,
} from "../report/explanationDocument.ts";
import { givesAway } from "../rules/masked.ts";
import { type Rule, severities } from "../rules/schema.ts";
import { shorten } from "../shorten.ts";
import type { CheckOptionArguments } from "./checkOptions.ts";
import { chosen } from "./chosen.ts";
import type { ExplainedEvent } from "./explainedEvent.ts";
import { explainText } from "./explainText.ts";
import { tell } from "./failure.ts";
import { checkFilesOptions } from "./fileCheckOf.ts";
import { jsonReport } from "./jsonReport.ts";
import { overlookedConfig } from "./overlookedConfig.ts";
import { createReading } from "./reading.ts";
import { styleFor } from "./style.ts";
import { widthFor } from "./width.ts";
import { wrongOption } from "./wrongOption.ts";

/** The options of `ems-dq explain`, as they are typed. */
export interface ExplainArguments extends CheckOptionArguments {
  readonly event: string;
  readonly format: string;
  readonly color: boolean;
}

/** Runs `ems-dq explain`. */
export async function runExplain(file: string, { rule: asked, ...args }: ExplainArguments): Promise<void> {
  const format = chosen("--format", args.format, ["text", "json"] as const);
  if (file === "") throw wrongOption("The name of a file", "", "a file, or - for standard input");
  if (args.event.trim() === "") throw wrongOption("--event", "", "the identifier of an event");
  if (asked?.length === 0) throw wrongOption("--rule", "", "one name or several, joined by commas");
  const { only: _, units: _units, profile, ...options } = await checkFilesOptions(args, createReading());
  const wording = createWording(args.locale);
  const checker = createChecker({ ...options, locale: wording });
  const { rules } = checker.ruleset;
  refuseUnknownRules(asked ?? [], rules);
  const run = checker.run();
  const source = await openEvents(file, profile === undefined ? {} : { profile });
  const found = await findEvents(source, args.event.trim());
  if (found.events.length === 0) throw unknownEvent(args.event, source, found.near);

  const check = run.source(source);
  const live = rules.filter(({ state }) => state !== "retired");
  const events = found.events.map(({ event, line, row }): ExplainedEvent => {
    const { eventId, unit, outcomes } = check.add(event, line, row);
    // A rule's own entry in the outcomes is at its place among the rules that are in use.
    const lines = outcomes.map((outcome, index) =>
      outcomeLine({ ...headOf(live[index], wording), ...outcome, outcome }),
    );
    const ids = asked ?? lines.flatMap(({ ruleId, outcome }) => (outcome === "failed" ? [ruleId] : []));
    return {
      eventId: eventId !== null && givesAway(eventId) ? null : eventId,
      unit: unit !== null && givesAway(unit) ? null : unit,
      line,
      row,
      ...(asked === undefined ? { outcomes: byGravity(lines) } : {}),
      explanations: byAsked(
        [...new Set(ids)].map((id) => check.explain(event, id)),
        asked !== undefined,
      ),
    };
  });
  check.end();
  run.settle();
  const { asOf } = run.finish({ listed: 0, durationMs: 0 }).run;

  if (format === "json") process.stdout.write(jsonReport(documentOf(events, source.file, asOf)));
  else {
    const width = widthFor(process.stdout.isTTY ? process.stdout : undefined);
    const style = styleFor(process.stdout, args.color);
    process.stdout.write(explainText(events, { file: source.file, asOf, width, style, wording }));
  }
  const note = overlookedConfig(args.config);
  if (note !== undefined) tell(note);
}

function headOf(rule: Rule | undefined, wording: Wording): Pick<Rule, "title" | "severity" | "state"> {
  if (rule === undefined) throw new RangeError("every rule in use has one outcome");
  const { title, severity, state } = rule;
  return { title: wording.rule(rule)?.title ?? title, severity, state };
}

const order = ["error", "failed", "waived", "notDue", "notAssessed", "passed", "notApplicable"] as const;

function byGravity(lines: readonly RuleOutcomeLine[]): readonly RuleOutcomeLine[] {
  return [...lines].sort(
    (one, other) =>
      order.indexOf(one.outcome) - order.indexOf(other.outcome) ||
      severities.indexOf(one.severity) - severities.indexOf(other.severity),
  );
}

/** As they were asked for; else the gravest first. */
function byAsked(explanations: readonly EventExplanation[], wasAsked: boolean): readonly EventExplanation[] {
  if (wasAsked) return explanations;
  return [...explanations].sort(
    (one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity),
  );
}

interface Found {
  readonly events: readonly { readonly event: EventRecord; readonly line: number; readonly row: number }[];
  /** Identifiers that are close to the one that was asked for. */
  readonly near: readonly string[];
}

/** More are not kept: an export may be long, and its identifiers all alike. */
const mostNear = 1_000;

/** Reads the whole file, and keeps of it the events that are asked for. */
async function findEvents(source: EventSource, wanted: string): Promise<Found> {
  const events: { event: EventRecord; line: number; row: number }[] = [];
  const near = new Set<string>();
  try {
    for await (const items of source.batches)
      for (const item of items) {
        if (item.kind !== "event") continue;
        const { eventId } = item.event;
        if (typeof eventId !== "string") continue;
        if (eventId === wanted) events.push({ event: item.event, line: item.line, row: item.row });
        else if (
          events.length === 0 &&
          near.size < mostNear &&
          !near.has(eventId) &&
          nearest(wanted, [eventId]) !== undefined
        )
          near.add(eventId);
      }
  } finally {
    await source.close();
  }
  return { events, near: nearestFew(wanted, [...near]) };
}

const nearShown = 3;

function nearestFew(wanted: string, candidates: readonly string[]): readonly string[] {
  const left = new Set(candidates.filter((each) => !givesAway(each)));
  const few: string[] = [];
  while (few.length < nearShown) {
    const next = nearest(wanted, [...left]);
    if (next === undefined) break;
    few.push(next);
    left.delete(next);
  }
  return few;
}

function unknownEvent(wanted: string, { file }: EventSource, near: readonly string[]): DataQualityError {
  const names = near.map((each) => JSON.stringify(each)).join(" or ");
  return new DataQualityError([
    {
      code: "unknown-event",
      message: `No event has the identifier ${JSON.stringify(shorten(wanted, 100))}.`,
      file,
      hint:
        near.length === 0
          ? "Identifiers count letter by letter, as they stand in the file."
          : `Did you mean ${names}?`,
    },
  ]);
}

/** All at once, and before a long file is read. */
function refuseUnknownRules(asked: readonly string[], rules: readonly Rule[]): void {
  const ids = rules.map(({ id }) => id);
  refuseProblems(asked.filter((id) => !ids.includes(id)).map((id) => unknownRule(id, ids)));
}

function documentOf(events: readonly ExplainedEvent[], file: string, asOf: string): ExplanationDocument {
  return {
    schema: "ems-data-quality/explanation/1",
    asOf,
    file,
    events: events.map(({ eventId, unit, line, row, outcomes, explanations }) => ({
      eventId,
      unit,
      line,
      row,
      ...(outcomes === undefined ? {} : { outcomes: [...outcomes] }),
      explanations: explanations.map(explanationLine),
    })),
  };
}
