import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The command, bundled once for all tests (test/cli/bundle.ts); `EMS_DQ_CLI` names another, such as `dist/cli/main.js`. */
export const cli = process.env.EMS_DQ_CLI ?? "";

/** A folder for the files of one test file, which test/cli/freshFolder.ts gives it. */
export let folder = "";

/** Makes an empty folder, for the next test file in this process. */
export function makeFolder(): void {
  folder = mkdtempSync(join(tmpdir(), "ems-dq-"));
}

export function removeFolder(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Writes a file into the folder; gives its path. */
export function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly process: ReturnType<typeof spawn>;
  readonly result: Promise<Result>;
  readonly stdout: () => string;
}

/** Starts the command and leaves its standard input open. */
export function start(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = folder): Started {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { ...process.env, COLUMNS: undefined, ...env },
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  // The command may end before it has read all that it is given.
  child.stdin.on("error", () => undefined);
  const result = new Promise<Result>((resolve) => {
    child.on("close", (code) =>
      resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    );
  });
  return { process: child, result, stdout: () => Buffer.concat(out).toString() };
}

/** Runs the command to its end, with a file or a device as standard output. */
export function runOn(
  args: readonly string[],
  stdout: number,
): { readonly status: number | null; readonly stderr: string } {
  return spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    env: { ...process.env, COLUMNS: undefined },
    stdio: ["ignore", stdout, "pipe"],
    encoding: "utf8",
  });
}

/** Runs the command to its end. */
export function run(args: readonly string[], input = "", env: NodeJS.ProcessEnv = {}): Promise<Result> {
  const started = start(args, env);
  started.process.stdin?.end(input);
  return started.result;
}

/** Runs the command to its end, in another folder. */
export function runIn(cwd: string, args: readonly string[]): Promise<Result> {
  const started = start(args, {}, cwd);
  started.process.stdin?.end();
  return started.result;
}
