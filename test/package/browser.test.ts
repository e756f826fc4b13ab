import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { root } from "./root.ts";

/** A web page's script that holds an entry whole, as a bundler makes it; a Node module in it would be an error. */
async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `export * from "${entry}";`, resolveDir: root },
    bundle: true,
    minify: true,
    platform: "browser",
    format: "iife",
    globalName: "emsDataQuality",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

/** Gzipped size in kilobytes as docs/packaging.md states it. */
function stated(entry: string): number {
  const text = readFileSync(join(root, "docs/packaging.md"), "utf8");
  const row = text.split("\n").find((line) => line.startsWith(`| \`${entry}\``));
  return Number(/\| (\d+) KB gzipped/.exec(row ?? "")?.[1]);
}

describe.each(["ems-data-quality", "ems-data-quality/engine"])("%s in a browser", (entry) => {
  test("bundles without Node and runs where there is no Node, and is as large as docs/packaging.md says", async () => {
    const script = await bundle(entry);
    const page = createContext({ TextEncoder, TextDecoder });
    const result: unknown = runInContext(
      entry.endsWith("engine")
        ? `${script}; typeof emsDataQuality.compileRules`
        : `${script}; emsDataQuality.createChecker({ asOf: "2025-06-30" }).check({ eventId: "EMS-1" }).findings.length > 0`,
      page,
    );
    expect(result).toBe(entry.endsWith("engine") ? "function" : true);

    const kilobytes = gzipSync(script, { level: 9 }).length / 1000;
    console.log(`${entry}: ${kilobytes.toFixed(1)} KB gzipped (${(script.length / 1000).toFixed(0)} KB)`);
    expect(kilobytes / stated(entry)).toBeGreaterThan(0.9);
    expect(kilobytes / stated(entry)).toBeLessThan(1.1);
  });
});
