import { spawnSync } from "node:child_process";
import { DataQualityError, type Problem } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { limits } from "../rules/schema.ts";
import { shorten } from "../shorten.ts";
import { errorCode } from "../systemError.ts";
import { deepestFolder, isLeftOut, mostRuleFiles } from "./ruleFiles.ts";
import { decodeRuleText, type RuleText } from "./ruleFolder.ts";

/** Rule files as they are in a revision of a git repository. */
export interface GitRevision {
  /** Full id of the commit. */
  readonly commit: string;
  /** Of the folder in the repository, as git has it: `rules`. */
  readonly path: string;
  readonly texts: readonly RuleText[];
  /** What is wrong with files that could not be read. */
  readonly problems: readonly Problem[];
}

/** The folder of rules where a revision does not say another. */
const defaultFolder = "./rules";

/**
 * Reads the rule files of a revision through the `git` command: nothing is checked out and nothing is written.
 *
 * @param name A revision as git has it (`main`, `HEAD~3`, `v1.0`, a commit), whose folder is then `rules` under the
 * current folder; or a revision with a folder, `main:path/to/rules`, from the root of the repository.
 * @param cwd Folder in the repository. Default: the current folder.
 * @throws {DataQualityError} where there is no git, repository, revision or folder of this name.
 */
export function readGitRevision(name: string, cwd = process.cwd()): GitRevision {
  const colon = name.indexOf(":");
  const revision = colon < 0 ? name : name.slice(0, colon);
  const folder = colon < 0 ? defaultFolder : name.slice(colon + 1);
  if (revision === "" || revision.startsWith("-") || revision.includes("\0") || folder.includes("\0"))
    throw unknownRevision(name, revision, []);
  const inRepository = git(["rev-parse", "--show-prefix"], cwd);
  if (inRepository.status !== 0) throw notARepository(name, inRepository.stderr);
  const commit = resolve(`${revision}^{commit}`, cwd);
  if (commit === undefined) throw unknownRevision(name, revision, hintsOf(revision, cwd));
  const path = pathOf(folder, inRepository.stdout.toString().trim());
  const tree = path === "" ? `${commit}^{tree}` : `${commit}:${path}`;
  const id = resolve(tree, cwd);
  // A submodule's commit is in another repository: of it git knows no more than the name.
  const kind = id === undefined ? undefined : git(["cat-file", "-t", id], cwd).stdout.toString().trim();
  if (id === undefined || kind !== "tree") throw noFolder(revision, path, commit, cwd);
  return { commit, path, ...readTree(id, `${revision}:${path === "" ? "" : `${path}/`}`, cwd) };
}

interface Entry {
  readonly id: string;
  readonly size: number;
  readonly file: string;
}

function readTree(tree: string, prefix: string, cwd: string): Pick<GitRevision, "texts" | "problems"> {
  const problems: Problem[] = [];
  const entries: Entry[] = [];
  for (const line of told(["ls-tree", "-r", "-z", "-l", "--full-tree", tree], cwd).split("\0")) {
    const [, mode = "", id = "", size = "", path = ""] = /^(\d+) \w+ (\w+) +(\S+)\t(.*)$/s.exec(line) ?? [];
    const parts = path.split("/");
    const file = prefix + path;
    if (!path.endsWith(".json") || parts.some(isLeftOut)) continue;
    if (parts.length > deepestFolder)
      problems.push({
        code: "folder-too-deep",
        message: `More than ${deepestFolder} folders inside each other.`,
        file,
      });
    else if (mode === "120000")
      problems.push({
        code: "symlink-in-revision",
        message: "In a revision symbolic links are not followed.",
        file,
        hint: "Name a folder that holds the file itself, or check the revision out and name its folder.",
      });
    else if (Number(size) > limits.fileBytes)
      problems.push({
        code: "file-too-large",
        message: `The file has ${size} bytes; a rule file may have ${limits.fileBytes}.`,
        file,
      });
    else if (mode.startsWith("100")) entries.push({ id, size: Number(size), file });
  }
  if (entries.length > mostRuleFiles)
    problems.push({
      code: "too-many-files",
      message: `The folder holds more than ${mostRuleFiles} files that end with .json.`,
      file: prefix,
      hint: "Name the folder that holds the rules alone.",
    });
  const texts: RuleText[] = [];
  for (const [file, bytes] of contentsOf(entries.slice(0, mostRuleFiles), cwd)) {
    try {
      texts.push({ file, text: decodeRuleText(bytes, file) });
    } catch (error) {
      if (!(error instanceof DataQualityError)) throw error;
      problems.push(...error.problems);
    }
  }
  return { texts, problems };
}

/** All files with one process: one for each takes longer than all the rest. */
function contentsOf(entries: readonly Entry[], cwd: string): readonly (readonly [string, Uint8Array])[] {
  if (entries.length === 0) return [];
  const { status, stdout, stderr } = git(
    ["cat-file", "--batch"],
    cwd,
    `${entries.map(({ id }) => id).join("\n")}\n`,
  );
  if (status !== 0) throw failed(stderr);
  const contents: (readonly [string, Uint8Array])[] = [];
  let start = 0;
  for (const { file, size, id } of entries) {
    const end = stdout.indexOf(10, start);
    // `<id> blob <size>`, the content, a line feed.
    if (stdout.toString("latin1", start, end) !== `${id} blob ${size}`)
      throw failed(`git has no content of ${file}`);
    contents.push([file, stdout.subarray(end + 1, end + 1 + size)]);
    start = end + size + 2;
  }
  return contents;
}

/** The path from the root of the repository; one that starts with a dot is seen from the current folder, as git has it. */
function pathOf(folder: string, prefix: string): string {
  const isRelative = /^\.\.?(?:\/|$)/.test(folder);
  const parts: string[] = [];
  for (const part of `${isRelative ? prefix : ""}/${folder}`.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** The id of what is named so. Never read as an option, whatever it looks like. */
function resolve(name: string, cwd: string): string | undefined {
  const { status, stdout } = git(["rev-parse", "--verify", "--quiet", "--end-of-options", name], cwd);
  const id = stdout.toString().trim();
  return status === 0 && /^[0-9a-f]{40,64}$/.test(id) ? id : undefined;
}

/** What git says. */
function told(args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = git(args, cwd);
  if (status !== 0) throw failed(stderr);
  return stdout.toString().replace(/\n$/, "");
}

interface GitResult {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Bytes that git may answer: as many files as there may be, of a usual size. */
const largestAnswer = 1_073_741_824;

/** No shell, no pager, no question, and nothing is fetched. */
function git(args: readonly string[], cwd: string, input = ""): GitResult {
  const { status, stdout, stderr, error } = spawnSync("git", ["--no-pager", ...args], {
    cwd,
    input,
    maxBuffer: largestAnswer,
    windowsHide: true,
    env: {
      ...process.env,
      LC_ALL: "C",
      GIT_OPTIONAL_LOCKS: "0",
      GIT_TERMINAL_PROMPT: "0",
      GIT_NO_LAZY_FETCH: "1",
    },
  });
  if (error !== undefined)
    throw errorCode(error) === "ENOENT" ? noGit(error) : failed(errorCode(error), error);
  return { status, stdout, stderr: stderr.toString() };
}

function noGit(cause: unknown): DataQualityError {
  return new DataQualityError(
    [
      {
        code: "git-not-found",
        message: "A revision is read with the git command, and there is none.",
        hint: "Install git, or name two folders.",
      },
    ],
    { cause },
  );
}

function failed(stderr: string, cause?: unknown): DataQualityError {
  return new DataQualityError(
    [{ code: "git-failed", message: `git says: ${shorten(firstLine(stderr), 200)}.` }],
    cause === undefined ? undefined : { cause },
  );
}

function firstLine(text: string): string {
  return (text.trim().split("\n")[0] ?? "").replace(/^fatal: /, "").replace(/\.$/, "");
}

function notARepository(name: string, stderr: string): DataQualityError {
  if (!stderr.includes("not a git repository")) return failed(stderr);
  return new DataQualityError([
    {
      code: "not-a-repository",
      message: `There is no folder ${shown(name)}, and it is no revision either: the current folder lies in no git repository.`,
      hint: "Name a folder of rules, or run the command inside the repository.",
    },
  ]);
}

function unknownRevision(name: string, revision: string, hints: readonly string[]): DataQualityError {
  return new DataQualityError([
    {
      code: "unknown-revision",
      message:
        revision === ""
          ? `${shown(name)} names no revision before the colon, and no folder.`
          : `There is no folder ${shown(name)}, and git knows no revision ${shown(revision)}.`,
      expected: "a folder, or a revision such as main, HEAD~3 or v1.0:path/to/rules",
      ...(hints.length === 0 ? {} : { hint: hints.join(" ") }),
    },
  ]);
}

/** As many as can be told in a line. */
const fewNames = 10;

function hintsOf(revision: string, cwd: string): readonly string[] {
  const all = git(["for-each-ref", "--format=%(refname:short)"], cwd);
  const names = all.status === 0 ? all.stdout.toString().split("\n").filter(Boolean) : [];
  // `main` is there under another name in a clone that has checked out another branch only.
  const near = names.find((each) => each.endsWith(`/${revision}`)) ?? nearest(revision, names);
  const isShallow = git(["rev-parse", "--is-shallow-repository"], cwd).stdout.toString().trim() === "true";
  return [
    ...(near !== undefined
      ? [`Did you mean ${JSON.stringify(near)}?`]
      : names.length > 0 && names.length <= fewNames
        ? [`Its branches and tags are ${names.join(", ")}.`]
        : []),
    ...(isShallow
      ? [
          "The clone is shallow, without older revisions and other branches: git fetch --unshallow brings them (in actions/checkout: fetch-depth: 0).",
        ]
      : []),
  ];
}

function noFolder(revision: string, path: string, commit: string, cwd: string): DataQualityError {
  const all = git(["ls-tree", "-d", "-r", "-z", "--name-only", "--full-tree", commit], cwd);
  const folders = (all.status === 0 ? all.stdout.toString() : "")
    .split("\0")
    .filter((each) => each !== "" && !each.split("/").some(isLeftOut));
  const last = path.split("/").at(-1) ?? "";
  // The nearest to the root: from inside of `rules`, `rules` is meant and not `docs/rules`.
  const [near = nearest(path, folders)] = folders
    .filter((each) => each.split("/").at(-1) === last)
    .sort((one, other) => one.length - other.length);
  return new DataQualityError([
    {
      code: "no-such-folder",
      message: `The revision ${shown(revision)} has no folder ${shown(path)}.`,
      hint:
        near === undefined
          ? `Name the folder of the rules behind the revision: ${revision}:path/to/rules.`
          : `Did you mean ${JSON.stringify(`${revision}:${near}`)}?`,
    },
  ]);
}

function shown(text: string): string {
  return JSON.stringify(shorten(text, 100));
}
