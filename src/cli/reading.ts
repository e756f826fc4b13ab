import { loadBaseline } from "../node/loadBaseline.ts";
import { type LoadConfigOptions, type LoadedConfig, loadConfig } from "../node/loadConfig.ts";
import { readWaivers } from "../node/loadWaivers.ts";
import { type RuleFolder, readRuleFolder, soundRules } from "../node/ruleFolder.ts";
import { openRuleVersions } from "../node/ruleVersion.ts";
import { openProfile } from "../read/openProfile.ts";

/**
 * What a command reads. Whatever it loads, it loads from here (`npm run check:layers` holds it to that), so that every file
 * is remembered and no output can be written over one.
 */
export interface Reading {
  /** As they were named; `-` for standard input. */
  readonly files: ReadonlySet<string>;
  /** Remembers files that are read elsewhere, such as those of events. */
  readonly add: (...files: readonly string[]) => void;
  readonly baseline: typeof loadBaseline;
  readonly config: typeof loadConfig;
  readonly profile: typeof openProfile;
  /** Rules that are to have no mistake. */
  readonly rules: (folder: string) => ReturnType<typeof soundRules>;
  readonly ruleFolder: (folder: string) => RuleFolder;
  readonly ruleVersions: typeof openRuleVersions;
  readonly waivers: typeof readWaivers;
}

export function createReading(): Reading {
  const files = new Set<string>();
  function add(...named: readonly string[]): void {
    for (const file of named) files.add(file);
  }
  function ruleFolder(folder: string): RuleFolder {
    const read = readRuleFolder(folder);
    add(...read.files.map(({ file }) => file));
    // One that could not be read, or is no JSON, is somebody's work all the same.
    add(...read.problems.flatMap(({ file }) => file ?? []));
    return read;
  }
  return {
    files,
    add,
    baseline(file) {
      add(file);
      return loadBaseline(file);
    },
    config(file: string, options?: LoadConfigOptions): LoadedConfig {
      const loaded = loadConfig(file, options);
      add(file, ...loaded.config.layers.flatMap((layer) => layer.file ?? []));
      return loaded;
    },
    async profile(nameOrPath) {
      const profile = await openProfile(nameOrPath);
      if (/[./\\]/.test(nameOrPath)) add(nameOrPath);
      return profile;
    },
    rules: (folder) => soundRules(folder, ruleFolder(folder)),
    ruleFolder,
    ruleVersions(base, head) {
      const versions = openRuleVersions(base, head);
      add(...versions.base.files, ...versions.head.files);
      return versions;
    },
    waivers(file, rules) {
      add(file);
      return readWaivers(file, rules);
    },
  };
}
