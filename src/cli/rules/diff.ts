import type { Command } from "commander";
import { helpText } from "../helpText.ts";
import type { DiffArguments } from "./runDiff.ts";

const help = `
<base> and [head] are each a folder of rules or a git revision (main, HEAD~3, v1.0, a commit), whose rules are those of
the folder rules under the current one; main:path/to/rules names another, from the root of the repository. What is both
is taken as the folder. Revisions are read with the git command: nothing is checked out, nothing is written. Without
[head] base is compared with the folder rules as it is now.

A finding is the same in both where its fingerprint (rule, event, fields) and its row are: one that only head has is new,
one that only base has is dropped, one that says something else (severity, text, field values, due date) is changed.
Findings of shadow rules are told apart; where a rule leaves the shadow, its findings are new.

--max-change is held against each rule: its new and dropped findings together, as an exact share of the events that it
evaluated (passed, failed or waived) in base, or in head where it evaluated none in base.

Exit codes:
  0  nothing of what follows
  1  a meaning changed without a new version, or a version went back; with --fail-on-new a finding is new; with
     --max-change the findings of a rule changed by more
  2  the rules, the data or the options are wrong; standard error says what and where

Examples:
  $ ems-dq rules diff main
  $ ems-dq rules diff main HEAD --data export.csv --as-of 2025-06-30
  $ ems-dq rules diff v1.0 rules --data 2023.csv 2024.csv --max-change 5% --examples 10
  $ ems-dq rules diff origin/main HEAD --data export.csv --format markdown --no-cost > comment.md`;

/** `ems-dq rules diff` */
export function addDiff(rules: Command): void {
  rules
    .command("diff")
    .description("Shows what changed between two versions of the rules, and what that does to the findings.")
    .usage("[options] <base> [head]")
    .argument("[base]", "a folder of rules or a git revision")
    .argument("[head]", "a folder of rules or a git revision (default: the folder rules)")
    .option("--data <export...>", "files of events to compare the findings on; - for standard input")
    .option("--as-of <date>", "the day that counts as today, such as 2025-06-30 (default: today in UTC)")
    .option("-p, --profile <name|file>", "what the columns stand for", "ems")
    .option("--fail-on-new", "exit with 1 where a finding is new")
    .option("--max-change <share>", "exit with 1 where more of a rule's findings changed, such as 5%")
    .option("--examples <number>", "findings shown of each kind and rule", "3")
    .option("--no-cost", "do not measure what the rules cost, so that the output is always the same")
    .option(
      "-f, --format <format>",
      "form of the report: table, json, markdown (for a comment on a pull request)",
      "table",
    )
    .option("-o, --output <file>", "write the report to a file, whole or not at all; - for standard output")
    .option("-q, --quiet", "nothing on standard error but mistakes")
    .option("--no-color", "no colours")
    .addHelpText("after", helpText(help))
    .action(async (base: string | undefined, head: string | undefined, options: DiffArguments) => {
      const { runDiff } = await import("./runDiff.ts");
      process.exitCode = await runDiff(base, head, options);
    });
}
