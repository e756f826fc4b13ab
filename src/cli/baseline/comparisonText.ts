import type { BaselineUse } from "../../findings/baseline/use.ts";
import type { Finding } from "../../findings/finding.ts";
import { baselineText, sumOf } from "../../report/acceptedText.ts";
import { printable } from "../../report/printable.ts";
import type { ReportHead } from "../../report/schema.ts";
import { counted, grouped } from "../../report/table/counted.ts";
import type { Layout } from "../../report/table/layout.ts";
import { severities } from "../../rules/schema.ts";

/** What differs between a check and a baseline. */
export interface Comparison {
  readonly schema: "ems-data-quality/baseline-comparison/1";
  /** The clock of the check. */
  readonly asOf: string;
  readonly baseline: { readonly file: string; readonly asOf: string };
  readonly summary: {
    /** known = found + fixed + gone + undecided. */
    readonly known: number;
    readonly found: number;
    /** No longer found in events that were checked. */
    readonly fixed: number;
    /** Of events that are in none of the files. */
    readonly gone: number;
    /** Not asked for, or not to be decided now. */
    readonly undecided: number;
    readonly new: ReportHead["summary"]["findings"]["new"];
    /** What no finding tells: rows that were refused, faults of whole columns. */
    readonly unchecked: { readonly rows: number; readonly columns: number };
  };
  /** The first of them, in the order of the rows. */
  readonly new: readonly Finding[];
  /** Those that are gone with their events, too. */
  readonly fixed: BaselineUse["fixed"];
}

/** Fixed findings that are listed, of each kind. */
const fixedMost = 50;

/** The comparison for a person: what is new first, the gravest of it first. */
export function writeComparison(
  { baseline, summary, new: fresh, fixed }: Comparison,
  { text, line, style }: Layout,
): void {
  const total = sumOf(summary.new);
  text(style("strong", total === 0 ? "Nothing is new." : `${counted(total, "new finding")}:`));
  for (const severity of severities) {
    for (const { ruleId, message, eventId, source, ...finding } of fresh) {
      if (finding.severity !== severity) continue;
      const place = source === null ? "" : ` (${source.file}:${source.line})`;
      text(
        `${style(severity, severity)} ${ruleId}: ${printable(`${eventId ?? "event without identifier"}${place}`)}`,
        "  ",
        "    ",
      );
      text(printable(message), "    ");
    }
  }
  if (total > fresh.length) text(`… and ${grouped(total - fresh.length)} more`, "  ");
  function list(title: string, event: BaselineUse["fixed"][number]["event"]): void {
    const entries = fixed.filter((entry) => entry.event === event);
    if (entries.length === 0) return;
    line();
    text(style("strong", title));
    for (const { ruleId, eventId, fields, count } of entries.slice(0, fixedMost)) {
      const times = count === 1 ? "" : ` (${grouped(count)} times)`;
      const id = printable(eventId ?? "event without identifier");
      text(`${ruleId}: ${id}, ${fields.join(" ")}${times}`, "  ", "    ");
    }
    const more = entries.length - fixedMost;
    if (more > 0) text(`… and ${counted(more, "more entry", "more entries")}`, "  ");
  }
  list(`${counted(summary.fixed, "finding")} fixed:`, "checked");
  list(`${counted(summary.gone, "finding")} of events that are in none of the files:`, "gone");
  line();
  text(
    `${file(baseline)}: ${baselineText({ known: summary.known, found: summary.found, fixed })}.`,
    "",
    "  ",
  );
  const { rows, columns } = summary.unchecked;
  const faults = [
    ...(rows === 0 ? [] : [`${counted(rows, "row")} could not be checked`]),
    ...(columns === 0
      ? []
      : [
          `there ${columns === 1 ? "is" : "are"} ${counted(columns, "fault of a whole column", "faults of whole columns")}`,
        ]),
  ];
  if (faults.length > 0) text(`Besides, ${faults.join(", and ")}: \`ems-dq check\` tells which.`, "", "  ");
}

function file({ file: name, asOf }: Comparison["baseline"]): string {
  return `${printable(name)} (of ${asOf})`;
}
