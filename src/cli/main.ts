#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { packageVersion } from "../shipped/version.generated.ts";

/** A command, loaded when it is called: its help costs more than the rest of the start. */
interface CommandEntry {
  readonly summary: string;
  readonly load: () => Promise<(parent: Command) => Command>;
}

const commands: Readonly<Record<string, CommandEntry>> = {
  check: {
    summary: "check the events of an export",
    load: async () => (await import("./check.ts")).addCheck,
  },
  explain: {
    summary: "say why a rule says of an event what it says",
    load: async () => (await import("./explain.ts")).addExplain,
  },
  baseline: {
    summary: "keep the findings that are known, so that only new ones count",
    load: async () => (await import("./baseline.ts")).addBaseline,
  },
  waive: {
    summary: "accept findings for a time, with a reason",
    load: async () => (await import("./waive.ts")).addWaive,
  },
  config: {
    summary: "show how rules are set, and where that comes from",
    load: async () => (await import("./config.ts")).addConfig,
  },
  rules: {
    summary: "list the rules, and review them",
    load: async () => (await import("./rules.ts")).addRules,
  },
};

const examples = `
Examples:
  $ ems-dq check export.csv
  $ ems-dq check --help
  $ ems-dq rules list`;

async function main(args: readonly string[]): Promise<number> {
  const program = new Command("ems-dq")
    .description("Checks the records of learning events: what is missing, wrong or late, and how to mend it.")
    .version(packageVersion)
    .exitOverride()
    .addHelpText("after", examples);
  const words = args.filter((arg) => !arg.startsWith("-"));
  const called = words[0] === "help" ? words[1] : words[0];
  for (const [name, { summary, load }] of Object.entries(commands)) {
    if (name === called) (await load())(program).summary(summary);
    else program.command(name).summary(summary);
  }
  tellOwnHelp(program, "ems-dq");
  try {
    await program.parseAsync(args, { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    // Commander has said what is wrong, or printed the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { tellFailure } = await import("./failure.ts");
    return tellFailure(error);
  }
}

/** After a mistake in a call, each command leads to its own help. */
function tellOwnHelp(command: Command, called: string): void {
  command.showHelpAfterError(`(${called} --help shows how it is called)`);
  for (const each of command.commands) tellOwnHelp(each, `${called} ${each.name()}`);
}

/**
 * Where who reads the output goes away (`| head`), the rest of it is dropped. Output that is lost for another reason, such
 * as a full disk, is no output that a pipeline may go on with.
 */
function heedLostOutput(): void {
  let isLost = false;
  process.stderr.on("error", () => undefined);
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || isLost) return;
    isLost = true;
    process.stderr.write(`Standard output cannot be written: ${error.code ?? error.name}.\n`);
  });
  process.on("exit", () => {
    if (isLost) process.exitCode = 2;
  });
}

heedLostOutput();
process.exitCode = await main(process.argv.slice(2));
