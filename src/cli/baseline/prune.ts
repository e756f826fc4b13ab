import type { Command } from "commander";
import { addCheckOptions } from "../checkOptions.ts";
import { helpText } from "../helpText.ts";
import { defaultFile, inputOptionNames } from "./options.ts";
import type { PruneArguments } from "./runPrune.ts";

const help = `
Nothing new gets in. What was not asked for, or could not be decided, stays. So does what belongs to events that are in
none of the files, since they may be in another, and to rules that are retired or no longer there: --gone takes it out too.

Exit codes:
  0  the baseline has no fixed findings any more
  2  the input, the baseline, the rules or the options are wrong; the baseline is then as it was

Examples:
  $ ems-dq baseline prune export.csv
  $ ems-dq baseline prune export.csv --gone --baseline old-events.baseline.json`;

/** `ems-dq baseline prune <files…>` */
export function addPrune(baseline: Command): void {
  const command = baseline
    .command("prune")
    .description(
      "Checks files, and takes what is fixed out of the baseline, so that it cannot come back unseen.",
    )
    .argument("<files...>", "files of events; - for standard input")
    .option("-b, --baseline <file>", `the baseline (${defaultFile})`)
    .option(
      "--gone",
      "also what belongs to events that are in none of the files, and to rules that are no longer there",
    );
  addCheckOptions(command, inputOptionNames)
    .addHelpText("after", helpText(help))
    .action(async (files: string[], options: PruneArguments) => {
      const { runPrune } = await import("./runPrune.ts");
      process.exitCode = await runPrune(files, options);
    });
}
