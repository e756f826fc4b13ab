import { DataQualityError, type Problem, refuseProblems } from "../errors.ts";
import type { OwnVocabulary } from "../events/eventVocabulary.ts";
import { describe } from "../issues.ts";
import { rulesetOf } from "../rules/rulesetOf.ts";
import type { Rule, Ruleset } from "../rules/schema.ts";
import { checkSettings } from "./checkSettings.ts";
import { type Config, fileKeys } from "./config.ts";
import { type Gathered, gatherLayers, type Resolve } from "./gather.ts";
import type { ConfigSource } from "./layer.ts";

/** What a configuration is held against while it is read, so that all mistakes are told in one breath. */
export interface ConfigRules {
  /** All rules that it may speak of. Not given: what it says of rules is not looked at. */
  readonly rules?: Ruleset | readonly Rule[];
  /** What the rules may speak of besides what the package knows. */
  readonly own?: OwnVocabulary;
}

/**
 * Reads a configuration from data and tells every mistake at once. `createChecker` takes the data as well, and holds it
 * against its rules.
 *
 * @param json An object as the file holds it, or the text of one. `extends` may hold objects of the same kind; a path in it
 * is for `loadConfig` of `ems-data-quality/node`.
 * @throws {DataQualityError} with one problem for each mistake: JSON path, what was found, what was expected, the nearest
 * valid name.
 *
 * @example
 * ```ts
 * const config = parseConfig({
 *   overrides: [
 *     {
 *       units: ["PTP"],
 *       rules: { "coc-missing": { severity: "warning", reason: "Certificates are issued by the partner academy" } },
 *     },
 *   ],
 * });
 * ```
 */
export function parseConfig(json: unknown, known: ConfigRules = {}): Config {
  if (isConfig(json)) return json;
  try {
    return configOf(
      gatherLayers(sourceOf(typeof json === "string" ? parseText(json) : json), byObject),
      known,
    );
  } catch (error) {
    if (error instanceof DataQualityError) throw error;
    // Reading data compares and prints it, and an object of a program may refuse.
    throw new DataQualityError([
      {
        code: "invalid-value",
        message: "Something in the configuration is not what JSON is made of.",
        expected: "plain JSON",
      },
    ]);
  }
}

/**
 * What was gathered, where nothing is wrong with it.
 *
 * @throws {DataQualityError} with every mistake.
 */
export function configOf({ layers, problems }: Gathered, { rules, own = {} }: ConfigRules): Config {
  const config: Config = { layers };
  refuseProblems([...problems, ...(rules === undefined ? [] : checkSettings(config, rulesetOf(rules), own))]);
  return config;
}

/** Whether it is read already: no JSON holds a function. */
function isConfig(json: unknown): json is Config {
  if (typeof json !== "object" || json === null || !Object.hasOwn(json, "layers")) return false;
  const { layers } = json as { readonly layers: unknown };
  return (
    Array.isArray(layers) &&
    layers.every(
      (layer: unknown) =>
        typeof layer === "object" &&
        layer !== null &&
        "locate" in layer &&
        typeof layer.locate === "function" &&
        "blocks" in layer &&
        Array.isArray(layer.blocks),
    )
  );
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DataQualityError([
      {
        code: "json-syntax",
        message: `The text is not JSON: ${error instanceof Error ? error.message : "?"}.`,
      },
    ]);
  }
}

/** What names a file says something only beside the file. */
function sourceOf(json: unknown): ConfigSource {
  const problems: Problem[] = fileKeys
    .filter((key) => typeof json === "object" && json !== null && Object.hasOwn(json, key))
    .map((key) => ({
      code: "file-not-loaded",
      message: `The key ${key} names a file, and nothing is loaded here.`,
      path: `$.${key}`,
      hint: `Give it to createChecker as its option ${key}, or load the file with loadConfig of ems-data-quality/node.`,
    }));
  return { key: json, json, file: null, locate: (problem) => problem, problems };
}

const byObject: Resolve = (entry) => {
  if (typeof entry === "object" && entry !== null && !Array.isArray(entry))
    return { source: sourceOf(entry) };
  return {
    problems: [
      typeof entry === "string"
        ? {
            code: "file-not-loaded",
            message: "What is extended is the name of a file, and nothing is loaded here.",
            found: describe(entry),
            expected: "a configuration as an object",
            hint: "Load the file with loadConfig of ems-data-quality/node.",
          }
        : {
            code: "invalid-value",
            message: "The value is not valid.",
            found: describe(entry),
            expected: "a configuration as an object",
          },
    ],
  };
};
