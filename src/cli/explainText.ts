import type { Missing } from "../engine/outcome.ts";
import { type ExplanationWords, explanationWords } from "../locale/explanationWords.ts";
import type { Wording } from "../locale/wording.ts";
import { formatExplanation, reasonsText } from "../report/eventExplanation.ts";
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
  readonly wording: Wording;
}

/** What `ems-dq explain` prints: of each event a list of outcomes where no rule was asked for, then the explanations. */
export function explainText(events: readonly ExplainedEvent[], layout: Layout): string {
  return events.map((event) => eventText(event, layout)).join("\n");
}

function eventText(
  { eventId, unit, line, outcomes, explanations }: ExplainedEvent,
  { file, asOf, width, style, wording }: Layout,
): string {
  const words = explanationWords(wording);
  const name = `${eventId ?? words.text("event.nameless")}${unit === null ? "" : ` (${unit})`}`;
  const head = words.text("event.head", { event: name, line: String(line), file, asOf });
  return [
    style("strong", printable(head)),
    ...(outcomes === undefined ? [] : outcomeLines(outcomes, width, style, words)),
    "",
    ...explanations.map((explanation) => formatExplanation(explanation, { width, style, locale: wording })),
  ].join("\n");
}

/** Each rule is told where something is to be done or known; the others are counted. */
const told = ["error", "failed", "waived", "notDue", "notAssessed"] as const;

function outcomeLines(
  outcomes: readonly RuleOutcomeLine[],
  width: number,
  style: Style,
  words: ExplanationWords,
): readonly string[] {
  const elsewhere = outcomes.filter(restsElsewhere);
  const of = (outcome: RuleOutcomeLine["outcome"]): readonly RuleOutcomeLine[] =>
    outcomes.filter((each) => each.outcome === outcome && !elsewhere.includes(each));
  const groups = told.flatMap((outcome) => {
    const lines = of(outcome);
    if (lines.length === 0) return [];
    const title = words.text(`group.${outcome}`, { rules: lines.length });
    return ["", style("strong", title), ...lines.map((each) => ruleLine(each, width, words))];
  });
  const off = outcomes.filter(({ because }) => because === "configuration").length;
  const counts = { passed: of("passed").length, others: of("notApplicable").length };
  const rest = off === 0 ? words.text("rest", counts) : words.text("rest.off", { ...counts, off });
  const more = elsewhere.length === 0 ? [] : [words.text("rest.elsewhere", { rules: elsewhere.length })];
  return [...groups, "", ...[rest, ...more].map((text) => wrap(text, width))];
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

function ruleLine(
  { ruleId, title, severity, state, ...outcome }: RuleOutcomeLine,
  width: number,
  words: ExplanationWords,
): string {
  const label = words.wording.text(`severity.${severity}`);
  const rule = state === "shadow" ? words.text("line.trial", { rule: ruleId }) : ruleId;
  const line = words.text("line.rule", { rule, told: whatIsTold(title, outcome, words) });
  return wrap(printable(`${label} ${line}`), width, "  ", "    ");
}

function whatIsTold(
  title: string,
  outcome: Omit<RuleOutcomeLine, "ruleId" | "title" | "severity" | "state">,
  words: ExplanationWords,
): string {
  switch (outcome.outcome) {
    case "notAssessed":
      return reasonsText(outcome.reasons ?? [], words);
    case "notDue":
      return words.text("line.due", { title, due: outcome.dueOn ?? "" });
    case "waived":
      return words.text("line.waived", { title, waiver: outcome.waiver ?? "" });
    case "error":
      return outcome.error ?? title;
    default:
      return title;
  }
}
