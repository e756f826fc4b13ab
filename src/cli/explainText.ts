import type { Missing } from "../engine/outcome.ts";
import { formatExplanation, outcomeWords, reasonsText } from "../report/eventExplanation.ts";
import type { RuleOutcomeLine } from "../report/explanationDocument.ts";
import { printable } from "../report/printable.ts";
import type { Style } from "../report/style.ts";
import { wrap } from "../report/table/wrap.ts";
import type { ExplainedEvent } from "./explainedEvent.ts";

interface Layout {
  readonly file: string;
  readonly asOf: string;
  readonly width: number;
  readonly style: Style;
}

/** What `ems-dq explain` prints: of each event a list of outcomes where no rule was asked for, then the explanations. */
export function explainText(events: readonly ExplainedEvent[], layout: Layout): string {
  return events.map((event) => eventText(event, layout)).join("\n");
}

function eventText(
  { eventId, unit, line, outcomes, explanations }: ExplainedEvent,
  { file, asOf, width, style }: Layout,
): string {
  const name = `${eventId ?? "The event"}${unit === null ? "" : ` (${unit})`}`;
  const head = style("strong", printable(`${name}, line ${line} of ${file}, as of ${asOf}`));
  return [
    head,
    ...(outcomes === undefined ? [] : outcomeLines(outcomes, width, style)),
    "",
    ...explanations.map((explanation) => formatExplanation(explanation, { width, style })),
  ].join("\n");
}

/** Each rule is told where something is to be done or known; the others are counted. */
const told: readonly RuleOutcomeLine["outcome"][] = ["error", "failed", "waived", "notDue", "notAssessed"];

function outcomeLines(outcomes: readonly RuleOutcomeLine[], width: number, style: Style): readonly string[] {
  const elsewhere = outcomes.filter(restsElsewhere);
  const of = (outcome: RuleOutcomeLine["outcome"]): readonly RuleOutcomeLine[] =>
    outcomes.filter((each) => each.outcome === outcome && !elsewhere.includes(each));
  const groups = told.flatMap((outcome) => {
    const lines = of(outcome);
    if (lines.length === 0) return [];
    const title = `${capital(outcomeWords[outcome])} (${lines.length})`;
    return ["", style("strong", title), ...lines.map((each) => ruleLine(each, width))];
  });
  const switchedOff = outcomes.filter(({ because }) => because === "configuration").length;
  const off = switchedOff === 0 ? "" : `, ${switchedOff} of them switched off by the configuration`;
  const rest = `Passed: ${of("passed").length}. Not applicable: ${of("notApplicable").length}${off}.`;
  const more = `Not assessed on a file alone: ${elsewhere.length}, which ask for the stored version, a look-up or the other events.`;
  return [
    ...groups,
    "",
    ...[rest, ...(elsewhere.length === 0 ? [] : [more])].map((text) => wrap(text, width)),
  ];
}

/** A rule that no file decides says so of every event. */
function restsElsewhere({ reasons = [] }: RuleOutcomeLine): boolean {
  return reasons.length > 0 && reasons.every(isElsewhere);
}

function isElsewhere(reason: Missing): boolean {
  switch (reason.why) {
    case "noPrevious":
    case "notLookedUp":
    case "otherRecords":
      return true;
    case "derived":
      return reason.from.length > 0 && reason.from.every(isElsewhere);
    default:
      return false;
  }
}

function ruleLine({ ruleId, title, severity, state, ...outcome }: RuleOutcomeLine, width: number): string {
  const trial = state === "shadow" ? " (on trial)" : "";
  return wrap(
    printable(`${severity.padEnd(7)} ${ruleId}${trial}: ${whatIsTold(title, outcome)}`),
    width,
    "  ",
    "    ",
  );
}

function whatIsTold(
  title: string,
  outcome: Omit<RuleOutcomeLine, "ruleId" | "title" | "severity" | "state">,
): string {
  switch (outcome.outcome) {
    case "notAssessed":
      return reasonsText(outcome.reasons ?? []);
    case "notDue":
      return `${title}, due ${outcome.dueOn ?? ""}`;
    case "waived":
      return `${title}, covered by ${outcome.waiver ?? "a waiver"}`;
    case "error":
      return outcome.error ?? title;
    default:
      return title;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
