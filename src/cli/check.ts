import type { Command } from "commander";
import { formats } from "../report/formats.ts";
import { grouped } from "../report/table/counted.ts";
import { addCheckOptions, checkOptionNames } from "./checkOptions.ts";
import { helpText } from "./helpText.ts";
import type { CheckArguments } from "./runCheck.ts";

const help = `
An option for a list may be given several times, or once with commas: --tag coc,masters.

Formats:
${Object.entries(formats)
  .map(([name, { doc }]) => `  ${name.padEnd(10)}${doc}`)
  .join("\n")}

The findings of table, sarif, junit, github and markdown are held in memory until the end, the gravest first, so that
--max-findings bounds them; of the others each is written as it is found. GitHub takes a SARIF file of up to 25,000
results and 10 MB (with gzip) and shows 5,000 of them, and a summary of up to 1 MiB; it annotates the first 10 errors, 10
warnings and 10 notices of a step. A JUnit report has a failure exactly where the exit code is 1: what is below
--fail-on is skipped. Shadow rules are checked and told apart; they are in no count and never change the exit code.

Exit codes:
  0  nothing at or above --fail-on
  1  findings, refused rows or faults of a whole column at or above --fail-on
  2  the input, the rules or the options are wrong; standard error says what and where
  130  interrupted (Ctrl-C); the report holds what was read until then

Examples:
  $ ems-dq check export.csv
  $ ems-dq check 2023.csv 2024.csv.gz --unit CWM --group-by event
  $ ems-dq check export.csv --format csv --output findings.csv
  $ ems-dq check export.csv --as-of 2025-06-30 --tag coc --fail-on warning
  $ ems-dq check export.csv --format sarif --output check.sarif
  $ ems-dq check export.csv --format markdown >> "$GITHUB_STEP_SUMMARY"
  $ zcat export.csv.gz | ems-dq check - --format ndjson | head
  $ ems-dq check workshops.csv --profile carpentries-workshops`;

/** `table 200, json 10,000, ndjson and csv all` */
function listedByDefault(): string {
  const byNumber = new Map<number, string[]>();
  for (const [name, { maxFindings }] of Object.entries(formats))
    byNumber.set(maxFindings, [...(byNumber.get(maxFindings) ?? []), name]);
  return [...byNumber]
    .map(([most, names]) => `${names.join(" and ")} ${Number.isFinite(most) ? grouped(most) : "all"}`)
    .join(", ");
}

/** `ems-dq check <files…>` */
export function addCheck(program: Command): Command {
  const command = program
    .command("check")
    .description("Checks the events of exports (CSV, JSON, NDJSON, also with gzip) and says what to mend.")
    .argument("<files...>", "files of events; - for standard input")
    .option("-f, --format <format>", `form of the report: ${Object.keys(formats).join(", ")}`, "table")
    .option("-o, --output <file>", "write the report to a file, whole or not at all; - for standard output");
  return addCheckOptions(command, checkOptionNames)
    .option("--fail-on <severity>", "exit with 1 from this severity on: error, warning, info, never", "error")
    .option(
      "--max-findings <number>",
      `findings in the list; the counts stay complete (default: ${listedByDefault()})`,
    )
    .option("--group-by <what>", "order of the table: rule, event (default: rule)")
    .option("-q, --quiet", "nothing on standard error but mistakes")
    .option("--no-color", "no colours")
    .addHelpText("after", helpText(help))
    .action(async (files: string[], options: CheckArguments) => {
      const { runCheck } = await import("./runCheck.ts");
      process.exitCode = await runCheck(files, options);
    });
}
