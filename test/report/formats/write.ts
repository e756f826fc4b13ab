import { exitCodeOf } from "../../../src/cli/exitCode.ts";
import { repositoryPath } from "../../../src/cli/repositoryPath.ts";
import type { FailLevel } from "../../../src/report/failLevel.ts";
import type { CreateReporter } from "../../../src/report/reporter.ts";
import type { Report, ReportHead } from "../../../src/report/schema.ts";
import { plain } from "../../../src/report/style.ts";
import type { Rule } from "../../../src/rules/schema.ts";
import type { Checked } from "./check.ts";

export interface Written {
  readonly text: string;
  readonly listed: number;
  readonly exitCode: number;
}

/** What a format writes of a check. */
export function write(
  create: CreateReporter,
  { report: { findings, ...head }, places }: Checked,
  rules: readonly Rule[],
  {
    failOn = "error",
    maxFindings = 1_000,
  }: { readonly failOn?: FailLevel; readonly maxFindings?: number } = {},
): Written {
  let text = "";
  const reporter = create({
    write: (piece) => {
      text += piece;
    },
    rules,
    maxFindings,
    width: 120,
    style: plain,
    groupBy: "event",
    failOn,
    pathOf: repositoryPath("/home/data", {}),
  });
  for (const [index, finding] of findings.entries()) reporter.finding(finding, places[index]);
  for (const row of head.refused) reporter.refused(row);
  const listed = reporter.listed();
  const exitCode = exitOf(head, failOn);
  const counts = { ...head.summary.findings, listed };
  reporter.end({ ...head, summary: { ...head.summary, findings: counts } }, exitCode);
  return { text, listed, exitCode };
}

export function exitOf(head: Report | ReportHead, failOn: FailLevel): 0 | 1 {
  return exitCodeOf(head, new Set(head.refused.map(({ severity }) => severity)), failOn);
}
