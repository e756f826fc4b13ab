import { acceptedText, countedText, sumOf } from "../acceptedText.ts";
import { onSaveOnly } from "../onSave.ts";
import { printable } from "../printable.ts";
import type { Refused, ReportHead } from "../schema.ts";
import { counted, grouped } from "./counted.ts";
import type { Layout } from "./layout.ts";
import { readAs, unusedColumns } from "./reading.ts";
import { speakersOf } from "./speakers.ts";

/** How many events were checked, of which files, by what, and how many findings there are. */
export function writeSummary(head: ReportHead, layout: Layout): void {
  const { run, summary } = head;
  const rules = counted(speakersOf(head).all, "rule");
  const ruleset = `${printable(run.ruleset.name)} ${printable(run.ruleset.version)}`;
  layout.text(
    layout.style(
      "strong",
      summary.events === 0
        ? `${noEvents(head)} (${rules}, ${ruleset}) as of ${run.asOf}`
        : `${counted(summary.events, "event")} checked by ${rules} (${ruleset}) as of ${run.asOf}`,
    ),
  );
  for (const input of run.inputs) {
    const refused = input.refused === 0 ? "" : `, ${grouped(input.refused)} refused`;
    layout.text(
      `${printable(input.file)}: ${counted(input.rows, "row")}${refused}; ${readAs(input)}`,
      "  ",
      "    ",
    );
    const unused = unusedColumns(input);
    if (unused !== undefined) layout.text(unused, "    ", "      ");
  }
  const later = onSaveOnly(head).size;
  if (later > 0)
    layout.text(
      `${counted(later, "more rule speaks", "more rules speak")} only when an event is saved, of its stored version, a look-up or the other events`,
      "  ",
      "    ",
    );
  if (summary.leftOut > 0) layout.text(`${counted(summary.leftOut, "event")} of other units left out`, "  ");
  if (summary.outcomes.notDue > 0)
    layout.text(
      `Not due yet: ${counted(summary.outcomes.notDue, "answer waits", "answers wait")}, the time for ${summary.outcomes.notDue === 1 ? "it" : "them"} is not over`,
      "  ",
      "    ",
    );
  if (run.stopped !== undefined)
    layout.text(
      "The check was interrupted: what follows is only of the rows read until then.",
      "",
      "",
      "error",
    );
  layout.line();
  layout.text(tally(head, layout));
  const spoke = speech(head);
  if (summary.findings.total > 0 && spoke !== undefined) layout.text(`${spoke}.`);
}

function noEvents({ run, summary }: ReportHead): string {
  if (run.stopped !== undefined) return "No events yet";
  if (summary.leftOut > 0) return "No events of the unit asked for";
  return summary.refused > 0 ? "No events, for every row was refused" : "No events to check";
}

/** `12 errors · 3 warnings · 0 notes`, as the first thing to read and, under a long list, also the last. */
export function tally(head: ReportHead, { style }: Layout): string {
  const { findings, events } = head.summary;
  const accepted = acceptedText(findings);
  const fresh = findings.new;
  if (sumOf(fresh) === 0 && accepted !== "") return `${style("strong", countedText(head))}${accepted}.`;
  if (findings.total === 0) {
    if (events === 0) return style("strong", "No findings, since there are no events.");
    // Silence of a rule that could not speak is no praise of the data.
    const spoke = speech(head);
    return style("strong", spoke === undefined ? "No findings." : `No findings: ${spoke}.`);
  }
  const parts = [
    fresh.error === 0 ? "0 errors" : style("error", counted(fresh.error, "error")),
    fresh.warning === 0 ? "0 warnings" : style("warning", counted(fresh.warning, "warning")),
    fresh.info === 0 ? "0 notes" : style("info", counted(fresh.info, "note")),
  ];
  return `${style("strong", countedText(head))}: ${parts.join(" · ")}${accepted}`;
}

/** How many of the rules could speak; `undefined` where all could. */
function speech(head: ReportHead): string | undefined {
  const { able, all } = speakersOf(head);
  if (able === all) return undefined;
  const others =
    all === 1 ? "it needs" : able === 0 ? "they need" : all - able === 1 ? "one needs" : "the others need";
  return `${able} of ${counted(all, "rule")} could speak; ${others} columns that are absent or unreadable`;
}

const refusedShown = 10;

export function writeRefused({ refused, summary }: ReportHead, layout: Layout): void {
  if (summary.refused === 0) return;
  layout.heading(`${counted(summary.refused, "row")} refused: these were not checked`);
  // A total below the table is no loss; a row that cannot be read is.
  const worst = [...refused].sort(
    (one, other) => Number(one.severity === "info") - Number(other.severity === "info"),
  );
  for (const row of worst.slice(0, refusedShown)) layout.text(refusedText(row), "  ", "    ");
  const more = summary.refused - Math.min(refusedShown, worst.length);
  if (more > 0) layout.text(`… and ${counted(more, "more row", "more rows")}`, "  ", "  ", "faint");
}

function refusedText({ file, line, message }: Refused): string {
  return `${printable(file)}:${line}: ${printable(message)}`;
}
