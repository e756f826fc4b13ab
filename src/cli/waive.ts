import type { Command } from "commander";
import { helpText } from "./helpText.ts";
import { listOption } from "./listOption.ts";
import type { WaiveArguments } from "./runWaive.ts";

const help = `
A waiver says that findings are accepted for a time, why, and who answers for it. What it covers stays in every report,
counted apart, and does not make a check fail. When it has ended, is exceeded or has nothing to cover, the report says so.
--most bounds it: where a check finds more than that, the waiver covers nothing, since things are not as they were.

The file is JSON, made to be read and reviewed: the new waiver is put in the order of the ids, and nothing else changes.
It holds no personal data: --responsible is a role, told by a word such as officer, head or team, or a unit.
A waiver that another covers already, for all its days, is refused; where another covers some of it, a note says which.

Exit codes:
  0  the waiver is in the file; with --list: what is there is listed, which may be nothing
  2  an option, or the file, is wrong, or there is such a waiver already; nothing is written

Examples:
  $ ems-dq waive --rule coc-zero --event EMS-2024-0012 --reason "The cohort ends in March." \\
      --responsible "head of unit" --until 2026-03-31
  $ ems-dq waive --rule certificate-type-missing --unit SCYCLE --most 20 --reason "Joint workshops award none." \\
      --responsible "programme lead" --until 2025-12-31
  $ ems-dq waive --rule gender-missing --pattern "EMS-2019-*" --most 10% --reason "Not recorded then." \\
      --responsible "data owner" --until 2026-06-30
  $ ems-dq waive --list`;

/** `ems-dq waive` */
export function addWaive(program: Command): Command {
  return program
    .command("waive")
    .description("Writes a waiver: findings that are accepted for a time, with a reason.")
    .option("--rule <id>", "rules that it covers", listOption)
    .option("--event <id>", "covers these events", listOption)
    .option("--unit <code>", "covers all events of these units", listOption)
    .option(
      "--pattern <pattern>",
      "covers the events whose id is of this form; * is any text, ? any one sign",
    )
    .option("--reason <text>", "why the findings are accepted, in at least three words")
    .option("--responsible <role>", "who answers for it: a role, such as “head of unit”")
    .option("--until <date>", "the last day on which it is in force")
    .option("--from <date>", "the first day on which it is in force (default: today)")
    .option(
      "--most <number|share>",
      "covers up to so many findings of a check (5), or such a share of events (10%)",
    )
    .option("--id <id>", "its name (default: made from the rule and what it covers)")
    .option(
      "--file <file>",
      "the file of waivers (default: that of ems-dq.config.json here, or waivers.json)",
    )
    .option("--rules <folder>", "rules of your own, in place of those of the package")
    .option("--list", "list the waivers of the file, and which are in force")
    .option("--as-of <date>", "the day that counts as today (default: today in UTC)")
    .addHelpText("after", helpText(help))
    .action(async (options: WaiveArguments) => {
      const { runWaive } = await import("./runWaive.ts");
      await runWaive(options);
    });
}
