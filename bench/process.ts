import { spawn } from "node:child_process";
import { createRequire } from "node:module";

export interface ProcessFigures {
  readonly seconds: number;
  /** Peak resident memory, MiB. */
  readonly peak: number;
  readonly code: number | null;
}

const reporter = new URL("./peak.mjs", import.meta.url).href;
export const bin = createRequire(import.meta.url).resolve("../dist/cli/main.js");

/** Runs Node to its end, its output thrown away; the process itself says its peak memory on a fourth channel. */
export function runNode(args: readonly string[], measured = true): Promise<ProcessFigures> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, [...(measured ? ["--import", reporter] : []), ...args], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stdio[3]?.on("data", (bytes: Buffer) => {
      said += bytes.toString();
    });
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ seconds: (performance.now() - start) / 1000, peak: Number(said) / 1024, code });
    });
  });
}
