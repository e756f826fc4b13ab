import type { Command } from "commander";
import { helpText } from "../helpText.ts";
import type { SuggestArguments } from "./runSuggest.ts";

const help = `
A rule is suggested where no event of the data contradicts it, enough events speak for it, and chance can hardly
explain it. What almost always holds is told beside, with the events that contradict it. Nothing is suggested that
a rule says already. Suggestions are no decisions: they are written as shadow rules, which report nothing.

Exit codes:
  0  done, whether or not there is anything to suggest
  2  the input, the rules or the options are wrong; standard error says what and where

Examples:
  $ ems-dq rules suggest --data export.csv
  $ ems-dq rules suggest --data 2023.csv 2024.csv --write suggested
  $ ems-dq rules suggest --data export.csv --rules my-rules --format json --output suggestions.json
  $ ems-dq rules suggest --data workshops.csv --profile carpentries-workshops`;

/** `ems-dq rules suggest` */
export function addSuggest(rules: Command): void {
  rules
    .command("suggest")
    .description("Suggests rules and limits that the data support and no rule has yet.")
    .requiredOption("--data <export...>", "files of events to learn from; - for standard input")
    .option("-f, --format <format>", "form of the report: table, json", "table")
    .option("-o, --output <file>", "write the report to a file, whole or not at all; - for standard output")
    .option("--write <folder>", "write each suggested rule to <folder>/<group>/<id>.json; never over a file")
    .option(
      "--rules <folder>",
      "rules of your own that must not be suggested again, besides those of the package",
    )
    .option("-p, --profile <name|file>", "what the columns stand for", "ems")
    .option("--as-of <date>", "the day that counts as today, such as 2025-06-30 (default: today in UTC)")
    .option("--min-support <number>", "events that a rule must be about", "30")
    .option("--no-color", "no colours")
    .addHelpText("after", helpText(help))
    .action(async (options: SuggestArguments) => {
      const { runSuggest } = await import("./runSuggest.ts");
      process.exitCode = await runSuggest(options);
    });
}
