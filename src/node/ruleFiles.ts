import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { compareText } from "../compareText.ts";
import type { Problem } from "../errors.ts";
import { limits } from "../rules/schema.ts";
import { fileProblem } from "../systemError.ts";

export interface RuleFiles {
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/** Rule files, the rule set's head and as many again of other files; more is another folder than was meant. */
export const mostRuleFiles = 2 * limits.rules;
/** Folders inside each other. */
export const deepestFolder = 20;

/** Files and folders of these names hold no rules. */
export function isLeftOut(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

/** All `*.json` files below a folder, in the order of their names. Hidden ones and `node_modules` are left out. */
export function findRuleFiles(folder: string): RuleFiles {
  const files: string[] = [];
  const problems: Problem[] = [];

  function visit(path: string, parents: readonly string[]): void {
    let real: string;
    let entries: readonly Dirent[];
    try {
      real = realpathSync(path);
      entries = readdirSync(path, { withFileTypes: true });
    } catch (error) {
      problems.push(fileProblem(error, path));
      return;
    }
    if (parents.includes(real)) {
      problems.push({
        code: "symlink-loop",
        message: "The symbolic link leads back to a folder that it lies in.",
        file: path,
      });
      return;
    }
    if (parents.length >= deepestFolder) {
      problems.push({
        code: "folder-too-deep",
        message: `More than ${deepestFolder} folders inside each other.`,
        file: path,
      });
      return;
    }
    for (const entry of [...entries].sort((one, other) => compareText(one.name, other.name))) {
      if (isLeftOut(entry.name)) continue;
      if (files.length > mostRuleFiles) return;
      const inner = join(path, entry.name);
      const kind = kindOf(entry, inner);
      if (kind === "folder") visit(inner, [...parents, real]);
      else if (kind === "file" && entry.name.endsWith(".json")) files.push(inner);
      else if (typeof kind === "object") problems.push(kind);
    }
  }

  visit(folder, []);
  if (files.length > mostRuleFiles)
    problems.push({
      code: "too-many-files",
      message: `The folder holds more than ${mostRuleFiles} files that end with .json.`,
      file: folder,
      hint: "Name the folder that holds the rules alone.",
    });
  return { files, problems };
}

function kindOf(entry: Dirent, path: string): "file" | "folder" | "other" | Problem {
  if (entry.isDirectory()) return "folder";
  if (entry.isFile()) return "file";
  if (!entry.isSymbolicLink()) return "other";
  try {
    const target = statSync(path);
    return target.isDirectory() ? "folder" : target.isFile() ? "file" : "other";
  } catch (error) {
    return fileProblem(error, path);
  }
}
