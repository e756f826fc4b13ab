import { statSync } from "node:fs";
import { sha256OfRules } from "../checker/sha256OfRules.ts";
import { DataQualityError, type Problem, refuseProblems } from "../errors.ts";
import type { DiffSide } from "../review/diff/schema.ts";
import type { Ruleset } from "../rules/schema.ts";
import { readGitRevision } from "./gitRevision.ts";
import { type RuleFolder, readRuleFolder, readRuleTexts } from "./ruleFolder.ts";

/** A rule set as it is in a folder, or was in a git revision. */
export interface RuleVersion {
  readonly side: DiffSide;
  readonly ruleset: Ruleset;
  /** The files on the disk that it was read from; none for a revision. */
  readonly files: readonly string[];
}

/** Where head is not named: the rules that are being worked on. */
const workingFolder = "rules";

/**
 * Opens two versions of a rule set, each a folder or a git revision; what is both is taken as the folder.
 *
 * @param head Default: the folder `rules`.
 * @throws {DataQualityError} with the mistakes of both.
 */
export function openRuleVersions(
  base: string,
  head: string | undefined,
): { readonly base: RuleVersion; readonly head: RuleVersion } {
  const one = openVersion(base);
  const other = head === undefined ? openWorkingFolder() : openVersion(head);
  refuseProblems([one, other].flatMap((each) => ("problems" in each ? each.problems : [])));
  if ("problems" in one || "problems" in other) throw new RangeError("what has no rules has problems");
  return { base: one, head: other };
}

function openWorkingFolder(): ReturnType<typeof openVersion> {
  if (kindOf(workingFolder) === "folder") return openVersion(workingFolder);
  return {
    problems: [
      {
        code: "folder-not-found",
        message: `The current folder has no folder ${workingFolder}, which is taken where the second version is not named.`,
        hint: "Name it: ems-dq rules diff <base> <head>, each a folder or a git revision.",
      },
    ],
  };
}

function openVersion(name: string): RuleVersion | { readonly problems: readonly Problem[] } {
  try {
    const kind = kindOf(name);
    if (kind === "folder") return versionOf(name, null, readRuleFolder(name));
    if (kind === "file" && !name.includes(":")) throw notAFolder(name);
    const { commit, texts, problems } = readGitRevision(name);
    return versionOf(name, commit, readRuleTexts(name, texts, problems));
  } catch (error) {
    if (error instanceof DataQualityError) return { problems: error.problems };
    throw error;
  }
}

function versionOf(
  name: string,
  commit: string | null,
  { ruleset, problems, files }: RuleFolder,
): RuleVersion | { readonly problems: readonly Problem[] } {
  if (ruleset === undefined) return { problems };
  const { name: called, version, rules } = ruleset;
  return {
    side: {
      name,
      commit,
      ruleset: { name: called, version, sha256: sha256OfRules(ruleset) },
      rules: rules.length,
    },
    ruleset,
    files: commit === null ? files.map(({ file }) => file) : [],
  };
}

function kindOf(name: string): "folder" | "file" | undefined {
  try {
    return statSync(name).isDirectory() ? "folder" : "file";
  } catch {
    // What is no path may be a revision; who looks for that says what is wrong.
    return undefined;
  }
}

function notAFolder(name: string): DataQualityError {
  return new DataQualityError([
    {
      code: "not-a-folder",
      message: "A folder of rules or a git revision is needed here, and this is a file.",
      file: name,
      hint: "Name the folder that it lies in. Data are named behind --data.",
    },
  ]);
}
