import type { Command } from "commander";
import { helpText } from "../helpText.ts";
import type { DocsArguments } from "./runDocs.ts";

const help = `
Where neither --markdown nor --site is given, both are made: docs/rules and docs/site. Only what differs is written,
and pages of rules that are gone are removed; files that were not made by this command are never touched.
The site works from a folder, without a server and without the network.

Exit codes:
  0  the pages are written; with --check: they are as they should be
  1  with --check: pages are missing, stale or superfluous
  2  the rules or the options are wrong, or a file is in the way; standard error says what and where

Examples:
  $ ems-dq rules docs
  $ ems-dq rules docs --check
  $ ems-dq rules docs my-rules --markdown wiki/rules
  $ ems-dq rules docs my-rules --site public`;

/** `ems-dq rules docs` */
export function addDocs(rules: Command): void {
  rules
    .command("docs")
    .description("Makes a page for each rule and an index, as Markdown and as a site that works offline.")
    .argument("[dir]", "folder of rules", "rules")
    .option("--markdown <folder>", "folder for the pages in Markdown (default: docs/rules)")
    .option("--site <folder>", "folder for the site (default: docs/site)")
    .option("--check", "write nothing; exit with 1 where the pages are not as they should be")
    .option("-f, --format <format>", "form of the report: table, json", "table")
    .addHelpText("after", helpText(help))
    .action(async (dir: string, options: DocsArguments) => {
      const { runDocs } = await import("./runDocs.ts");
      process.exitCode = runDocs(dir, options);
    });
}
