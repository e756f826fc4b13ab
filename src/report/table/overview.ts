import CliTable3 from "cli-table3";
import { cellRule } from "../../findings/cellRule.ts";
import { type Severity, severities } from "../../rules/schema.ts";
import { printable } from "../printable.ts";
import { mixOf, severityOf } from "../ruleSeverity.ts";
import type { ReportHead } from "../schema.ts";
import { counted, grouped } from "./counted.ts";
import type { Layout } from "./layout.ts";

/** A rule with its findings, all of them counted. */
export interface RuleCount {
  readonly ruleId: string;
  /** That of its findings; the gravest, where the configuration makes it another for some events. */
  readonly severity: Severity;
  readonly findings: number;
  /** How many there are of each severity; `undefined` where there is one alone. */
  readonly mix: string | undefined;
  /** Events that the rule decided; none for what is found without a rule. */
  readonly evaluated: number | undefined;
}

/** Rules with findings, the gravest first, then those with most. */
export function countsByRule({ rules, summary }: ReportHead): readonly RuleCount[] {
  const counts: RuleCount[] = rules
    .filter(({ state }) => state === "active")
    .map((rule) => ({
      ruleId: rule.id,
      severity: severityOf(rule),
      findings: rule.failed + rule.waived,
      mix: mixOf(rule),
      evaluated: rule.evaluated,
    }));
  // Unreadable cells are found without a rule, so no rule counts them.
  const unreadable = summary.findings.total - counts.reduce((sum, { findings }) => sum + findings, 0);
  return [
    ...counts,
    {
      ruleId: cellRule,
      severity: "error" as const,
      findings: unreadable,
      mix: undefined,
      evaluated: undefined,
    },
  ]
    .filter(({ findings }) => findings > 0)
    .sort(
      (one, other) =>
        severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
        other.findings - one.findings,
    );
}

const none = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
} as const;

/** A terminal with fewer columns leaves no room for titles beside the figures. */
const narrowest = 60;

/** One line for each rule with findings. */
export function writeOverview(
  counts: readonly RuleCount[],
  titles: ReadonlyMap<string, string>,
  layout: Layout,
): void {
  if (counts.length === 0) return;
  layout.line();
  if (layout.width < narrowest) writeNarrow(counts, titles, layout);
  else writeColumns(counts, titles, layout);
}

/** A line for each rule, or as many as its title takes. */
function writeNarrow(
  counts: readonly RuleCount[],
  titles: ReadonlyMap<string, string>,
  layout: Layout,
): void {
  for (const { ruleId, severity, findings, mix, evaluated } of counts) {
    const figures =
      evaluated === undefined ? grouped(findings) : `${grouped(findings)} of ${counted(evaluated, "event")}`;
    layout.text(
      `${layout.style(severity, `${severity}:`)} ${printable(titles.get(ruleId) ?? ruleId)}${among(mix)}: ${figures}`,
      "  ",
      "    ",
    );
  }
}

function among(mix: RuleCount["mix"]): string {
  return mix === undefined ? "" : ` (${mix})`;
}

function writeColumns(
  counts: readonly RuleCount[],
  titles: ReadonlyMap<string, string>,
  layout: Layout,
): void {
  const table = new CliTable3({
    chars: none,
    colAligns: ["left", "left", "right", "right"],
    colWidths: [9, Math.max(14, layout.width - 37), 10, 10],
    wordWrap: true,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    head: ["", "", "findings", "of events"],
  });
  for (const { ruleId, severity, findings, mix, evaluated } of counts) {
    table.push([
      layout.style(severity, severity),
      `${printable(titles.get(ruleId) ?? ruleId)}${among(mix)}`,
      grouped(findings),
      evaluated === undefined ? "" : grouped(evaluated),
    ]);
  }
  layout.line(
    table
      .toString()
      .split("\n")
      .map((line) => `  ${line}`.trimEnd())
      .join("\n"),
  );
}
