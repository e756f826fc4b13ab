import type { Command } from "commander";
import { helpText } from "../helpText.ts";
import { listOption } from "../listOption.ts";
import type { TestArguments } from "./runTest.ts";

const help = `
For an example that does not have the outcome it expects, the tree of the rule's conditions is shown: which are true,
false and unknown in it, what was found in the record, and which conditions decide (*).

Coverage: of each comparison, whether the examples show it true, false and unknown, and whether it decides the outcome
alone once when true and once when false (masking MC/DC). It decides alone where the rule would say something else if
this comparison came out the other way and all others stayed. Of a due date: whether it is seen ahead, past and unknown.

Exit codes:
  0    every example has the outcome it expects, and the coverage is not below --min
  1    an example has another outcome, or the coverage is below --min
  2    the rules or the options are wrong; standard error says what and where
  130  --watch was ended with Ctrl-C

Examples:
  $ ems-dq rules test
  $ ems-dq rules test my-rules --watch
  $ ems-dq rules test --rule coc-zero --coverage
  $ ems-dq rules test --min 95 --format junit --output rule-tests.xml`;

/** `ems-dq rules test` */
export function addTest(rules: Command): void {
  rules
    .command("test")
    .description("Runs the examples of each rule, and tells how much of the rules they show.")
    .argument("[dir]", "folder of rules", "rules")
    .option("--rule <id>", "only these rules", listOption)
    .option("-f, --format <format>", "form of the report: table, json, junit", "table")
    .option("--coverage", "tell what the examples do not show, rule by rule")
    .option("--min <percent>", "exit with 1 below this coverage of all these rules together")
    .option("-w, --watch", "run again whenever a file in the folder changes")
    .option("-o, --output <file>", "write the report to a file, whole or not at all; - for standard output")
    .option("--no-color", "no colours")
    .addHelpText("after", helpText(help))
    .action(async (dir: string, options: TestArguments) => {
      const { runTest } = await import("./runTest.ts");
      process.exitCode = await runTest(dir, options);
    });
}
