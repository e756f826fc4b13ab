import type { Command } from "commander";
import { addCheckOptions } from "./checkOptions.ts";
import { helpText } from "./helpText.ts";
import { listOption } from "./listOption.ts";
import type { ExplainArguments } from "./runExplain.ts";

const help = `
Without --rule it lists what all rules say of the event, and explains those that failed. With --rule it explains these,
also where they are switched off or retired. An explanation is the rule as a tree: the truth of each condition, what was
found in the file beside it, and a star where it decides. What may be personal is not shown.

Exit codes:
  0  done, whatever the rules say
  2  the input, the rules or the options are wrong, or no event has the identifier; standard error says what and where

Examples:
  $ ems-dq explain export.csv --event EMS-2024-0117
  $ ems-dq explain export.csv --event EMS-2024-0117 --rule coc-zero
  $ ems-dq explain export.csv --event EMS-2024-0117 --rule coc-zero,coc-rate-mismatch --as-of 2025-06-30
  $ ems-dq explain export.csv --event EMS-2024-0117 --format json`;

/** `ems-dq explain <file>` */
export function addExplain(program: Command): Command {
  const command = program
    .command("explain")
    .description("Explains what the rules say of an event, and why: each condition with what was found.")
    .argument("<file>", "file of events; - for standard input")
    .requiredOption("-e, --event <id>", "identifier of the event")
    .option("--rule <id>", "only these rules; several times, or once with commas", listOption)
    .option("-f, --format <format>", "form of the report: text, json", "text");
  return addCheckOptions(command, ["asOf", "profile", "rules", "config", "waivers", "locale"])
    .option("--no-color", "no colours")
    .addHelpText("after", helpText(help))
    .action(async (file: string, options: ExplainArguments) => {
      const { runExplain } = await import("./runExplain.ts");
      await runExplain(file, options);
    });
}
