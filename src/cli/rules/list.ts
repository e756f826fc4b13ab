import type { Command } from "commander";
import { listOption } from "../listOption.ts";
import type { ListArguments } from "./runList.ts";

/** `ems-dq rules list` */
export function addList(rules: Command): void {
  rules
    .command("list")
    .description("Lists the rules with their severity and state.")
    .option("-f, --format <format>", "form of the list: table, json", "table")
    .option("--rules <folder>", "rules of your own, in place of those of the package")
    .option("--tag <tag>", "only rules with one of these tags", listOption)
    .option("--no-color", "no colours")
    .addHelpText(
      "after",
      `
Examples:
  $ ems-dq rules list
  $ ems-dq rules list --tag coc --format json
  $ ems-dq rules list --rules my-rules`,
    )
    .action(async (options: ListArguments) => {
      const { runList } = await import("./runList.ts");
      runList(options);
    });
}
