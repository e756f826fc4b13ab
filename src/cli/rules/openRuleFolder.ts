import type { Problem } from "../../errors.ts";
import { type RuleFolder, soundRules } from "../../node/ruleFolder.ts";
import type { Ruleset } from "../../rules/schema.ts";
import type { Reading } from "../reading.ts";
import { wrongOption } from "../wrongOption.ts";

/** A folder of rules without a mistake in it. */
export interface OpenRuleFolder extends RuleFolder {
  readonly ruleset: Ruleset;
}

/**
 * The rules of a folder, for a command that needs all of them to be right.
 *
 * @throws {DataQualityError} with every mistake of every file.
 */
export function openRuleFolder(folder: string, reading: Reading): OpenRuleFolder {
  if (folder === "") throw wrongOption("The folder of rules", "", "a folder");
  const read = reading.ruleFolder(folder);
  const problems = read.problems.map((problem) => withHint(problem, folder));
  return { ...read, ruleset: soundRules(folder, { ...read, problems }) };
}

/** A folder that is not there may be meant to be another: its problem says how one is named. */
export function withHint(problem: Problem, folder: string): Problem {
  return problem.code === "file-not-found" && problem.file === folder
    ? { ...problem, hint: "Name the folder that holds the rules; without a name it is `rules`." }
    : problem;
}
