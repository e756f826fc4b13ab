import { readFileSync, statSync } from "node:fs";
import { sharedVocabulary } from "../checker/parseEventRules.ts";
import { DataQualityError, type Problem, refuseProblems } from "../errors.ts";
import type { OwnVocabulary } from "../events/eventVocabulary.ts";
import { type LocatedJson, parseLocatedJson } from "../json.ts";
import { parseRuleSources } from "../rules/parse.ts";
import { limits, type Ruleset } from "../rules/schema.ts";
import { fileProblem } from "../systemError.ts";
import { findRuleFiles } from "./ruleFiles.ts";

/** A rule file as it stands on the disk, or in a revision. */
export interface RuleText {
  /** As it is told to people. */
  readonly file: string;
  readonly text: string;
}

/** A file of rules that is JSON. */
export interface RuleFile extends RuleText {
  readonly json: LocatedJson;
}

/** Rule files read whole, for the tools that tell and mend what is wrong in them. */
export interface RuleFolder {
  /** Those that are JSON, in the order of their names. */
  readonly files: readonly RuleFile[];
  /** Every mistake that keeps the rules from being loaded, with file, line and column where they are known. */
  readonly problems: readonly Problem[];
  /** The rules; `undefined` where there are problems. */
  readonly ruleset: Ruleset | undefined;
}

/**
 * Reads rules about events from a folder, with their places in the files. Never throws because of what is in them:
 * mistakes are in `problems`.
 */
export function readRuleFolder(folder: string, own: OwnVocabulary = {}): RuleFolder {
  const { files, problems } = findRuleFiles(folder);
  const texts: RuleText[] = [];
  const unread: Problem[] = [...problems];
  for (const file of files) {
    try {
      texts.push({ file, text: readText(file) });
    } catch (error) {
      if (!(error instanceof DataQualityError)) throw error;
      unread.push(...error.problems);
    }
  }
  return readRuleTexts(folder, texts, unread, own);
}

/**
 * The rules of a folder that is to have no mistake.
 *
 * @throws {DataQualityError} with every mistake of every file.
 */
export function soundRules(folder: string, { ruleset, problems }: RuleFolder): Ruleset {
  refuseProblems(problems);
  if (ruleset === undefined) throw new DataQualityError([noRules(folder)]);
  return ruleset;
}

/**
 * As {@link readRuleFolder}, from texts that are read already.
 *
 * @param folder As it is told to people.
 * @param unread What is wrong with files that could not be read.
 */
export function readRuleTexts(
  folder: string,
  texts: readonly RuleText[],
  unread: readonly Problem[] = [],
  own: OwnVocabulary = {},
): RuleFolder {
  const problems: Problem[] = [...unread];
  const files: RuleFile[] = [];
  for (const { file, text } of texts) {
    try {
      const json = parseLocatedJson(text, file);
      files.push({ file, text, json });
      problems.push(...json.duplicates());
    } catch (error) {
      if (!(error instanceof DataQualityError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (texts.length === 0 && problems.length === 0) problems.push(noFiles(folder));
  const complete = problems.length === 0;
  const result = parseAll(files, own);
  if ("rules" in result) {
    if (complete && result.rules.length === 0) problems.push(noRules(folder));
  } else {
    const byFile = new Map(files.map(({ file, json }) => [file, json]));
    // A condition may be named in a file that could not be read: that is not this rule's mistake.
    const real = result.problems.filter(({ code }) => complete || code !== "unknown-condition");
    problems.push(...real.map((problem) => byFile.get(problem.file ?? "")?.locate(problem) ?? problem));
  }
  return { files, problems, ruleset: problems.length === 0 && "rules" in result ? result : undefined };
}

function parseAll(
  files: readonly RuleFile[],
  own: OwnVocabulary,
): Ruleset | { readonly problems: DataQualityError["problems"] } {
  try {
    return parseRuleSources(
      files.map(({ file, json: { value } }) => ({ file, json: value })),
      sharedVocabulary(own),
    );
  } catch (error) {
    if (!(error instanceof DataQualityError)) throw error;
    return { problems: error.problems };
  }
}

function readText(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > limits.fileBytes)
      throw new DataQualityError([
        {
          code: "file-too-large",
          message: `The file has ${size} bytes; a rule file may have ${limits.fileBytes}.`,
          file,
        },
      ]);
    return decodeRuleText(readFileSync(file), file);
  } catch (error) {
    if (error instanceof DataQualityError) throw error;
    throw new DataQualityError([fileProblem(error, file)]);
  }
}

/** @throws {DataQualityError} where the bytes are not UTF-8 text. */
export function decodeRuleText(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new DataQualityError([{ code: "not-utf-8", message: "The file is not UTF-8 text.", file }]);
  }
}

function noFiles(folder: string): Problem {
  return {
    code: "no-rule-files",
    message: "The folder holds no file that ends with .json.",
    file: folder,
    hint: "A rule file is JSON; `ems-dq rules schema rule` prints its schema.",
  };
}

function noRules(folder: string): Problem {
  return { code: "no-rules", message: "The files hold no rule.", file: folder };
}
