import { createChecker } from "../../src/checker/checker.ts";
import { repositoryPath } from "../../src/cli/repositoryPath.ts";
import type { Finding } from "../../src/findings/finding.ts";
import type { CreateReporter, ReporterOptions } from "../../src/report/reporter.ts";
import type { Refused, ReportHead } from "../../src/report/schema.ts";
import { plain } from "../../src/report/style.ts";
import { shippedRules } from "../../src/shipped/rules.generated.ts";

export function finding(more: Partial<Finding> = {}): Finding {
  return {
    ruleId: "event-type-missing",
    ruleVersion: 1,
    severity: "error",
    dimension: "completeness",
    status: "new",
    message: "This event does not say what kind it is.",
    fix: "Choose one.",
    eventId: "EMS-1",
    unit: "CWM",
    source: { file: "export.csv", line: 2, row: 1 },
    fields: [{ field: "eventType", column: "Type" }],
    fingerprint: "0".repeat(32),
    docs: "docs/rules/classification/event-type-missing.md",
    ...more,
  };
}

export const refusedRow: Refused = {
  file: "export.csv",
  line: 9,
  row: 8,
  code: "row-too-short",
  message: "The row has 2 cells; the header has 14.",
  severity: "error",
};

/** The head of a run over one event, with the counts of these findings. */
export function headOf(findings: readonly Finding[], listed = findings.length): ReportHead {
  const { findings: _, ...head } = createChecker({ asOf: "2025-06-30" }).checkAll([{ eventId: "EMS-1" }]);
  const countsOf = (some: readonly Finding[]) => {
    const count = (severity: string) => some.filter((each) => each.severity === severity).length;
    return { error: count("error"), warning: count("warning"), info: count("info") };
  };
  const withStatus = (status: Finding["status"]) =>
    countsOf(findings.filter((finding) => finding.status === status));
  return {
    ...head,
    summary: {
      ...head.summary,
      findings: {
        total: findings.length,
        listed,
        ...countsOf(findings),
        new: withStatus("new"),
        baseline: withStatus("baseline"),
        waived: withStatus("waived"),
      },
    },
    rules: head.rules.map((rule) => ({
      ...rule,
      failed: findings.filter(({ ruleId }) => ruleId === rule.id).length,
      waived: 0,
    })),
  };
}

/** What a format writes for these findings. */
export function written(
  create: CreateReporter,
  findings: readonly Finding[],
  more: Partial<
    ReporterOptions & { readonly refused: readonly Refused[]; readonly head: Partial<ReportHead> }
  > = {},
): { readonly text: string; readonly listed: number; readonly pieces: readonly string[] } {
  const pieces: string[] = [];
  const reporter = create({
    write: (text) => pieces.push(text),
    rules: shippedRules.rules,
    maxFindings: Number.POSITIVE_INFINITY,
    width: 80,
    style: plain,
    groupBy: "rule",
    failOn: "error",
    pathOf: repositoryPath("/home/data", {}),
    ...more,
  });
  for (const each of findings) reporter.finding(each);
  for (const row of more.refused ?? []) reporter.refused(row);
  reporter.end({ ...headOf(findings, reporter.listed()), ...more.head }, 0);
  return { text: pieces.join(""), listed: reporter.listed(), pieces };
}
