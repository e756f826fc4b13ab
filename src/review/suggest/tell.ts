import { printable } from "../../report/printable.ts";
import type { Style } from "../../report/style.ts";
import { counted, grouped } from "../../report/table/counted.ts";
import { createLayout, type Layout } from "../../report/table/layout.ts";
import { listed } from "./naming.ts";
import { percent } from "./percent.ts";
import type { Suggested, Suggestions, ThresholdAdvice } from "./schema.ts";

export interface TellOptions {
  readonly write: (text: string) => void;
  readonly width: number;
  readonly style: Style;
  /** The folder that the rules were written to. */
  readonly written?: string;
}

const indent = "    ";
/** A longer list is read by nobody. */
const mostObservations = 15;

/** The suggestions for a person to decide on. */
export function tellSuggestions(
  suggestions: Suggestions,
  { write, width, style, written }: TellOptions,
): void {
  const layout = createLayout(write, width, style);
  const { rules, observations, thresholds, events, copies, files, duplicates, tried } = suggestions;
  const of = `${counted(events, "event")} of ${listed(files.map(printable))}`;
  layout.text(
    `${rules.length === 0 ? "No rule" : counted(rules.length, "rule")} suggested from ${of}`,
    "",
    "",
    "strong",
  );
  if (copies > 0)
    layout.text(`${counted(copies, "event")} more repeat another in all but the number and are not counted.`);
  for (const [index, each] of rules.entries()) tellRule(layout, each, index + 1);
  if (observations.length > 0) {
    layout.heading("Almost always so (no rules: the data contradict them)");
    for (const [index, each] of observations.slice(0, mostObservations).entries())
      tellRule(layout, each, index + 1);
    const more = observations.length - mostObservations;
    if (more > 0) layout.text(`${grouped(more)} more: --format json has them all.`, indent, indent, "faint");
  }
  if (thresholds.length > 0) {
    layout.heading("Limits of rules for which the data support another value");
    for (const each of thresholds) tellThreshold(layout, each);
  }
  layout.heading("How they were found");
  const looked = Object.values(tried).reduce((sum, count) => sum + count, 0);
  layout.text(
    `${counted(looked, "candidate")} looked at; a rule needs ${suggestions.minSupport} events or more and no event that contradicts it. The chance that even one of the rules suggested is a coincidence is kept below ${percent(suggestions.risk)} (Holm's method, over all candidates). Intervals are Wilson's, 95 %.`,
  );
  const said = duplicates.reduce((sum, { count }) => sum + count, 0);
  if (said > 0)
    layout.text(
      `Left out, since a rule says so already: ${said} (${duplicates.map(({ ruleId, count }) => `${ruleId} ${count}`).join(", ")}).`,
    );
  if (written !== undefined && rules.length > 0)
    layout.text(
      `Written to ${printable(written)}: ${counted(rules.length, "shadow rule")}. They report nothing until somebody makes them active.`,
    );
  else if (rules.length > 0)
    layout.text("--write <folder> writes them as shadow rules, which report nothing.");
}

function tellRule(
  layout: Layout,
  { claim, support, holds, interval, ruleId, counterExamples, foundAlready }: Suggested,
  number: number,
): void {
  const head = `${String(number).padStart(2)}. `;
  layout.line();
  layout.text(printable(claim), head, indent);
  const against = support - holds;
  layout.text(
    `${grouped(holds)} of ${counted(support, "event")} · 95 % interval ${percent(interval.low)} to ${percent(interval.high)}`,
    indent,
  );
  if (against === 0) {
    layout.text(`no counter-example · rule ${ruleId}`, indent, indent, "faint");
    return;
  }
  const places = counterExamples.map(
    ({ eventId, line }) => `${printable(eventId ?? "(no number that may be shown)")} (line ${line})`,
  );
  layout.text(
    `${counted(against, "counter-example")}: ${places.join(", ")}${against > places.length ? ", …" : ""}`,
    indent,
  );
  if (foundAlready > 0)
    layout.text(
      `A rule finds something wrong there already in ${foundAlready} of ${against}.`,
      indent,
      indent,
      "faint",
    );
}

function tellThreshold(layout: Layout, each: ThresholdAdvice): void {
  const { ruleId, param, current, suggested, support, failedNow, failedThen, unit, why } = each;
  layout.line();
  layout.text(
    `${ruleId}: ${param} is ${shownLimit(current, unit)}; the data support ${shownLimit(suggested, unit)}`,
    "  - ",
    indent,
  );
  const now = unit === "pattern" ? "" : `${failedNow} over it now, `;
  layout.text(
    `${counted(support, "event")}: ${now}${failedThen} ${unit === "pattern" ? "do not have that form" : "over the other"} · ${why}`,
    indent,
  );
}

function shownLimit(value: string | number, unit: string): string {
  return typeof value === "number" ? `${grouped(value)} ${unit}` : value;
}
