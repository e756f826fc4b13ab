import { realpathSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { type Config, type ConfigLayer, type FileKey, fileKeys } from "../config/config.ts";
import { gatherLayers, type Resolve } from "../config/gather.ts";
import type { ConfigSource } from "../config/layer.ts";
import { type ConfigRules, configOf } from "../config/parse.ts";
import { configLimits } from "../config/schema.ts";
import { DataQualityError, type Problem } from "../errors.ts";
import { describe } from "../issues.ts";
import { builtinProfile } from "../profile/builtin.ts";
import { builtinProfileNames } from "../profile/builtinNames.ts";
import { shorten } from "../shorten.ts";
import { fileProblem } from "../systemError.ts";
import { readLocatedJson } from "./readJsonFile.ts";

/** A configuration from files, with the files that it names. */
export interface LoadedConfig {
  readonly config: Config;
  /** Name of a mapping profile, or the path of its file. */
  readonly profile?: string;
  /** Path of the waivers' file, which need not be there yet. */
  readonly waivers?: string;
  /** Path of the baseline's file, which need not be there yet. */
  readonly baseline?: string;
}

/** What is looked at while a configuration is loaded. */
export interface LoadConfigOptions extends ConfigRules {
  /**
   * Whether it is a mistake where the files of waivers and baseline are not there, or for which of them. Default: false; a
   * command may write them.
   */
  readonly complete?: boolean | readonly ("waivers" | "baseline")[];
}

/**
 * Loads a configuration from its file, with all that it extends. Paths in it are taken from the folder of the file that they
 * stand in. Synchronous: it happens once, when a process starts.
 *
 * @throws {DataQualityError} with all mistakes of all files, each with file, line, column and JSON path; with `rules`, also
 * those in what it says of rules.
 *
 * @example
 * ```ts
 * const { config, waivers } = loadConfig("ems-dq.config.json", { rules: shippedRules });
 * ```
 */
export function loadConfig(
  file: string,
  { complete = false, ...known }: LoadConfigOptions = {},
): LoadedConfig {
  const root = readSource(file, realPath(file));
  const { layers, problems } = gatherLayers(root, extended);
  const needed = complete === true ? (["waivers", "baseline"] as const) : complete === false ? [] : complete;
  const files = filesOf(layers, ["profile", ...needed]);
  return { config: configOf({ layers, problems: [...problems, ...files.problems] }, known), ...files.paths };
}

const extended: Resolve = (entry, { file }) => {
  if (typeof entry !== "string" || entry.trim() === "")
    return {
      problems: [
        {
          code: "invalid-value",
          message: "The value is not valid.",
          found: describe(entry),
          expected: "the path of a file, or a list of them",
        },
      ],
    };
  const path = besides(file ?? "", entry);
  let real: string;
  try {
    real = realpathSync(path);
  } catch (error) {
    return { problems: [missing(error, path)] };
  }
  try {
    return { source: readSource(path, real) };
  } catch (error) {
    if (error instanceof DataQualityError) return { problems: error.problems };
    throw error;
  }
};

function readSource(file: string, key: string): ConfigSource {
  const { json } = readLocatedJson(file, configLimits.fileBytes);
  return { key, json: json.value, file, locate: json.locate, problems: json.duplicates() };
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch (error) {
    throw new DataQualityError([fileProblem(error, file)], { cause: error });
  }
}

function besides(file: string, path: string): string {
  return isAbsolute(path) ? path : join(dirname(file), path);
}

/** Told at the place that names the file. */
function missing(error: unknown, path: string, key?: FileKey): Problem {
  const { file: _, ...problem } = fileProblem(error, path);
  const writer = key === undefined ? undefined : writers[key];
  return {
    ...problem,
    found: JSON.stringify(shorten(path, 200)),
    hint: `Paths are taken from the folder of this file${writer === undefined ? "" : `; ${writer}`}.`,
  };
}

const writers: Readonly<Partial<Record<FileKey, string>>> = {
  waivers: "`ems-dq waive` writes the file with its first waiver",
  baseline: "`ems-dq baseline write` writes the file",
};

interface NamedFiles {
  readonly paths: Readonly<Partial<Record<FileKey, string>>>;
  readonly problems: readonly Problem[];
}

/** The files that are named; of several the last counts. Those of the keys that are needed must be there. */
function filesOf(layers: readonly ConfigLayer[], needed: readonly FileKey[]): NamedFiles {
  const paths: Partial<Record<FileKey, string>> = {};
  const problems: Problem[] = [];
  for (const key of fileKeys) {
    const layer = layers.findLast(({ names }) => names[key] !== undefined);
    const name = layer?.names[key];
    if (layer === undefined || name === undefined) continue;
    const tell = (problem: Problem): void => {
      const { file } = layer;
      problems.push(layer.locate({ ...problem, ...(file === null ? {} : { file }), path: `$.${key}` }));
    };
    const isName = key === "profile" && isProfileName(name);
    const path = isName ? name : besides(layer.file ?? "", name);
    paths[key] = path;
    if (isName) {
      for (const problem of nameProblems(name)) tell(problem);
    } else if (needed.includes(key)) {
      try {
        realpathSync(path);
      } catch (error) {
        tell(missing(error, path, key));
      }
    }
  }
  return { paths, problems };
}

/** A profile that comes with the package has a name; one of one's own is named by its file. */
function isProfileName(name: string): boolean {
  return builtinProfileNames.includes(name) || !/[./\\]/.test(name);
}

/** What is wrong with a name. */
function nameProblems(name: string): readonly Problem[] {
  try {
    builtinProfile(name);
    return [];
  } catch (error) {
    if (error instanceof DataQualityError) return error.problems;
    throw error;
  }
}
