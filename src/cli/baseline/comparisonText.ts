import type { BaselineUse } from "../../findings/baseline/use.ts";
import type { Finding } from "../../findings/finding.ts";
import { sumOf } from "../../report/acceptedText.ts";
import { printable } from "../../report/printable.ts";
import type { ReportHead } from "../../report/schema.ts";
import type { Style } from "../../report/style.ts";
import { counted, grouped } from "../../report/table/counted.ts";
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
export function comparisonText({ baseline, summary, new: fresh, fixed }: Comparison, style: Style): string {
  const lines: string[] = [];
  const total = sumOf(summary.new);
  lines.push(style("strong", total === 0 ? "Nothing is new." : `${counted(total, "new finding")}:`));
  for (const severity of severities) {
    for (const { ruleId, message, eventId, source, ...finding } of fresh) {
      if (finding.severity !== severity) continue;
      const place = source === null ? "" : ` (${source.file}:${source.line})`;
      lines.push(
        `  ${style(severity, severity)} ${ruleId}: ${printable(`${eventId ?? "event without identifier"}${place}`)}`,
      );
      lines.push(`    ${printable(message)}`);
    }
  }
  if (total > fresh.length) lines.push(`  … and ${grouped(total - fresh.length)} more`);
  const checked = fixed.filter(({ event }) => event === "checked");
  const gone = fixed.filter(({ event }) => event === "gone");
  lines.push(...listOf(`${counted(summary.fixed, "finding")} fixed:`, checked, style));
  lines.push(
    ...listOf(`${counted(summary.gone, "finding")} of events that are in none of the files:`, gone, style),
  );
  lines.push("", `${file(baseline)}: ${standing(summary)}`);
  const { rows, columns } = summary.unchecked;
  const faults = [
    ...(rows === 0 ? [] : [`${counted(rows, "row")} could not be checked`]),
    ...(columns === 0
      ? []
      : [
          `there ${columns === 1 ? "is" : "are"} ${counted(columns, "fault of a whole column", "faults of whole columns")}`,
        ]),
  ];
  if (faults.length > 0) lines.push(`Besides, ${faults.join(", and ")}: \`ems-dq check\` tells which.`);
  return `${lines.join("\n")}\n`;
}

function file({ file: name, asOf }: Comparison["baseline"]): string {
  return `${printable(name)} (of ${asOf})`;
}

function standing({ known, found, fixed, gone, undecided }: Comparison["summary"]): string {
  const parts = [
    `${grouped(found)} still there`,
    ...(fixed === 0
      ? []
      : [`${grouped(fixed)} fixed (\`ems-dq baseline prune\` takes ${pronoun(fixed)} out)`]),
    ...(gone === 0
      ? []
      : [
          `${grouped(gone)} of events that are in none of the files (prune keeps ${pronoun(gone)}, without --gone)`,
        ]),
    ...(undecided === 0 ? [] : [`${grouped(undecided)} not asked for, or not to be decided`]),
  ];
  return `of ${counted(known, "known finding")} ${parts.join(", ")}.`;
}

function listOf(title: string, entries: BaselineUse["fixed"], style: Style): readonly string[] {
  if (entries.length === 0) return [];
  const shown = entries.slice(0, fixedMost).map(({ ruleId, eventId, fields, count }) => {
    const times = count === 1 ? "" : ` (${grouped(count)} times)`;
    return `  ${ruleId}: ${printable(eventId ?? "event without identifier")}, ${fields.join(" ")}${times}`;
  });
  const more = entries.length - shown.length;
  return [
    "",
    style("strong", title),
    ...shown,
    ...(more > 0 ? [`  … and ${counted(more, "more entry", "more entries")}`] : []),
  ];
}

function pronoun(count: number): string {
  return count === 1 ? "it" : "them";
}
