import { readFileSync, statSync } from "node:fs";
import { sharedVocabulary } from "../checker/parseEventRules.ts";
import { DataQualityError, type Problem, refuseProblems } from "../errors.ts";
import type { OwnVocabulary } from "../events/eventVocabulary.ts";
import { type LocatedJson, parseLocatedJson } from "../json.ts";
import { parseRuleSources } from "../rules/parse.ts";
import { limits, type Ruleset } from "../rules/schema.ts";
import { fileProblem } from "./fileProblem.ts";
import { findRuleFiles } from "./ruleFiles.ts";

/**
 * Loads rules about events from a folder: every `*.json` file below it holds a rule, a list of rules or a rule set with
 * named conditions. Synchronous: it happens once, when a process starts.
 *
 * @throws {DataQualityError} with all mistakes of all files, each with file, line, column and JSON path.
 *
 * @example
 * ```ts
 * const checker = createChecker({ rules: loadRules("rules") });
 * ```
 */
export function loadRules(folder: string, own: OwnVocabulary = {}): Ruleset {
  const { files, problems: walking } = findRuleFiles(folder);
  const problems: Problem[] = [...walking];
  const parsed = new Map<string, LocatedJson>();
  for (const file of files) {
    try {
      const json = parseLocatedJson(readText(file), file);
      parsed.set(file, json);
      problems.push(...json.duplicates());
    } catch (error) {
      if (!(error instanceof DataQualityError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (files.length === 0 && problems.length === 0) problems.push(noFiles(folder));
  const complete = problems.length === 0;
  const result = parseAll(parsed, own);
  if ("rules" in result) {
    if (complete && result.rules.length === 0) problems.push(noRules(folder));
  } else {
    // A condition may be named in a file that could not be read: that is not this rule's mistake.
    const real = result.problems.filter(({ code }) => complete || code !== "unknown-condition");
    problems.push(...real.map((problem) => parsed.get(problem.file ?? "")?.locate(problem) ?? problem));
  }
  refuseProblems(problems);
  if ("problems" in result) throw new DataQualityError(result.problems);
  return result;
}

function parseAll(
  parsed: ReadonlyMap<string, LocatedJson>,
  own: OwnVocabulary,
): Ruleset | { readonly problems: DataQualityError["problems"] } {
  try {
    return parseRuleSources(
      [...parsed].map(([file, { value }]) => ({ file, json: value })),
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
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof DataQualityError) throw error;
    if (error instanceof TypeError)
      throw new DataQualityError([{ code: "not-utf-8", message: "The file is not UTF-8 text.", file }]);
    throw new DataQualityError([fileProblem(error, file)]);
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
