import type { Command } from "commander";
import { addCheckOptions } from "../checkOptions.ts";
import { helpText } from "../helpText.ts";
import { defaultFile, inputOptionNames } from "./options.ts";
import type { WriteArguments } from "./runWrite.ts";

const help = `
Every finding of the files is known from then on: in a check with --baseline it is counted apart and does not make it
fail. The file has an entry a line, by rule, event and fields; no message, no value, nothing personal. Reordered rows,
other line numbers, split files and other wording do not make a known finding new. What a waiver covers is not put in;
neither are rows that could not be read, and faults of a whole column: they make a check fail until they are mended.
A baseline that is there is not read: it is written anew, with what is new in it. Where only what is fixed is to go, take
\`ems-dq baseline prune\`.

Exit codes:
  0  the baseline is written
  2  the input, the rules or the options are wrong; the file is then as it was

Examples:
  $ ems-dq baseline write export.csv
  $ ems-dq baseline write 2023.csv 2024.csv -o old-events.baseline.json --as-of 2025-06-30
  $ ems-dq check export.csv --baseline ems-dq.baseline.json`;

/** `ems-dq baseline write <files…>` */
export function addWrite(baseline: Command): void {
  const command = baseline
    .command("write")
    .description("Checks files, and writes what is found as known.")
    .argument("<files...>", "files of events; - for standard input")
    .option("-o, --output <file>", `the baseline (${defaultFile})`);
  addCheckOptions(command, inputOptionNames)
    .addHelpText("after", helpText(help))
    .action(async (files: string[], options: WriteArguments) => {
      const { runWrite } = await import("./runWrite.ts");
      process.exitCode = await runWrite(files, options);
    });
}
