import { type CheckFilesOptions, createFileCheck, type FileCheck } from "../node/checkFiles.ts";
import { findConfig } from "../node/findConfig.ts";
import { rulesetOf } from "../rules/rulesetOf.ts";
import type { Ruleset } from "../rules/schema.ts";
import { shippedRules } from "../shipped/rules.generated.ts";
import type { CheckOptionArguments } from "./checkOptions.ts";
import { dateOption } from "./dateOption.ts";
import type { Reading } from "./reading.ts";
import { wrongOption } from "./wrongOption.ts";

/** As they are typed; `baseline: false` for none, also where the configuration names one. */
type FileCheckArguments = Omit<CheckOptionArguments, "baseline"> & { readonly baseline?: string | false };

/**
 * What the options of a command say of a check of files: the options of `createFileCheck`, with the configuration, the
 * waivers and the baseline read.
 *
 * @throws {DataQualityError} where an option, or a file that one names, is wrong.
 */
export async function checkFilesOptions(
  args: FileCheckArguments,
  reading: Reading,
): Promise<CheckFilesOptions> {
  refuseEmpty(args);
  const { asOf, rule, tag, unit, locale } = args;
  const rules = args.rules === undefined ? undefined : reading.rules(args.rules);
  const known = rules ?? shippedRules;
  const file = args.config ?? findConfig(".");
  const accepted = ["waivers", "baseline"] as const;
  const complete = accepted.filter((key) => args[key] === undefined);
  const named =
    file === undefined || file === false ? undefined : reading.config(file, { rules: known, complete });
  // Also where an option takes the place of one: what a configuration names is not to be lost.
  for (const key of accepted) if (args[key] !== false && named?.[key] !== undefined) reading.add(named[key]);
  const waivers = args.waivers ?? named?.waivers;
  const baseline = args.baseline ?? named?.baseline;
  return {
    profile: await reading.profile(args.profile ?? named?.profile ?? "ems"),
    only: { ...(rule === undefined ? {} : { ids: rule }), ...(tag === undefined ? {} : { tags: tag }) },
    ...(asOf === undefined ? {} : { asOf: dateOption("--as-of", asOf) }),
    ...(rules === undefined ? {} : { rules }),
    ...(unit === undefined ? {} : { units: unit }),
    ...(named === undefined ? {} : { config: named.config }),
    ...(waivers === undefined
      ? {}
      : {
          waivers: reading.waivers(
            waivers,
            known.rules.map(({ id }) => id),
          ).content,
        }),
    ...(baseline === undefined || baseline === false ? {} : { baseline: reading.baseline(baseline) }),
    ...(locale === undefined ? {} : { locale }),
  };
}

/** A check of files, as the options of a command say it, and all the rules that it selects from; see {@link checkFilesOptions}. */
export async function fileCheckOf(
  files: readonly string[],
  args: FileCheckArguments,
  reading: Reading,
  more: CheckFilesOptions,
): Promise<{ readonly check: FileCheck; readonly ruleset: Ruleset }> {
  if (files.includes("")) throw wrongOption("The name of a file", "", "a file, or - for standard input");
  reading.add(...files);
  const options = await checkFilesOptions(args, reading);
  return {
    check: createFileCheck(files, { ...options, ...more }),
    ruleset: rulesetOf(options.rules ?? shippedRules),
  };
}

/** A variable of a script that was not set: what is meant cannot be told, and nothing would be found. */
function refuseEmpty({ profile, rules, rule, tag, unit, ...files }: FileCheckArguments): void {
  if (profile === "") throw wrongOption("--profile", "", "a name or a file");
  if (rules === "") throw wrongOption("--rules", "", "a folder");
  for (const [option, values] of Object.entries({ rule, tag, unit }))
    if (values?.length === 0) throw wrongOption(`--${option}`, "", "one name or several, joined by commas");
  for (const [option, file] of Object.entries(files))
    if (file === "") throw wrongOption(`--${option}`, "", option === "locale" ? "a language" : "a file");
}
