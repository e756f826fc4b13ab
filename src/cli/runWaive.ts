import { existsSync } from "node:fs";
import { systemClock } from "../checker/clock.ts";
import { DataQualityError, type Problem, refuseProblems } from "../errors.ts";
import { preferred, waiverForce } from "../findings/waivers/cover.ts";
import { type Overlap, overlapsOf } from "../findings/waivers/overlap.ts";
import { parseWaivers } from "../findings/waivers/parse.ts";
import type { Waiver } from "../findings/waivers/schema.ts";
import { addWaiverText, newWaiversText } from "../node/addWaiverText.ts";
import { counted, grouped } from "../report/table/counted.ts";
import { shippedRules } from "../shipped/rules.generated.ts";
import { type AcceptedFile, acceptedFile, newFileNote } from "./acceptedFile.ts";
import { alignedLines } from "./alignedLines.ts";
import { dateOption } from "./dateOption.ts";
import { tell } from "./failure.ts";
import { fileOutput } from "./fileOutput.ts";
import { overlookedConfig } from "./overlookedConfig.ts";
import { createReading, type Reading } from "./reading.ts";
import { waiverId } from "./waiverId.ts";
import { listed, waiverScopeText } from "./waiverScopeText.ts";
import { wrongOption } from "./wrongOption.ts";

/** The options of `ems-dq waive`, as they are typed. */
export interface WaiveArguments {
  readonly rule?: readonly string[];
  readonly event?: readonly string[];
  readonly unit?: readonly string[];
  readonly pattern?: string;
  readonly reason?: string;
  readonly responsible?: string;
  readonly until?: string;
  readonly from?: string;
  readonly most?: string;
  readonly id?: string;
  readonly file?: string;
  readonly rules?: string;
  readonly list?: boolean;
  readonly asOf?: string;
}

/**
 * Runs `ems-dq waive`.
 *
 * @throws {DataQualityError} with every mistake of the options and of the file, which is then as it was.
 */
export async function runWaive(args: WaiveArguments): Promise<void> {
  const problems: Problem[] = [];
  /** What is wrong with one thing is told with what is wrong with the others. */
  function attempt<T>(make: () => T): T | undefined {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof DataQualityError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  }
  const reading = createReading();
  const target = attempt(() => fileOf(args, reading));
  const file = target?.file;
  const today = attempt(() => (args.asOf === undefined ? systemClock() : dateOption("--as-of", args.asOf)));
  if (args.list === true) {
    problems.push(...besidesList(args));
    refuseProblems(problems);
    if (file !== undefined && today !== undefined) list(file, args, today, reading);
    return;
  }
  const rules = attempt(() => rulesOf(args, reading));
  const most = attempt(() => (args.most === undefined ? undefined : mostOption(args.most)));
  const wanted = attempt(() => wantedWaiver(args, { today, rules, most }));
  const before = attempt(() => (file !== undefined && existsSync(file) ? reading.waivers(file) : undefined));
  const present = before?.content ?? [];
  const waiver = wanted && { ...wanted, id: args.id ?? freeId(wanted, present) };
  const overlaps = waiver === undefined ? [] : overlapsOf(waiver, present);
  if (waiver !== undefined && file !== undefined)
    problems.push(
      ...(present.some(({ id }) => id === waiver.id) ? [takenId(waiver, present, file)] : []),
      ...overlaps.filter(({ isRefused }) => isRefused).map(({ other }) => coveredAlready(other, file)),
    );
  refuseProblems(problems);
  if (waiver === undefined || target === undefined || file === undefined || today === undefined)
    throw new RangeError("what cannot be made has problems");
  const output = await fileOutput(file, []);
  output.write(before === undefined ? newWaiversText(waiver) : addWaiverText(before.text, waiver));
  await output.finish();
  process.stdout.write(`${file}: the waiver ${waiver.id} is added.\n${told(waiver, today)}\n`);
  for (const line of overlapNotes(waiver, overlaps)) tell(line);
  for (const line of [before === undefined ? newFileNote("waivers", target) : undefined, overlooked(args)])
    if (line !== undefined) tell(line);
}

function fileOf({ file }: WaiveArguments, reading: Reading): AcceptedFile {
  if (file === "") throw wrongOption("--file", "", "a file");
  return file === undefined
    ? acceptedFile("waivers", reading, { mustBe: false })
    : { file, isConfigured: false };
}

function overlooked({ file }: WaiveArguments): string | undefined {
  return overlookedConfig(file, () => "To take the waivers that it names: --file.");
}

/** The ids of all rules that can find anything. */
function rulesOf({ rules: folder, rule: named = [] }: WaiveArguments, reading: Reading): readonly string[] {
  if (folder === "") throw wrongOption("--rules", "", "a folder");
  const { rules } = folder === undefined ? shippedRules : reading.rules(folder);
  const retired = rules.filter(({ id, state }) => state === "retired" && named.includes(id));
  refuseProblems(
    retired.map(({ id }) => ({
      code: "rule-retired",
      message: `--rule: the rule ${id} is retired and finds nothing, so there is nothing to waive.`,
    })),
  );
  return rules.map(({ id }) => id);
}

function besidesList(args: WaiveArguments): readonly Problem[] {
  const others = Object.entries(optionOf).flatMap(([key, option]) =>
    args[key as keyof WaiveArguments] === undefined ? [] : [option],
  );
  if (others.length === 0) return [];
  const message = `--list changes nothing and does not go with ${listed(others, "option")}.`;
  return [{ code: "invalid-option", message }];
}

function list(file: string, args: WaiveArguments, today: string, reading: Reading): void {
  // A folder where nothing was ever accepted has no such file; one that is named is meant to be there.
  if (args.file === undefined && !existsSync(file)) {
    tell(`There are no waivers: there is no file ${file}.`);
    const note = overlooked(args);
    if (note !== undefined) tell(note);
    return;
  }
  const { content } = reading.waivers(file);
  if (content.length === 0) tell(`${file} has no waivers.`);
  process.stdout.write(
    alignedLines(
      content.map((waiver) => [
        waiver.id,
        stateText(waiver, today),
        listed(waiver.rules, "rule"),
        `${waiverScopeText(waiver)}${listedBound(waiver)}`,
        waiver.responsible,
      ]),
    ),
  );
}

function listedBound({ most }: Waiver): string {
  if (most === undefined) return "";
  return `, at most ${"findings" in most ? counted(most.findings, "finding") : `${percentOf(most.share)} % of them`}`;
}

function percentOf(share: number): number {
  return Number((100 * share).toFixed(6));
}

function stateText(waiver: Waiver, asOf: string): string {
  switch (waiverForce(waiver, asOf)) {
    case "inForce":
      return `until ${waiver.until}`;
    case "expired":
      return `ended on ${waiver.until}`;
    case "notYet":
      return `begins on ${waiver.from}`;
  }
}

/** The keys of a waiver, and of the options that say them. */
const optionOf = {
  rule: "--rule",
  event: "--event",
  unit: "--unit",
  pattern: "--pattern",
  reason: "--reason",
  responsible: "--responsible",
  until: "--until",
  from: "--from",
  most: "--most",
  id: "--id",
} as const;

const optionOfKey: Readonly<Record<string, string>> = {
  ...optionOf,
  rules: "--rule",
  events: "--event",
  units: "--unit",
};

/** What each option that a waiver needs says. */
const needed: Readonly<Record<string, string>> = {
  rules: "the id of a rule, such as coc-zero",
  reason: "why the findings are accepted, in at least three words",
  responsible: "a role, such as head of unit",
  until: "its last day, such as 2026-03-31",
};

/** What is known besides the options; `undefined` where something is wrong with it, which is told apart. */
interface Known {
  readonly today: string | undefined;
  readonly rules: readonly string[] | undefined;
  readonly most: Waiver["most"];
}

/** What the options say, checked as the file is; its id may be still to be made. */
function wantedWaiver(args: WaiveArguments, { today, rules, most }: Known): Waiver | undefined {
  const { rule, event, unit, pattern, reason, responsible, until, from = today, id = "id" } = args;
  const json = Object.fromEntries(
    Object.entries({
      id,
      rules: rule,
      events: event,
      units: unit,
      pattern,
      reason,
      responsible,
      from,
      until,
      most,
    }).filter(([, value]) => value !== undefined),
  );
  try {
    return parseWaivers([json], rules === undefined ? {} : { rules })[0];
  } catch (error) {
    if (!(error instanceof DataQualityError)) throw error;
    refuseProblems(error.problems.flatMap((problem) => ofOption(problem, args)));
    return undefined;
  }
}

function ofOption({ path = "", ...problem }: Problem, args: WaiveArguments): readonly Problem[] {
  if (problem.code === "waiver-scope") {
    const isMissing = [args.event, args.unit, args.pattern].every((option) => option === undefined);
    return [
      isMissing
        ? missingOption("--event, --unit or --pattern", "what it covers")
        : {
            code: "invalid-option",
            message: "A waiver covers one thing.",
            expected: "one of --event, --unit, --pattern",
          },
    ];
  }
  const key = /^\$\[0\]\.(\w+)/.exec(path)?.[1] ?? "";
  // Its default is today, and what is wrong with that is told already.
  if (key === "from" && args.from === undefined) return [];
  const option = Object.hasOwn(optionOfKey, key) ? optionOfKey[key] : undefined;
  if (option === undefined) return [problem];
  if (problem.code === "missing-key") return [missingOption(option, needed[key] ?? "a value")];
  return [
    {
      ...problem,
      ...(problem.code === "invalid-value" ? { code: "invalid-option" } : {}),
      message: `${option}: ${problem.message}`,
    },
  ];
}

function missingOption(option: string, expected: string): Problem {
  return { code: "missing-option", message: `A waiver needs ${option}.`, expected };
}

function mostOption(text: string): NonNullable<Waiver["most"]> {
  const [, digits = "", , percent] = /^(\d{1,9}(\.\d{1,6})?)\s?(%)?$/.exec(text) ?? [];
  const number = Number(digits);
  const isRight = percent === undefined ? Number.isSafeInteger(number) : number <= 100;
  if (digits === "" || number === 0 || !isRight)
    throw wrongOption("--most", text, "a number of findings such as 5, or a share of events such as 10%");
  return percent === undefined ? { findings: number } : { share: number / 100 };
}

function freeId(waiver: Waiver, present: readonly Waiver[]): string {
  const taken = new Set(present.map(({ id }) => id));
  return waiverId(waiver, (candidate) => taken.has(candidate));
}

function takenId(waiver: Waiver, present: readonly Waiver[], file: string): Problem {
  return {
    code: "duplicate-id",
    message: `There is a waiver with the id ${JSON.stringify(waiver.id)} already.`,
    file,
    hint: `Take another, or leave out --id: it is ${freeId(waiver, present)} then.`,
  };
}

function coveredAlready(other: Waiver, file: string): Problem {
  return {
    code: "waiver-overlap",
    message: `The waiver ${other.id} covers this already, from ${other.from} until ${other.until}.`,
    file,
    hint: "To renew it, change its last day in the file, with the reason; or begin after it ends, with --from.",
  };
}

const notesMost = 3;

/** What other waivers cover too: no mistake, but who answers for a finding should be plain. */
function overlapNotes(waiver: Waiver, overlaps: readonly Overlap[]): readonly string[] {
  const notes = overlaps.slice(0, notesMost).map(({ other }) => {
    const [first] = [waiver, other].sort(preferred);
    const [, from] = [waiver.from, other.from].sort();
    const [until] = [waiver.until, other.until].sort();
    const both = waiver.rules.filter((rule) => other.rules.includes(rule));
    return `Note: the waiver ${other.id} is about ${waiverScopeText(other)}, and covers some of what ${listed(both, "rule")} ${both.length === 1 ? "finds" : "find"} here too, from ${from} until ${until}. What both cover counts for ${first?.id}.`;
  });
  const more = overlaps.length - notes.length;
  return more === 0
    ? notes
    : [...notes, `… and ${counted(more, "more waiver covers", "more waivers cover")} some of it.`];
}

function told(waiver: Waiver, today: string): string {
  const { rules, from, until, most } = waiver;
  const bound =
    most === undefined
      ? ""
      : "findings" in most
        ? `, as long as a check finds no more than ${grouped(most.findings)}`
        : `, as long as no more than ${percentOf(most.share)} % of the events that a check decides are wrong`;
  const past = until < today ? " That day is past, so it covers nothing today." : "";
  const scope = waiverScopeText(waiver);
  return `It covers what ${listed(rules, "rule")} ${rules.length === 1 ? "finds" : "find"} in ${scope}, from ${from} until ${until}${bound}.${past}`;
}
