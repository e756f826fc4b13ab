import { systemClock } from "../../checker/clock.ts";
import { DataQualityError } from "../../errors.ts";
import { diffRules } from "../../node/diffRules.ts";
import { diffMarkdown } from "../../review/diff/diffMarkdown.ts";
import { writeDiffTable } from "../../review/diff/diffTable.ts";
import type { RulesDiff } from "../../review/diff/schema.ts";
import { parseShare, type Share } from "../../review/diff/share.ts";
import { chosen } from "../chosen.ts";
import { dateOption } from "../dateOption.ts";
import { tell } from "../failure.ts";
import { jsonReport } from "../jsonReport.ts";
import type { Output } from "../output.ts";
import { createProgressBar } from "../progressBar.ts";
import { createReading } from "../reading.ts";
import { type ReportOutput, reportOutput } from "../reportOutput.ts";
import { signalCodes, signals } from "../signalCodes.ts";
import { wrongOption } from "../wrongOption.ts";

/** The options of `ems-dq rules diff`, as they are typed. */
export interface DiffArguments {
  readonly data?: readonly string[];
  readonly asOf?: string;
  readonly profile: string;
  readonly failOnNew?: boolean;
  readonly maxChange?: string;
  readonly examples: string;
  readonly cost: boolean;
  readonly format: string;
  readonly output?: string;
  readonly quiet?: boolean;
  readonly color: boolean;
}

const formats = ["table", "markdown", "json"] as const;

/** Runs `ems-dq rules diff`; gives the exit code. */
export async function runDiff(
  baseName: string | undefined,
  headName: string | undefined,
  args: DiffArguments,
): Promise<number> {
  const format = chosen("--format", args.format, formats);
  const files = args.data ?? [];
  if (baseName === undefined) throw noBase(files);
  refuseEmpty(baseName, headName, files, args);
  const report = reportOutput(args);
  const maxChange = shareOf(args.maxChange);
  const examples = numberOf(args.examples);
  const asOf = args.asOf === undefined ? systemClock() : dateOption("--as-of", args.asOf);
  refuseWithoutData(files, args);
  const reading = createReading();
  reading.add(...files);
  const versions = reading.ruleVersions(baseName, headName);
  const profile = await reading.profile(args.profile);
  const opening = report.open(reading);
  abandonOnSignal(opening);
  const output = await opening;
  const bar =
    args.quiet !== true && process.stderr.isTTY ? createProgressBar(() => performance.now()) : undefined;
  try {
    const diff = await diffRules({
      ...versions,
      files,
      profile,
      asOf,
      examples,
      failOnNew: args.failOnNew === true,
      maxChange,
      ...(args.cost ? { now: () => performance.now() } : {}),
      ...(bar === undefined ? {} : { progress: bar.update }),
    });
    bar?.stop();
    write(diff, format, output, report);
    await output.finish();
    if (args.quiet !== true && diff.data?.events === 0) tell("No event was compared: there is none.");
    return diff.verdict === "passed" ? 0 : 1;
  } catch (error) {
    bar?.stop();
    await output.abandon();
    throw error;
  } finally {
    // Standard input that was not read to its end would keep the process alive.
    if (files.includes("-")) process.stdin.destroy();
  }
}

function write(
  diff: RulesDiff,
  format: (typeof formats)[number],
  output: Output,
  { width, style }: ReportOutput,
): void {
  if (format === "json") output.write(jsonReport(diff));
  else if (format === "markdown") output.write(diffMarkdown(diff));
  else writeDiffTable(diff, { write: output.write, width, style });
}

/** Nothing is left behind where the comparison is broken off, even while the file of the report is being made. */
function abandonOnSignal(opening: Promise<Output>): void {
  for (const signal of signals)
    process.once(signal, () => {
      const abandoned = opening.then((output) => output.abandon());
      void abandoned.catch(() => undefined).finally(() => process.exit(signalCodes[signal]));
    });
}

function noBase(files: readonly string[]): DataQualityError {
  return new DataQualityError([
    {
      code: "missing-argument",
      message: "Nothing is named to compare with.",
      expected: "a folder of rules or a git revision: ems-dq rules diff main",
      ...(files.length > 1
        ? {
            hint: "--data takes all names behind it: put it last, or give it once for each file before another option.",
          }
        : {}),
    },
  ]);
}

/** A variable of a script that was not set: what is meant cannot be told. */
function refuseEmpty(
  base: string,
  head: string | undefined,
  files: readonly string[],
  { profile }: DiffArguments,
): void {
  if (base === "") throw wrongOption("The base", "", "a folder of rules or a git revision");
  if (head === "") throw wrongOption("The head", "", "a folder of rules or a git revision");
  if (files.includes("")) throw wrongOption("The name of a file", "", "a file, or - for standard input");
  if (profile === "") throw wrongOption("--profile", "", "a name or a file");
}

/** Without data no finding is new: a pipeline that forgot them would always pass. */
function refuseWithoutData(files: readonly string[], { failOnNew, maxChange }: DiffArguments): void {
  if (files.length > 0) return;
  const option = failOnNew === true ? "--fail-on-new" : maxChange === undefined ? undefined : "--max-change";
  if (option === undefined) return;
  throw new DataQualityError([
    {
      code: "invalid-option",
      message: `${option} is about findings, and there are none without data.`,
      hint: "Name exports with --data.",
    },
  ]);
}

function shareOf(text: string | undefined): Share | undefined {
  if (text === undefined) return undefined;
  const share = parseShare(text);
  if (share === undefined) throw wrongOption("--max-change", text, "a share such as 5% or 0.5%");
  return share;
}

function numberOf(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw wrongOption("--examples", text, "a whole number, 0 or more");
  return Number(text);
}
