import type { Command } from "commander";
import { schemaNames } from "../schemaNames.ts";

/** `ems-dq rules schema` */
export function addSchema(rules: Command): void {
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
      const { runSchema } = await import("./runSchema.ts");
      runSchema(of);
    });
}
