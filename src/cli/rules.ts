import type { Command } from "commander";
import { listOption } from "./listOption.ts";
import type { RulesListArguments } from "./rulesList.ts";
import { schemaNames } from "./schemaNames.ts";

/** `ems-dq rules list` and `ems-dq rules schema` */
export function addRules(program: Command): Command {
  const rules = program.command("rules").description("What the rules are, and how they are written.");
  rules
    .command("list")
    .description("Lists the rules with their severity and state.")
    .option("-f, --format <format>", "table or json", "table")
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
    .action(async (options: RulesListArguments) => {
      const { listRules } = await import("./rulesList.ts");
      listRules(options);
    });
  rules
    .command("schema")
    .description("Prints a JSON Schema, for an editor or for a check of one's own.")
    .argument("[of]", schemaNames.join(", "), "rule")
    .addHelpText(
      "after",
      `
Examples:
  $ ems-dq rules schema > rule.schema.json
  $ ems-dq rules schema profile`,
    )
    .action(async (of: string) => {
      const { printSchema } = await import("./rulesSchema.ts");
      printSchema(of);
    });
  return rules;
}
