import { type BaselineUse, countFixed } from "../../findings/baseline/use.ts";
import type { Finding } from "../../findings/finding.ts";
import { failLevels } from "../../report/failLevel.ts";
import { createLayout } from "../../report/table/layout.ts";
import { acceptedFile } from "../acceptedFile.ts";
import type { CheckOptionArguments } from "../checkOptions.ts";
import { chosen } from "../chosen.ts";
import { exitCodeOf } from "../exitCode.ts";
import { jsonReport } from "../jsonReport.ts";
import { createReading } from "../reading.ts";
import { reportOutput } from "../reportOutput.ts";
import { wrongOption } from "../wrongOption.ts";
import { checkFor } from "./checkFor.ts";
import { type Comparison, writeComparison } from "./comparisonText.ts";

/** The options of `ems-dq baseline compare`, as they are typed. */
export interface CompareArguments extends Omit<CheckOptionArguments, "locale"> {
  readonly format: string;
  readonly output?: string;
  readonly failOn: string;
  readonly color: boolean;
}

const formats = ["table", "json"] as const;
/** New findings that are listed; all are counted. */
const listedMost = { table: 200, json: 10_000 } as const;

/** Runs `ems-dq baseline compare`; gives the exit code. */
export async function runCompare(files: readonly string[], args: CompareArguments): Promise<0 | 1> {
  const format = chosen("--format", args.format, formats);
  const failOn = chosen("--fail-on", args.failOn, failLevels);
  if (args.baseline === "") throw wrongOption("--baseline", "", "a file");
  const { baseline: named, ...check } = args;
  const report = reportOutput(args);
  const reading = createReading();
  const file = named ?? acceptedFile("baseline", reading, { config: args.config, mustBe: true }).file;
  const baseline = reading.baseline(file);
  const making = await checkFor(files, check, reading, baseline);
  const output = await report.open(reading);
  const listed: Finding[] = [];
  try {
    const { head, refused } = await making.run((finding) => {
      if (finding.status === "new" && listed.length < listedMost[format]) listed.push(finding);
    }, output);
    const exitCode = exitCodeOf(head, refused, failOn);
    const comparison = comparisonOf(file, baseline.asOf, head.baseline ?? none, {
      asOf: head.run.asOf,
      counts: head.summary.findings.new,
      listed,
      unchecked: { rows: head.summary.refused, columns: head.rootCauses.length },
    });
    if (format === "json") output.write(jsonReport(comparison));
    else writeComparison(comparison, createLayout(output.write, report.width, report.style));
    await output.finish();
    return exitCode;
  } catch (error) {
    await output.abandon();
    throw error;
  }
}

const none: BaselineUse = { known: 0, found: 0, fixed: [] };

function comparisonOf(
  file: string,
  writtenAsOf: string,
  { known, found, fixed }: BaselineUse,
  now: {
    readonly asOf: string;
    readonly counts: Comparison["summary"]["new"];
    readonly listed: readonly Finding[];
    readonly unchecked: Comparison["summary"]["unchecked"];
  },
): Comparison {
  const { checked, gone } = countFixed(fixed);
  return {
    schema: "ems-data-quality/baseline-comparison/1",
    asOf: now.asOf,
    baseline: { file, asOf: writtenAsOf },
    summary: {
      known,
      found,
      fixed: checked,
      gone,
      undecided: known - found - checked - gone,
      new: now.counts,
      unchecked: now.unchecked,
    },
    new: now.listed,
    fixed,
  };
}
