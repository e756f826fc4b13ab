import type { Finding } from "../findings/finding.ts";
import { type Severity, severities } from "../rules/schema.ts";
import { acceptedInCounts, baselineText, overriddenText, waiverText } from "./acceptedText.ts";
import { stdin } from "./artifact.ts";
import { markdownCode, markdownText } from "./markdownText.ts";
import { gapsOf } from "./onSave.ts";
import type { CreateReporter } from "./reporter.ts";
import type { ReportHead } from "./schema.ts";
import { createSelection } from "./selection.ts";
import { shadowText } from "./shadowText.ts";
import { shareText } from "./shareText.ts";
import { absenceOf } from "./table/causes.ts";
import { counted, grouped } from "./table/counted.ts";
import { countsByRule } from "./table/overview.ts";
import { acceptanceOf } from "./table/place.ts";
import { titlesOf } from "./table/titles.ts";
import { tallyText } from "./tallyText.ts";

/** A job summary of GitHub may have 1 MiB; what is not a list of findings takes a small part of it. */
const bytesOfFindings = 768 * 1024;
const causesShown = 20;
const refusedShown = 20;
const reasonsShown = 5;
const overriddenShown = 20;

/**
 * Markdown for the summary of a job, or a comment on a merge request: the counts by rule, then the gravest findings. It is
 * cut to what a job summary of GitHub takes.
 */
export const markdownReporter: CreateReporter = ({ write, rules, maxFindings, pathOf, failOn }) => {
  const selection = createSelection<Finding>(maxFindings);
  const titles = titlesOf(rules);
  const shownPath = (file: string): string => markdownCode(file === stdin ? file : pathOf(file));
  const titleOf = (id: string): string => `${markdownText(titles.get(id) ?? id)} (${markdownCode(id)})`;

  function rowOf(finding: Finding): string {
    const { severity, ruleId, eventId, unit, source, message, fix } = finding;
    const event = eventId === null ? "without identifier" : markdownCode(eventId);
    return row(
      [severity, markdownText(acceptanceOf(finding))].filter((part) => part !== "").join(" "),
      unit === null ? event : `${event} ${markdownText(unit)}`,
      source === null ? "" : `${shownPath(source.file)} line ${source.line}`,
      markdownCode(ruleId),
      `${markdownText(message)} **→** ${markdownText(fix)}`,
    );
  }

  /** As many rows as there is room for, the gravest first. */
  function rowsOfFindings(): readonly string[] {
    const encoder = new TextEncoder();
    let room = bytesOfFindings;
    const rows: string[] = [];
    for (const finding of selection.items()) {
      const text = rowOf(finding);
      room -= encoder.encode(text).length;
      if (room < 0) break;
      rows.push(text);
    }
    return rows;
  }

  function section(title: string, lines: readonly string[]): void {
    if (lines.length > 0) write(`\n### ${title}\n\n${lines.join("\n")}\n`);
  }

  return {
    finding: selection.add,
    refused: () => undefined,
    listed: () => rowsOfFindings().length,
    end(head, exitCode) {
      const { run, summary, rootCauses, refused, shadow, waivers, baseline, overridden } = head;
      const gaps = gapsOf(head);
      const files = run.inputs.map(({ file }) => shownPath(file)).join(", ");
      write(`## Data quality: ${tallyText(head)}\n\n`);
      write(`${counted(summary.events, "event")}${files === "" ? "" : ` of ${files}`} as of ${run.asOf}, `);
      write(`by ${markdownText(`${run.ruleset.name} ${run.ruleset.version}`)}. ${verdict(exitCode)}\n`);
      if (run.stopped !== undefined)
        write("\n**The check was interrupted:** this is only of the rows read until then.\n");
      section("By rule", byRule(head, titleOf));
      section(
        "About the files as a whole",
        cut(
          bySeverity(rootCauses).map(
            ({ severity, file, message, fix }) =>
              `- **${severity}:** ${file === null ? "" : `${shownPath(file)}: `}${markdownText(message)} **→** ${markdownText(fix)}`,
          ),
          causesShown,
          rootCauses.length,
        ),
      );
      section(
        `Rows that were not checked: ${grouped(summary.refused)}`,
        cut(
          bySeverity(refused).map(
            ({ file, line, severity, message }) =>
              `- **${severity}:** ${shownPath(file)} line ${line}: ${markdownText(message)}`,
          ),
          refusedShown,
          summary.refused,
        ),
      );
      const rows = rowsOfFindings();
      const left = summary.findings.total - rows.length;
      section(left > 0 && rows.length > 0 ? "The gravest findings" : "Findings", [
        ...(rows.length === 0
          ? []
          : [...table("Severity", "Event", "Place", "Rule", "What is wrong → what to do"), ...rows]),
        ...(left > 0
          ? [
              "",
              `${counted(left, "finding is", "findings are")} not listed here; \`--format csv\` has all of them.`,
            ]
          : []),
      ]);
      section(
        "Not assessed",
        cut(
          gaps.map(
            ({ field, why, outcomes, rules: ids }) =>
              `- ${markdownCode(field)}: ${absenceOf(why)} (${counted(ids.length, "rule")}, ${counted(outcomes, "time")})`,
          ),
          reasonsShown,
          gaps.length,
        ),
      );
      section(
        "On trial: shadow rules, whose findings do not count",
        shadow.map(
          (rule) =>
            `- ${markdownText(rule.title)} (${markdownCode(rule.id)}): ${shadowText(rule)}${examplesOf(rule.examples)}`,
        ),
      );
      section(
        "Waivers",
        waivers.map((use) => `- ${markdownText(waiverText(use))}`),
      );
      section("Baseline", baseline === null ? [] : [markdownText(baselineText(baseline))]);
      section(
        "Settings changed by the configuration",
        cut(
          overridden.map((each) => `- ${markdownText(overriddenText(each))}`),
          overriddenShown,
          overridden.length,
        ),
      );
    },
  };

  function verdict(exitCode: number): string {
    const level = failOn === "never" ? "nothing makes it fail" : `it fails from ${failOn} on`;
    return exitCode === 0 ? `The check **passes** (${level}).` : `The check **fails** (${level}).`;
  }
};

function byRule(head: ReportHead, titleOf: (id: string) => string): readonly string[] {
  const counts = countsByRule(head);
  if (counts.length === 0) return [];
  const note = acceptedInCounts(head.summary.findings);
  return [
    "| Severity | Rule | Findings | Of events | Share |",
    "| --- | --- | ---: | ---: | ---: |",
    ...counts.map(({ ruleId, severity, findings, mix, evaluated }) =>
      row(
        severity,
        `${titleOf(ruleId)}${mix === undefined ? "" : `: ${mix}`}`,
        grouped(findings),
        evaluated === undefined ? "" : grouped(evaluated),
        evaluated === undefined || evaluated === 0 ? "" : shareText(findings, evaluated),
      ),
    ),
    ...(note === undefined ? [] : ["", note]),
  ];
}

function examplesOf(examples: ReportHead["shadow"][number]["examples"]): string {
  const ids = examples.map(({ eventId, source }) =>
    eventId === null ? `line ${source?.line ?? "?"}` : markdownCode(eventId),
  );
  return ids.length === 0 ? "" : `, such as ${ids.join(", ")}`;
}

function bySeverity<Item extends { readonly severity: Severity }>(items: readonly Item[]): readonly Item[] {
  return severities.flatMap((severity) => items.filter((item) => item.severity === severity));
}

function cut(lines: readonly string[], most: number, all: number): readonly string[] {
  const shown = lines.slice(0, most);
  return all > shown.length ? [...shown, `- … and ${grouped(all - shown.length)} more`] : shown;
}

function table(...heads: readonly string[]): readonly string[] {
  return [row(...heads), row(...heads.map(() => "---"))];
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
