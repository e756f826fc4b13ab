import type { Command } from "commander";
import { addConfigCheck } from "./config/check.ts";

/** `ems-dq config …`: one file a subcommand; each loads its work when it is called. */
export function addConfig(program: Command): Command {
  const config = program.command("config").description("How rules are set for units and kinds of event.");
  addConfigCheck(config);
  return config;
}
