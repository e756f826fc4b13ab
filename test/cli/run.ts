import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll } from "vitest";

/**
 * Runs the command as a process of its own. `EMS_DQ_CLI` names the file to run, such as `dist/cli/main.js`; without it the
 * sources are bundled, since a process that compiles them takes ten times as long to start.
 */
const root = fileURLToPath(new URL("../..", import.meta.url));
const bundle = join(root, "node_modules/.cache", `cli-test-${process.pid}-${process.hrtime.bigint()}`);

async function bundled(): Promise<string> {
  await build({
    absWorkingDir: root,
    entryPoints: [{ in: "src/cli/main.ts", out: "cli/main" }],
    outdir: join(bundle, "dist"),
    bundle: true,
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    // As in the package: zod's many files are bundled, since loading them is half of a start.
    external: [
      "@humanwhocodes/momoa",
      "@streamparser/json",
      "cli-*",
      "commander",
      "csv-parse",
      "junit-report-builder",
      "node-sarif-builder",
      "string-width",
    ],
  });
  symlinkSync(join(root, "schemas"), join(bundle, "schemas"));
  return join(bundle, "dist/cli/main.js");
}

const cli = process.env.EMS_DQ_CLI ?? (await bundled());

/** A folder for the files of one test file. */
export const folder = mkdtempSync(join(tmpdir(), "ems-dq-"));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(bundle, { recursive: true, force: true });
});

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
export function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: folder,
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
