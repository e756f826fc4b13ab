import type { Command } from "commander";
import { listOption } from "./listOption.ts";

/** The options of every command that checks the events of files, as they are typed. */
export interface CheckOptionArguments {
  readonly asOf?: string;
  readonly profile?: string;
  readonly rules?: string;
  readonly rule?: readonly string[];
  readonly tag?: readonly string[];
  readonly unit?: readonly string[];
  /** `false` for `--no-config`. */
  readonly config?: string | false;
  readonly waivers?: string;
  readonly baseline?: string;
  readonly locale?: string;
}

type OptionName = keyof CheckOptionArguments;

const options: Readonly<
  Record<
    OptionName,
    {
      readonly flags: string;
      readonly doc: string;
      readonly parse?: typeof listOption;
    }
  >
> = {
  asOf: {
    flags: "--as-of <date>",
    doc: "the day that counts as today, such as 2025-06-30 (default: today in UTC)",
  },
  profile: {
    flags: "-p, --profile <name|file>",
    doc: "what the columns stand for (default: that of the configuration, or ems)",
  },
  rules: { flags: "--rules <folder>", doc: "rules of your own, in place of those of the package" },
  rule: { flags: "--rule <id>", doc: "only these rules", parse: listOption },
  tag: { flags: "--tag <tag>", doc: "only rules with one of these tags", parse: listOption },
  unit: { flags: "--unit <code>", doc: "only events of these units", parse: listOption },
  config: {
    flags: "-c, --config <file>",
    doc: "settings of the rules by unit and kind of event (default: ems-dq.config.json here, if there is one)",
  },
  waivers: { flags: "--waivers <file>", doc: "findings that are accepted for a time, with a reason" },
  baseline: { flags: "--baseline <file>", doc: "findings that are known already; only new ones count" },
  locale: {
    flags: "--locale <tag>",
    doc: "language of the messages: en, fr, es (default: en)",
  },
};

/** Adds the options that say what is checked, and how, to a command. */
export function addCheckOptions(command: Command, names: readonly OptionName[]): Command {
  for (const name of names) {
    const { flags, doc, parse } = options[name];
    if (parse === undefined) command.option(flags, doc);
    else command.option(flags, doc, parse);
    if (name === "config") command.option("--no-config", "no configuration, also where there is one here");
  }
  return command;
}

/** All that `ems-dq check` takes. */
export const checkOptionNames: readonly OptionName[] = [
  "asOf",
  "profile",
  "rules",
  "rule",
  "tag",
  "unit",
  "config",
  "waivers",
  "baseline",
  "locale",
];
