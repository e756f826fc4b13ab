import { existsSync } from "node:fs";
import { systemClock } from "../checker/clock.ts";
import { DataQualityError, type Problem, refuseProblems } from "../errors.ts";
import { waiverForce } from "../findings/waivers/cover.ts";
import { parseWaivers } from "../findings/waivers/parse.ts";
import type { Waiver } from "../findings/waivers/schema.ts";
import { addWaiverText, newWaiversText } from "../node/addWaiverText.ts";
import { grouped } from "../report/table/counted.ts";
import { shippedRules } from "../shipped/rules.generated.ts";
import { acceptedFile } from "./acceptedFile.ts";
import { alignedLines } from "./alignedLines.ts";
import { dateOption } from "./dateOption.ts";
import { fileOutput } from "./fileOutput.ts";
import { createReading } from "./reading.ts";
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
 * @throws {DataQualityError} with every mistake of the options; the file is then as it was.
 */
export async function runWaive(args: WaiveArguments): Promise<void> {
  if (args.file === "") throw wrongOption("--file", "", "a file");
  if (args.rules === "") throw wrongOption("--rules", "", "a folder");
  const file = args.file ?? acceptedFile("waivers", createReading(), { mustBe: false });
  const today = args.asOf === undefined ? systemClock() : dateOption("--as-of", args.asOf);
  if (args.list === true) return list(file, args, today);
  refuseProblems(missing(args));
  const wanted = wantedWaiver(args, today);
  const { content: present, text } = existsSync(file)
    ? createReading().waivers(file)
    : { content: [], text: undefined };
  const waiver = named(wanted, args.id, present, file);
  refuseProblems(overlapping(waiver, present, file));
  const output = await fileOutput(file, []);
  output.write(text === undefined ? newWaiversText(waiver) : addWaiverText(text, waiver));
  await output.finish();
  process.stdout.write(`${file}: the waiver ${waiver.id} is added.\n${told(waiver, today)}\n`);
}

function list(file: string, args: WaiveArguments, today: string): void {
  const other = Object.entries(optionOf).find(([key]) => args[key as keyof WaiveArguments] !== undefined);
  if (other !== undefined) throw alone("--list", `changes nothing and does not go with ${other[1]}`);
  const { content } = createReading().waivers(file);
  if (content.length === 0) process.stderr.write(`${file} has no waivers.\n`);
  process.stdout.write(
    alignedLines(
      content.map((waiver) => [
        waiver.id,
        stateText(waiver, today),
        listed(waiver.rules, "rule"),
        waiverScopeText(waiver),
        waiver.responsible,
      ]),
    ),
  );
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

function missing(args: WaiveArguments): readonly Problem[] {
  const { rule, event, unit, pattern, reason, responsible, until } = args;
  const absent: readonly (readonly [string, string])[] = [
    ...(rule === undefined ? [["--rule", "the id of a rule, such as coc-zero"] as const] : []),
    ...(event === undefined && unit === undefined && pattern === undefined
      ? [["--event, --unit or --pattern", "what it covers"] as const]
      : []),
    ...(reason === undefined ? [["--reason", "why the findings are accepted"] as const] : []),
    ...(responsible === undefined ? [["--responsible", "a role, such as head of unit"] as const] : []),
    ...(until === undefined ? [["--until", "its last day, such as 2026-03-31"] as const] : []),
  ];
  return absent.map(([option, expected]) => ({
    code: "missing-option",
    message: `A waiver needs ${option}.`,
    expected,
  }));
}

/** What the options say, checked as the file is; its id may be still to be made. */
function wantedWaiver(args: WaiveArguments, today: string): Waiver {
  const { rule, event, unit, pattern, reason, responsible, until, from = today, id = "id" } = args;
  const most = args.most === undefined ? undefined : mostOption(args.most);
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
  const { rules } = args.rules === undefined ? shippedRules : createReading().rules(args.rules);
  try {
    const [waiver] = parseWaivers([json], { rules: rules.map((each) => each.id) });
    if (waiver !== undefined) return waiver;
  } catch (error) {
    if (!(error instanceof DataQualityError)) throw error;
    refuseProblems(error.problems.map(ofOption));
  }
  throw new RangeError("one waiver is read, or its mistakes are told");
}

function ofOption({ path = "", ...problem }: Problem): Problem {
  if (problem.code === "waiver-scope")
    return {
      code: "invalid-option",
      message: "A waiver covers one thing.",
      expected: "one of --event, --unit, --pattern",
    };
  const key = /^\$\[0\]\.(\w+)/.exec(path)?.[1] ?? "";
  const option = Object.hasOwn(optionOfKey, key) ? optionOfKey[key] : undefined;
  if (option === undefined) return problem;
  return problem.code === "invalid-value"
    ? { ...problem, code: "invalid-option", message: `${option}: ${problem.message}` }
    : { ...problem, message: `${option}: ${problem.message}` };
}

function mostOption(text: string): NonNullable<Waiver["most"]> {
  const [, digits = "", , percent] = /^(\d{1,9}(\.\d{1,6})?)\s?(%)?$/.exec(text) ?? [];
  const number = Number(digits);
  const isRight = percent === undefined ? Number.isSafeInteger(number) : number <= 100;
  if (digits === "" || number === 0 || !isRight)
    throw wrongOption("--most", text, "a number of findings such as 5, or a share of events such as 10%");
  return percent === undefined ? { findings: number } : { share: number / 100 };
}

function named(waiver: Waiver, id: string | undefined, present: readonly Waiver[], file: string): Waiver {
  const taken = new Set(present.map((each) => each.id));
  const made = waiverId(waiver, (candidate) => taken.has(candidate));
  if (id === undefined) return { ...waiver, id: made };
  if (!taken.has(id)) return waiver;
  throw new DataQualityError([
    {
      code: "duplicate-id",
      message: `There is a waiver with the id ${JSON.stringify(id)} already.`,
      file,
      hint: `Take another, or leave out --id: it is ${made} then.`,
    },
  ]);
}

/** Two waivers for one thing on one day: of which of them a report would speak is no longer plain. */
function overlapping(waiver: Waiver, present: readonly Waiver[], file: string): readonly Problem[] {
  const other = present.find(
    (each) =>
      each.from <= waiver.until &&
      waiver.from <= each.until &&
      each.rules.some((rule) => waiver.rules.includes(rule)) &&
      isSameScope(each, waiver),
  );
  if (other === undefined) return [];
  return [
    {
      code: "waiver-overlap",
      message: `The waiver ${other.id} covers this already, from ${other.from} until ${other.until}.`,
      file,
      hint: "To renew it, change its last day in the file, with the reason; or begin after it ends, with --from.",
    },
  ];
}

function isSameScope(one: Waiver, other: Waiver): boolean {
  if ("pattern" in one || "pattern" in other)
    return "pattern" in one && "pattern" in other && one.pattern === other.pattern;
  const namesOf = (each: typeof one): readonly string[] => ("events" in each ? each.events : each.units);
  return "events" in one === "events" in other && namesOf(one).some((name) => namesOf(other).includes(name));
}

function told(waiver: Waiver, today: string): string {
  const { rules, from, until, most } = waiver;
  const bound =
    most === undefined
      ? ""
      : "findings" in most
        ? `, as long as a check finds no more than ${grouped(most.findings)}`
        : `, as long as no more than ${Number((100 * most.share).toFixed(6))} % of the events that a check decides are wrong`;
  const past = until < today ? " That day is past, so it covers nothing today." : "";
  const scope = waiverScopeText(waiver);
  return `It covers what ${listed(rules, "rule")} ${rules.length === 1 ? "finds" : "find"} in ${scope}, from ${from} until ${until}${bound}.${past}`;
}

function alone(option: string, why: string): DataQualityError {
  return new DataQualityError([{ code: "invalid-option", message: `${option} ${why}.` }]);
}
