import { printable } from "../printable.ts";
import type { Refused, ReportHead } from "../schema.ts";
import { counted } from "./counted.ts";
import type { Layout } from "./layout.ts";

/** How many events were checked, of which files, by what, and how many findings there are. */
export function writeSummary(head: ReportHead, layout: Layout): void {
  const { run, summary } = head;
  const rules = head.rules.filter(({ state }) => state === "active").length;
  const { style } = layout;
  layout.text(
    style(
      "strong",
      `${counted(summary.events, "event")} checked by ${counted(rules, "rule")} (${printable(run.ruleset.name)} ${printable(run.ruleset.version)}) as of ${run.asOf}`,
    ),
  );
  for (const { file, rows, refused } of run.inputs) {
    layout.text(
      `${printable(file)}: ${counted(rows, "row")}${refused === 0 ? "" : `, ${refused} refused`}`,
      "  ",
    );
  }
  if (summary.leftOut > 0) layout.text(`${counted(summary.leftOut, "event")} of other units left out`, "  ");
  if (run.stopped !== undefined)
    layout.text(
      "The check was interrupted: what follows is only of the rows read until then.",
      "",
      "",
      "error",
    );
  layout.line();
  layout.text(tally(head, layout));
}

/** `12 errors · 3 warnings · 0 notes`, as the first thing to read and, under a long list, also the last. */
export function tally({ summary: { findings } }: ReportHead, { style }: Layout): string {
  if (findings.total === 0) return style("strong", "No findings.");
  const parts = [
    findings.error === 0 ? "0 errors" : style("error", counted(findings.error, "error")),
    findings.warning === 0 ? "0 warnings" : style("warning", counted(findings.warning, "warning")),
    findings.info === 0 ? "0 notes" : style("info", counted(findings.info, "note")),
  ];
  return `${style("strong", counted(findings.total, "finding"))}: ${parts.join(" · ")}`;
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
