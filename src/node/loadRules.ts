import type { OwnVocabulary } from "../events/eventVocabulary.ts";
import type { Ruleset } from "../rules/schema.ts";
import { readRuleFolder, soundRules } from "./ruleFolder.ts";

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
  return soundRules(folder, readRuleFolder(folder, own));
}
