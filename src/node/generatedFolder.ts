import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compareText } from "../compareText.ts";
import { DataQualityError, type Problem, refuseProblems } from "../errors.ts";
import { errorCode, fileProblem } from "../systemError.ts";

/** Files of a folder that are made by us, beside what is there. */
export interface GeneratedFolder {
  /** Not there yet. Paths as a person would type them, in order. */
  readonly missing: readonly string[];
  /** There, with other text. */
  readonly stale: readonly string[];
  /** Made by us once, and not to be there any more. */
  readonly superfluous: readonly string[];
  /** Right as they are. */
  readonly current: readonly string[];
  /** Writes what is missing or stale and removes what is superfluous; nothing else is touched. */
  readonly write: () => void;
}

/** What is to be in a folder. */
export interface GeneratedFiles {
  /** Text by path, with `/`. */
  readonly files: ReadonlyMap<string, string>;
  /** Stands in one of the first two lines of every file of ours. */
  readonly mark: string;
  /** Ends of the names of files that may be ours, as `.md`. */
  readonly extensions: readonly string[];
}

/**
 * Holds a folder against the files that it should have. Only files that bear the mark are ever changed or removed.
 *
 * @throws {DataQualityError} where a file of somebody else has the place of one of ours, or the folder cannot be read.
 */
export function generatedFolder(
  folder: string,
  { files, mark, extensions }: GeneratedFiles,
): GeneratedFolder {
  const missing: string[] = [];
  const stale: string[] = [];
  const current: string[] = [];
  const taken: Problem[] = [];
  for (const [path, text] of files) {
    const file = join(folder, path);
    const found = readText(file);
    if (found === undefined) missing.push(path);
    else if (!isOurs(found, mark)) taken.push(notOurs(file));
    else (withoutReturns(found) === text ? current : stale).push(path);
  }
  refuseProblems(taken);
  const superfluous = filesBelow(folder, "")
    .filter((path) => !files.has(path) && extensions.some((extension) => path.endsWith(extension)))
    .filter((path) => isOurs(readText(join(folder, path)) ?? "", mark));

  function write(): void {
    for (const path of [...missing, ...stale]) replace(join(folder, path), files.get(path) ?? "");
    for (const path of superfluous) remove(folder, path);
  }
  const told = (paths: readonly string[]): readonly string[] =>
    [...paths].sort(compareText).map((path) => join(folder, path));
  return {
    missing: told(missing),
    stale: told(stale),
    superfluous: told(superfluous),
    current: told(current),
    write,
  };
}

/** A checkout on Windows may have other ends of lines; that is no change. */
function withoutReturns(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

function isOurs(text: string, mark: string): boolean {
  return text.split("\n", 2).some((line) => line.includes(mark));
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT") return undefined;
    throw new DataQualityError([fileProblem(error, file)], { cause: error });
  }
}

/** Hidden files and links are left alone: a link may lead anywhere. */
function filesBelow(folder: string, path: string): readonly string[] {
  try {
    return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
      if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
      const inner = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(folder, inner);
      return entry.isFile() ? [inner] : [];
    });
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw new DataQualityError([fileProblem(error, join(folder, path))], { cause: error });
  }
}

/** Whole or not at all. */
function replace(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new DataQualityError([fileProblem(error, file)], { cause: error });
  }
}

/** Removes the file, and the folders that are empty without it. */
function remove(folder: string, path: string): void {
  try {
    rmSync(join(folder, path));
    for (let inner = dirname(path); inner !== "."; inner = dirname(inner)) {
      if (readdirSync(join(folder, inner)).length > 0) return;
      rmdirSync(join(folder, inner));
    }
  } catch (error) {
    throw new DataQualityError([fileProblem(error, join(folder, path))], { cause: error });
  }
}

function notOurs(file: string): Problem {
  return {
    code: "file-not-generated",
    message: "A file that was not made by this command is in the way of a page.",
    file,
    hint: "Move it, or name another folder.",
  };
}
