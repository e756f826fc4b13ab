import type { Command } from "commander";
import { addCheckOptions } from "../checkOptions.ts";
import { helpText } from "../helpText.ts";
import { defaultFile, inputOptionNames } from "./options.ts";
import type { CompareArguments } from "./runCompare.ts";

const help = `
Fixed is what the baseline knows and is no longer found, although its rule was decided for its event. What was not asked
for (--rule, --tag, --unit), or could not be decided (its column is missing now), is neither found nor fixed. What belongs
to events that are in none of the files is told apart: they may be in another.

Exit codes:
  0  nothing new at or above --fail-on
  1  new findings, refused rows or faults of a whole column at or above --fail-on
  2  the input, the baseline, the rules or the options are wrong; standard error says what and where

Examples:
  $ ems-dq baseline compare export.csv
  $ ems-dq baseline compare export.csv --baseline old-events.baseline.json --fail-on warning
  $ ems-dq baseline compare export.csv --format json --output comparison.json`;

/** `ems-dq baseline compare <files…>` */
export function addCompare(baseline: Command): void {
  const command = baseline
    .command("compare")
    .description("Checks files, and tells what is new and what is fixed.")
    .argument("<files...>", "files of events; - for standard input")
    .option("-b, --baseline <file>", `the baseline (${defaultFile})`)
    .option("-f, --format <format>", "form of the comparison: table, json", "table")
    .option("-o, --output <file>", "write it to a file, whole or not at all; - for standard output");
  addCheckOptions(command, inputOptionNames)
    .option("--fail-on <severity>", "exit with 1 from this severity on: error, warning, info, never", "error")
    .option("--no-color", "no colours")
    .addHelpText("after", helpText(help))
    .action(async (files: string[], options: CompareArguments) => {
      const { runCompare } = await import("./runCompare.ts");
      process.exitCode = await runCompare(files, options);
    });
}
