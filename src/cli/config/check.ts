import type { Command } from "commander";
import { helpText } from "../helpText.ts";
import { listOption } from "../listOption.ts";
import type { ConfigCheckArguments } from "./runConfigCheck.ts";

const help = `
Without --unit and --event-type it shows what is changed for any events; with them, what counts for these alone. With
--rule it shows everything that can be set of a rule, also what is as it stands in the rule, and --all shows it of every rule;
an effect that neither says follows from severity and dimension. Where a thing is set for some of the events that are
asked for, each value is shown, that of the rule first.

Exit codes:
  0  the configuration is right
  2  it is not, or the options are wrong; standard error says what and where

Examples:
  $ ems-dq config check
  $ ems-dq config check unit.config.json --unit MDP --event-type workshop
  $ ems-dq config check --rule coc-missing --unit MDP
  $ ems-dq config check --format json`;

/** `ems-dq config check [file]` */
export function addConfigCheck(config: Command): void {
  config
    .command("check")
    .description(
      "Says what is wrong with a configuration, or how it sets the rules, and where that comes from.",
    )
    .argument("[file]", "the configuration (default: ems-dq.config.json here)")
    .option("--rules <folder>", "rules of your own, in place of those of the package")
    .option("--rule <id>", "all settings of these rules", listOption)
    .option("--all", "all settings of all rules")
    .option("--unit <code>", "only what counts for events of this unit")
    .option("--event-type <code>", "only what counts for events of this kind")
    .option("-f, --format <format>", "form of the answer: table, json", "table")
    .option("--no-color", "no colours")
    .addHelpText("after", helpText(help))
    .action(async (file: string | undefined, options: ConfigCheckArguments) => {
      const { runConfigCheck } = await import("./runConfigCheck.ts");
      runConfigCheck(file, options);
    });
}
