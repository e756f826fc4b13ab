import type { Command } from "commander";
import { helpText } from "../helpText.ts";
import type { LintArguments } from "./runLint.ts";

const help = `
What it tells:
  mistakes that keep a rule from being loaded: of JSON, keys, values, names of facts, operators, parameters,
  placeholders; what loads and is not right: fields and parameters that nothing uses, codes that no list has,
  examples that are missing or cannot be, texts still to be written; what the rules mean: one that never fires,
  or always, two that contradict each other, one that another makes redundant, each with an event that shows it;
  and ids that were removed or given again, by the ledger (ledger.csv in the folder).
  Where a question cannot be decided it says so (could-not-decide), and claims nothing.
  --format json lists every check with its severity.

Exit codes:
  0  nothing at or above --fail-on
  1  diagnostics at or above --fail-on
  2  the folder of rules or the options are wrong; standard error says what and where

Examples:
  $ ems-dq rules lint
  $ ems-dq rules lint my-rules --fail-on warning
  $ ems-dq rules lint --fix
  $ ems-dq rules lint --format json --output lint.json
  $ ems-dq rules lint --format github`;

/** `ems-dq rules lint` */
export function addLint(rules: Command): void {
  rules
    .command("lint")
    .description("Tells what is wrong with the rules of a folder, and mends what can safely be mended.")
    .argument("[dir]", "folder of rules", "rules")
    .option(
      "-f, --format <format>",
      "form of the report: table, json, github (annotations on a pull request)",
      "table",
    )
    .option("-o, --output <file>", "write the report to a file, whole or not at all; - for standard output")
    .option("--fix", "mend what leaves the meaning of every rule as it is, then tell what is left")
    .option("--fail-on <severity>", "exit with 1 from this severity on: error, warning, info, never", "error")
    .option("--no-color", "no colours")
    .addHelpText("after", helpText(help))
    .action(async (folder: string, options: LintArguments) => {
      const { runLint } = await import("./runLint.ts");
      process.exitCode = await runLint(folder, options);
    });
}
