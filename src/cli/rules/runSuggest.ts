import { resolve } from "node:path";
import { systemClock } from "../../checker/clock.ts";
import { eventVocabulary } from "../../events/eventVocabulary.ts";
import { readEventTable } from "../../node/readEventTable.ts";
import { createSolver } from "../../review/solve/createSolver.ts";
import { suggestRules } from "../../review/suggest/suggest.ts";
import { tellSuggestions } from "../../review/suggest/tell.ts";
import type { Rule } from "../../rules/schema.ts";
import { shippedRules } from "../../shipped/rules.generated.ts";
import { chosen } from "../chosen.ts";
import { dateOption } from "../dateOption.ts";
import { jsonReport } from "../jsonReport.ts";
import { createReading } from "../reading.ts";
import { reportOutput } from "../reportOutput.ts";
import { wrongOption } from "../wrongOption.ts";
import { prepareRuleFiles, refuseFile } from "./writeRuleFiles.ts";

/** The options of `ems-dq rules suggest`, as they are typed. */
export interface SuggestArguments {
  readonly data: readonly string[];
  readonly format: string;
  readonly output?: string;
  readonly write?: string;
  readonly rules?: string;
  readonly profile: string;
  readonly asOf?: string;
  readonly minSupport: string;
  readonly color: boolean;
}

/** Runs `ems-dq rules suggest`; gives the exit code. */
export async function runSuggest(args: SuggestArguments): Promise<0> {
  const format = chosen("--format", args.format, ["table", "json"] as const);
  const minSupport = supportOf(args.minSupport);
  refuseWrong(args);
  const asOf = args.asOf === undefined ? systemClock() : dateOption("--as-of", args.asOf);
  const report = reportOutput(args);
  const reading = createReading();
  reading.add(...args.data);
  const own = args.rules === undefined ? undefined : reading.rules(args.rules);
  const profile = await reading.profile(args.profile);
  try {
    const table = await readEventTable(args.data, profile);
    const vocabulary = eventVocabulary({});
    const conditions = { ...shippedRules.conditions, ...own?.conditions };
    const context = { vocabulary, conditions };
    const suggestions = suggestRules(table, {
      ...context,
      rules: together(shippedRules.rules, own?.rules ?? []),
      solver: createSolver({ ...context, asOf }),
      asOf,
      minSupport,
    });
    const writing =
      args.write === undefined
        ? undefined
        : prepareRuleFiles(
            args.write,
            suggestions.rules.map(({ rule }) => rule),
          );
    if (writing?.files.some((file) => resolve(file) === resolve(args.output ?? "-")))
      throw wrongOption("--output", args.output ?? "", "another file than those that --write makes");
    const output = await report.open(reading);
    try {
      writing?.write();
      if (format === "json") output.write(jsonReport(suggestions));
      else
        tellSuggestions(suggestions, {
          write: output.write,
          width: report.width,
          style: report.style,
          ...(args.write === undefined ? {} : { written: args.write }),
        });
      await output.finish();
    } catch (error) {
      await output.abandon();
      throw error;
    }
    return 0;
  } finally {
    // Standard input that was not read to its end would keep the process alive.
    if (args.data.includes("-")) process.stdin.destroy();
  }
}

/** Rules of one's own may be copies of those of the package, under the same id. */
function together(shipped: readonly Rule[], own: readonly Rule[]): readonly Rule[] {
  const ids = new Set(own.map(({ id }) => id));
  return [...shipped.filter(({ id }) => !ids.has(id)), ...own];
}

function supportOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text) || Number(text) < 10)
    throw wrongOption("--min-support", text, "a whole number, 10 or more");
  return Number(text);
}

function refuseWrong({ data, write, rules, profile }: SuggestArguments): void {
  if (data.includes("")) throw wrongOption("--data", "", "a file or several, or - for standard input");
  if (write === "") throw wrongOption("--write", "", "a folder");
  if (write !== undefined) refuseFile(write);
  if (rules === "") throw wrongOption("--rules", "", "a folder");
  if (profile === "") throw wrongOption("--profile", "", "a name or a file");
}
