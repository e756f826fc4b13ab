import { type CheckFilesOptions, createFileCheck, type FileCheck } from "../node/checkFiles.ts";
import { loadRules } from "../node/loadRules.ts";
import { openProfile } from "../read/openProfile.ts";
import type { CheckOptionArguments } from "./checkOptions.ts";
import { dateOption } from "./dateOption.ts";
import { wrongOption } from "./wrongOption.ts";

/**
 * What the options of a command say of a check of files: the options of `createFileCheck`, with the configuration, the
 * waivers and the baseline read.
 *
 * @throws {DataQualityError} where an option, or a file that one names, is wrong.
 */
export async function checkFilesOptions(args: CheckOptionArguments): Promise<CheckFilesOptions> {
  refuseEmpty(args);
  const { asOf, rules, rule, tag, unit, profile = "ems" } = args;
  return {
    profile: await openProfile(profile),
    only: { ...(rule === undefined ? {} : { ids: rule }), ...(tag === undefined ? {} : { tags: tag }) },
    ...(asOf === undefined ? {} : { asOf: dateOption("--as-of", asOf) }),
    ...(rules === undefined ? {} : { rules: loadRules(rules) }),
    ...(unit === undefined ? {} : { units: unit }),
  };
}

/** A check of files, as the options of a command say it; see {@link checkFilesOptions}. */
export async function fileCheckOf(
  files: readonly string[],
  args: CheckOptionArguments,
  more: CheckFilesOptions = {},
): Promise<FileCheck> {
  if (files.includes("")) throw wrongOption("The name of a file", "", "a file, or - for standard input");
  return createFileCheck(files, { ...(await checkFilesOptions(args)), ...more });
}

/** A variable of a script that was not set: what is meant cannot be told, and nothing would be found. */
function refuseEmpty({ profile, rules, rule, tag, unit, ...files }: CheckOptionArguments): void {
  if (profile === "") throw wrongOption("--profile", "", "a name or a file");
  if (rules === "") throw wrongOption("--rules", "", "a folder");
  for (const [option, values] of Object.entries({ rule, tag, unit }))
    if (values?.length === 0) throw wrongOption(`--${option}`, "", "one name or several, joined by commas");
  for (const [option, file] of Object.entries(files))
    if (file === "") throw wrongOption(`--${option}`, "", option === "locale" ? "a language" : "a file");
}
