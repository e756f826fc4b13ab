import type { Command } from "commander";
import { helpText } from "../helpText.ts";

const help = `
A shadow rule is evaluated and told apart in every report, and is in no count. Once it is active, its findings count and
decide the exit code. The file keeps its form: nothing but the word changes. The rule's examples are run first.

Exit codes:
  0  the rule is active now
  2  there is no such rule, it is no shadow rule, one of its examples is wrong, or the file cannot be written

Examples:
  $ ems-dq rules promote participants-implausibly-many
  $ ems-dq rules promote participants-implausibly-many my-rules`;

/** `ems-dq rules promote <id>` */
export function addPromote(rules: Command): void {
  rules
    .command("promote")
    .description("Makes a shadow rule active, in its file.")
    .argument("<id>", "id of the rule")
    .argument("[dir]", "folder of rules", "rules")
    .addHelpText("after", helpText(help))
    .action(async (id: string, folder: string) => {
      const { runPromote } = await import("./runPromote.ts");
      await runPromote(id, folder);
    });
}
