import { type CheckerOptions, checkerOf } from "../checker/checker.ts";
import type { Run, SourceRun } from "../checker/run.ts";
import { DataQualityError } from "../errors.ts";
import type { CellPlace } from "../events/cells/place.ts";
import type { Finding } from "../findings/finding.ts";
import { wordingOf } from "../locale/wordingOf.ts";
import { builtinProfile } from "../profile/builtin.ts";
import type { Profile } from "../profile/schema.ts";
import { openEvents } from "../read/events.ts";
import type { EventSource } from "../read/types.ts";
import type { Refused, Report, ReportHead } from "../report/schema.ts";
import { rulesetOf } from "../rules/rulesetOf.ts";
import type { Rule } from "../rules/schema.ts";
import { shippedRules } from "../shipped/rules.generated.ts";
import { createCellPlaces, firstPlace } from "./cellPlaces.ts";
import { inputOf } from "./inputOf.ts";
import { type InputFile, openCounted, type PreparedInput, prepareInputs } from "./inputs.ts";
import { orAborted } from "./orAborted.ts";
import { refusalSeverity } from "./refusalSeverity.ts";
import { type RuleSelection, selectRules } from "./selectRules.ts";
import { selectUnits } from "./selectUnits.ts";

/** Every option has a default. */
export interface CheckFilesOptions extends Omit<CheckerOptions, "absent" | "profile" | "lookups"> {
  /** What the columns stand for. Default: the built-in profile `ems`. */
  readonly profile?: Profile;
  /** Which of the rules to use. Default: all. */
  readonly only?: RuleSelection;
  /** Check the events of these units alone. Default: all. */
  readonly units?: readonly string[];
  /** Whether the listener is told where in its line the first cell of a finding stands; costs some time. Default: no. */
  readonly places?: boolean;
  /** Stops the check; the report then says so in `run.stopped`. */
  readonly signal?: AbortSignal;
  /** When the check starts and ends, for `startedAt` and `durationMs`. Default: the machine's clock. */
  readonly now?: () => Date;
}

/** How far a check is. */
export interface Progress {
  /** The file at hand, as the user named it. */
  readonly file: string;
  /** Rows of that file. */
  readonly rowsOfFile: number;
  /** Rows of all files so far. */
  readonly rows: number;
  /** Of all files so far. */
  readonly findings: number;
  /** Bytes read of all files so far, before any unpacking. */
  readonly bytes: number;
  /** Bytes of all files; `undefined` where an input does not tell its size. */
  readonly totalBytes: number | undefined;
}

/** Takes what a check finds, as it is found. */
export interface CheckListener {
  /** In the order of the rows; those of cells that cannot be read come at the end of each file. */
  readonly finding: (finding: Finding, place?: CellPlace) => void;
  /** A row that was not checked. */
  readonly refused: (refused: Refused) => void;
  /** How many of the findings are in the list that the listener keeps or writes. */
  readonly listed: () => number;
  /** Before the first row of a file. */
  readonly opened?: (source: EventSource) => void;
  /** After each lot of rows; the check waits for it, so that a slow reader of the findings is not overrun. */
  readonly progress?: (progress: Progress) => Promise<void> | undefined;
}

/**
 * A check that is ready: rules compiled, options found valid. Apart from its run, so that a mistake in the options is
 * told before anything is written.
 */
export interface FileCheck {
  /** The rules that were selected. */
  readonly rules: readonly Rule[];
  /**
   * Reads and checks the files; gives the report without its findings.
   *
   * @throws {DataQualityError} where a file cannot be read as events.
   */
  readonly run: (listener: CheckListener) => Promise<ReportHead>;
}

/**
 * Makes a check of files of events, whose findings are handed over one by one: for more than fits in memory.
 *
 * @throws {DataQualityError} where an option is wrong, or the rules selected are none.
 *
 * @example
 * ```ts
 * let listed = 0;
 * const head = await createFileCheck(["export.csv"], { asOf: "2025-06-30" }).run({
 *   finding({ message }) {
 *     listed++;
 *     console.log(message);
 *   },
 *   refused: ({ line, message }) => console.log(line, message),
 *   listed: () => listed,
 * });
 * head.summary.findings.listed === listed; // true
 * ```
 */
export function createFileCheck(files: readonly InputFile[], options: CheckFilesOptions = {}): FileCheck {
  const {
    profile = builtinProfile(),
    only = {},
    units,
    places = false,
    signal,
    now = () => new Date(),
    rules = shippedRules,
    ...rest
  } = options;
  const ruleset = selectRules(rulesetOf(rules), only);
  const wanted = units === undefined ? undefined : selectUnits(units);
  const { checker } = checkerOf({ ...rest, rules: ruleset }, rulesetOf(rules));
  const wording = wordingOf(rest.locale);

  async function run(listener: CheckListener): Promise<ReportHead> {
    const started = now();
    const inputs = await prepareInputs(files, profile);
    const whole = checker.run({ profile: profile.name, startedAt: started.toISOString() });
    let bytesBefore = 0;
    const totalBytes = totalOf(inputs);
    for (const input of inputs) {
      if (signal?.aborted === true) break;
      const opened = openCounted(input);
      const source = await orAborted(openEvents(opened.bytes, { profile, name: input.name, places }), signal);
      if (source === undefined) break;
      listener.opened?.(source);
      if (wanted !== undefined && source.absent.includes("unit")) throw noUnitColumn(source.file);
      await checkSource(source, whole, listener, wanted, signal, () => ({
        bytes: bytesBefore + opened.read(),
        totalBytes,
      }));
      bytesBefore += opened.read();
    }
    for (const finding of whole.settle(signal?.aborted === true)) listener.finding(finding);
    return whole.finish({
      listed: listener.listed(),
      durationMs: Math.max(0, now().getTime() - started.getTime()),
      ...(signal?.aborted === true ? { stopped: "interrupted" } : {}),
    });
  }
  // In the language of the findings, since what is shown of the rules stands beside them.
  const titled = checker.ruleset.rules.map((rule) => ({
    ...rule,
    title: wording.rule?.(rule)?.title ?? rule.title,
  }));
  return { rules: titled, run };
}

/**
 * Checks files of events and gives the whole report.
 *
 * @param files Paths, `-` for standard input, or streams with a name. They make one report.
 * @throws {DataQualityError} where an option, a rule or a file is wrong.
 *
 * @example
 * ```ts
 * const report = await checkFiles(["export.csv"], { asOf: "2025-06-30" });
 * report.summary.findings.error;
 * ```
 */
export async function checkFiles(
  files: readonly InputFile[],
  options: CheckFilesOptions = {},
): Promise<Report> {
  const findings: Finding[] = [];
  const head = await createFileCheck(files, options).run({
    finding: (finding) => findings.push(finding),
    refused: () => undefined,
    listed: () => findings.length,
  });
  return { ...head, findings };
}

async function checkSource(
  source: EventSource,
  run: Run,
  listener: CheckListener,
  wanted: ReadonlySet<string> | undefined,
  signal: AbortSignal | undefined,
  bytes: () => Pick<Progress, "bytes" | "totalBytes">,
): Promise<void> {
  const { file } = source;
  const sourceRun: SourceRun = run.source(source);
  const batches = source.batches[Symbol.asyncIterator]();
  const cells = createCellPlaces();
  let rowsOfFile = 0;
  let refusedOfFile = 0;
  try {
    for (;;) {
      const next = await orAborted(batches.next(), signal);
      if (next === undefined || next.done === true) break;
      // No promise for each row: a million of them would cost more than the rules.
      for (const item of next.value) {
        if (item.kind === "refused") {
          const { line, row, code, message } = item;
          const refused = { line, row, code, message, severity: refusalSeverity(code) };
          refusedOfFile++;
          sourceRun.refuse(refused);
          listener.refused({ file, ...refused });
        } else if (wanted !== undefined && !isOf(item.event.unit, wanted)) sourceRun.leaveOut();
        else {
          const { findings } = sourceRun.add(item.event, item.line, item.row);
          for (let index = 0; index < findings.length; index++) {
            const finding = findings[index] as Finding;
            // One of an earlier row, or of an earlier file, was held back until now, and its cell is gone.
            const isOfRow = finding.source?.row === item.row && finding.source.file === file;
            if (item.placeOf === undefined || !isOfRow) listener.finding(finding);
            else listener.finding(finding, firstPlace(finding, item.placeOf));
          }
          if (item.placeOf !== undefined) cells.keep(item.event, item.row, item.placeOf);
        }
      }
      rowsOfFile += next.value.length;
      const waiting = listener.progress?.({ file, rowsOfFile, ...run.progress(), ...bytes() });
      if (waiting !== undefined) await waiting;
    }
  } finally {
    const closed = source.close();
    // An interrupted read of standard input ends when the next bytes come, which may be never.
    if (signal?.aborted === true) closed.catch(() => undefined);
    else await closed;
  }
  for (const finding of sourceRun.end(inputOf(source, { rows: rowsOfFile, refused: refusedOfFile })))
    listener.finding(finding, cells.of(finding));
}

function isOf(unit: unknown, wanted: ReadonlySet<string>): boolean {
  return typeof unit === "string" && wanted.has(unit);
}

function totalOf(inputs: readonly PreparedInput[]): number | undefined {
  let sum = 0;
  for (const { size } of inputs) {
    if (size === undefined) return undefined;
    sum += size;
  }
  return sum;
}

function noUnitColumn(file: string): DataQualityError {
  return new DataQualityError([
    {
      code: "unit-column-absent",
      message: "The file has no column for the unit, so the events of one unit cannot be told.",
      file,
      hint: "Leave out --unit, name the column in a profile, or set the unit there as a constant.",
    },
  ]);
}
