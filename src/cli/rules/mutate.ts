import type { Command } from "commander";
import { helpText } from "../helpText.ts";
import { listOption } from "../listOption.ts";
import type { MutateArguments } from "./runMutate.ts";

const help = `
A mutant is a rule with one edit: another operator, a bound moved by one, a condition left out, all in place of any, …
It is killed where an example of the rule has another outcome than it expects. A mutant that survives shows what no
example holds; the event that would kill it is printed as an example to paste, for a person to judge and to name.
An equivalent mutant says the same as the rule of every event: the part that was edited may not be needed.

The score is killed of killed, survived and undecided. Conditions of the folder that rules share by name are mutated
once each, unless --rule narrows the run; any example of any rule that rests on one may kill.

Exit codes:
  0  the score is --min or above
  1  it is below
  2  the rules or the options are wrong, or an example has another outcome as it is; standard error says what and where

Examples:
  $ ems-dq rules mutate
  $ ems-dq rules mutate my-rules --rule coc-zero
  $ ems-dq rules mutate --format json --output mutants.json
  $ ems-dq rules mutate --min 95`;

/** `ems-dq rules mutate` */
export function addMutate(rules: Command): void {
  rules
    .command("mutate")
    .description("Edits each rule in small ways and tells which edits no example would notice.")
    .argument("[dir]", "folder of rules", "rules")
    .option("--rule <id>", "only these rules", listOption)
    .option("-f, --format <format>", "form of the report: table, json", "table")
    .option("--min <percent>", "exit with 1 below this score", "100")
    .option("-o, --output <file>", "write the report to a file, whole or not at all; - for standard output")
    .option("--no-color", "no colours")
    .addHelpText("after", helpText(help))
    .action(async (dir: string, options: MutateArguments) => {
      const { runMutate } = await import("./runMutate.ts");
      process.exitCode = await runMutate(dir, options);
    });
}
