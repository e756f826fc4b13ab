import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { cli, folder, type Result } from "./run.ts";

/** A run that is asked for. */
export interface Call {
  readonly id: number;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface Ended extends Result {
  readonly id: number;
}

interface Waiting {
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: Error) => void;
}

const waiting = new Map<number, Waiting>();
let server: ChildProcess | undefined;
let calls = 0;

function startServer(): ChildProcess {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL("served.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    logLevel: "warning",
  });
  const child = spawn(process.execPath, ["--input-type=module", "--eval", outputFiles[0]?.text ?? "", cli], {
    env: { ...process.env, COLUMNS: undefined },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  child.on("message", ({ id, ...result }: Ended) => {
    waiting.get(id)?.resolve(result);
    waiting.delete(id);
  });
  child.on("exit", (code) => {
    server = undefined;
    for (const { reject } of waiting.values())
      reject(new Error(`The process that runs share ended with ${code}.`));
    waiting.clear();
  });
  // It ends with this process, which does not wait for it.
  child.unref();
  child.channel?.unref();
  return child;
}

/**
 * Runs the command to its end, in a process that is kept for the next run: a third of the time of `run`, for tests of what
 * the command says and of its exit code. What only a process of its own shows (signals, standard input, a reader that goes
 * away, an end that does not come) is for `run`.
 */
export function runShared(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Result> {
  server ??= startServer();
  const call: Call = { id: ++calls, args, folder, env };
  return new Promise((resolve, reject) => {
    waiting.set(call.id, { resolve, reject });
    server?.send(call);
  });
}
