import type { CellPlace } from "../events/cells/place.ts";
import type { Finding } from "../findings/finding.ts";
import type { Severity } from "../rules/schema.ts";
import { sumOf } from "./acceptedText.ts";
import { type Annotation, annotationLine } from "./annotation.ts";
import { stdin } from "./artifact.ts";
import type { CreateReporter } from "./reporter.ts";
import type { Refused, ReportHead, RootCause } from "./schema.ts";
import { createSelection } from "./selection.ts";
import { shadowText } from "./shadowText.ts";
import { counted, grouped } from "./table/counted.ts";
import { titlesOf } from "./table/titles.ts";
import { tallyText } from "./tallyText.ts";

interface Found {
  readonly severity: Severity;
  readonly status: "new";
  readonly finding: Finding;
  readonly place: CellPlace | undefined;
}

/**
 * Annotations of GitHub Actions, as commands in the log. GitHub shows the first ten errors, ten warnings and ten notices of
 * a step, so the summary comes first, what is wrong with whole files next, and the gravest findings before the others.
 */
export const githubReporter: CreateReporter = ({ write, rules, maxFindings, pathOf }) => {
  const selection = createSelection<Found>(maxFindings);
  const titles = titlesOf(rules);
  const fileOf = (file: string | null | undefined): string | undefined =>
    file === null || file === undefined || file === stdin ? undefined : pathOf(file);

  const annotate = (annotation: Annotation): void => write(annotationLine(annotation));

  function writeFinding({ finding, place }: Found): void {
    const { ruleId, severity, eventId, source, message, fix } = finding;
    const file = fileOf(source?.file);
    annotate({
      severity,
      file,
      ...(file === undefined ? {} : regionOf(place, source?.line)),
      title: `${ruleId}: ${titles.get(ruleId) ?? ruleId}`,
      lines: [eventId ?? "event without identifier", message, `→ ${fix}`],
    });
  }

  function writeRefused({ file, line, code, message, severity }: Refused): void {
    const path = fileOf(file);
    annotate({
      severity,
      file: path,
      line: path === undefined ? undefined : line,
      title: `row/${code}: Row not checked`,
      lines: [message],
    });
  }

  function writeCause({ cause, file, severity, message, fix }: RootCause): void {
    annotate({
      severity,
      file: fileOf(file),
      title: `file/${cause}: About the whole file`,
      lines: [message, `→ ${fix}`],
    });
  }

  return {
    // What is accepted is in the counts; annotated, it would take the room of what is new.
    finding(finding, place) {
      const { severity, status } = finding;
      if (status === "new") selection.add({ severity, status, finding, place });
    },
    refused: () => undefined,
    listed: selection.size,
    end(head) {
      annotate({ severity: "info", title: "ems-dq check", lines: summaryOf(head) });
      if (head.shadow.length > 0)
        annotate({
          severity: "info",
          title: "ems-dq check: on trial, not counted",
          lines: head.shadow.map((rule) => `${rule.title} (${rule.id}): ${shadowText(rule)}`),
        });
      for (const cause of head.rootCauses) writeCause(cause);
      for (const found of selection.items()) writeFinding(found);
      for (const row of head.refused) writeRefused(row);
    },
  };
};

function summaryOf(head: ReportHead): readonly string[] {
  const { summary, refused } = head;
  const { findings } = summary;
  const left = sumOf(findings.new) - findings.listed;
  return [
    `${tallyText(head, ` in ${counted(summary.events, "event")}`)}.`,
    ...(summary.refused === 0 ? [] : [`${counted(summary.refused, "row")} refused.`]),
    ...(left === 0 ? [] : [`${grouped(left)} of the findings are not listed here.`]),
    ...(summary.refused <= refused.length
      ? []
      : [`${grouped(summary.refused - refused.length)} of the refused rows are not listed here.`]),
    "GitHub shows at most 10 errors, 10 warnings and 10 notices of a step; the log has the others, and sarif, csv or json all of them.",
  ];
}

/** Columns can be told of a region on one line only. */
function regionOf(
  place: CellPlace | undefined,
  line: number | undefined,
): Pick<Annotation, "line" | "endLine" | "col" | "endColumn"> {
  if (place === undefined) return { line };
  return place.endLine === place.line
    ? { line: place.line, col: place.column, endColumn: place.endColumn }
    : { line: place.line, endLine: place.endLine };
}
