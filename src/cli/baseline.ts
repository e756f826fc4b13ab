import type { Command } from "commander";
import { addCompare } from "./baseline/compare.ts";
import { addPrune } from "./baseline/prune.ts";
import { addWrite } from "./baseline/write.ts";

/** `ems-dq baseline …`: one file a subcommand; each loads its work when it is called. */
export function addBaseline(program: Command): Command {
  const baseline = program
    .command("baseline")
    .description("Findings that are known already, so that only new ones make a check fail.");
  addCompare(baseline);
  addPrune(baseline);
  addWrite(baseline);
  return baseline;
}
