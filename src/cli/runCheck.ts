import { DataQualityError } from "../errors.ts";
import { failLevels } from "../report/failLevel.ts";
import { type FormatName, formats } from "../report/formats.ts";
import type { Severity } from "../rules/schema.ts";
import type { CheckOptionArguments } from "./checkOptions.ts";
import { chosen } from "./chosen.ts";
import { exitCodeOf } from "./exitCode.ts";
import { fileCheckOf } from "./fileCheckOf.ts";
import { createInterruption } from "./interruption.ts";
import { createNotes } from "./notes.ts";
import { createProgressBar } from "./progressBar.ts";
import { createReading } from "./reading.ts";
import { reportOutput } from "./reportOutput.ts";
import { repositoryPath } from "./repositoryPath.ts";
import { wrongOption } from "./wrongOption.ts";

/** The options of `ems-dq check`, as they are typed. */
export interface CheckArguments extends CheckOptionArguments {
  readonly format: string;
  readonly output?: string;
  readonly failOn: string;
  readonly maxFindings?: string;
  readonly groupBy?: string;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** Runs `ems-dq check`; gives the exit code. */
export async function runCheck(files: readonly string[], args: CheckArguments): Promise<number> {
  const format = chosen("--format", args.format, Object.keys(formats) as FormatName[]);
  const failOn = chosen("--fail-on", args.failOn, failLevels);
  const groupBy = groupByOf(args.groupBy, format);
  const maxFindings =
    args.maxFindings === undefined ? formats[format].maxFindings : numberOf(args.maxFindings);
  const interruption = createInterruption();
  const report = reportOutput(args, interruption.readerGone);
  const reading = createReading();
  const { check } = await fileCheckOf(files, args, reading, {
    places: formats[format].places,
    signal: interruption.signal,
  });
  const createReporter = await formats[format].load();
  const output = await report.open(reading);
  const reporter = createReporter({
    write: output.write,
    rules: check.rules,
    maxFindings,
    width: report.width,
    style: report.style,
    groupBy,
    failOn,
    pathOf: repositoryPath(process.cwd(), process.env),
  });
  const toTerminal = report.toStdout && process.stdout.isTTY;
  // Lines of findings on the same terminal would tear the bar apart.
  const withBar = args.quiet !== true && process.stderr.isTTY && !(toTerminal && format !== "table");
  const bar = withBar ? createProgressBar(() => performance.now()) : undefined;
  const notes = createNotes(args.config);
  const refused = new Set<Severity>();
  try {
    const head = await check.run({
      finding: reporter.finding,
      refused(row) {
        refused.add(row.severity);
        reporter.refused(row);
      },
      listed: reporter.listed,
      opened: notes.opened,
      progress(progress) {
        bar?.update(progress);
        return output.ready();
      },
    });
    bar?.stop();
    const exitCode = exitCodeOf(head, refused, failOn);
    reporter.end(head, interruption.exitCode(exitCode));
    await output.finish();
    if (args.quiet !== true) notes.tell(head, check.rules);
    return interruption.end(exitCode, head);
  } catch (error) {
    bar?.stop();
    await output.abandon();
    throw error;
  } finally {
    // Standard input that was not read to its end would keep the process alive.
    if (files.includes("-")) process.stdin.destroy();
  }
}

function groupByOf(text: string | undefined, format: FormatName): "rule" | "event" {
  const groupBy = chosen("--group-by", text ?? "rule", ["rule", "event"] as const);
  if (text === undefined || format === "table") return groupBy;
  throw new DataQualityError([
    {
      code: "invalid-option",
      message: `--group-by is for the table; ${format} has its findings in the order of the rows.`,
      hint: "Leave it out, or take --format table.",
    },
  ]);
}

function numberOf(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw wrongOption("--max-findings", text, "a whole number, 0 or more");
  return Number(text);
}
