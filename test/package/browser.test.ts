import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build } from "esbuild";
import { describe, expect, test } from "vitest";
import { root } from "./root.ts";

/** How a bundler makes a web page's script of an entry; a Node module in it would be an error. */
const forBrowser = (entry: string) =>
  ({
    stdin: { contents: `export * from "${entry}";`, resolveDir: root },
    bundle: true,
    minify: true,
    platform: "browser",
    write: false,
    logLevel: "silent",
  }) as const satisfies BuildOptions;

/** A script that holds an entry whole. */
async function script(entry: string): Promise<string> {
  const { outputFiles } = await build({
    ...forBrowser(entry),
    format: "iife",
    globalName: "emsDataQuality",
  });
  return outputFiles[0]?.text ?? "";
}

/** Gzipped kilobytes: of what is loaded at once, and of what a checker with look-ups loads besides. */
async function sizes(entry: string): Promise<{ readonly atOnce: number; readonly later: number }> {
  const { outputFiles, metafile } = await build({
    ...forBrowser(entry),
    format: "esm",
    splitting: true,
    outdir: "out",
    metafile: true,
  });
  const outputs = new Map(Object.entries(metafile.outputs));
  const first = [...outputs].find(([, { entryPoint }]) => entryPoint === "<stdin>")?.[0] ?? "";
  const atOnce = new Set<string>();
  const visit = (path: string): void => {
    if (atOnce.has(path)) return;
    atOnce.add(path);
    for (const each of outputs.get(path)?.imports ?? [])
      if (each.kind === "import-statement") visit(each.path);
  };
  visit(first);
  const kilobytes = (isWanted: (path: string) => boolean): number =>
    outputFiles
      .filter(({ path }) => isWanted(path.slice(path.lastIndexOf("/out/") + 1)))
      .reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length / 1000, 0);
  return { atOnce: kilobytes((path) => atOnce.has(path)), later: kilobytes((path) => !atOnce.has(path)) };
}

/** Gzipped kilobytes as docs/packaging.md states them. */
function stated(entry: string): number {
  const text = readFileSync(join(root, "docs/packaging.md"), "utf8");
  const row = text.split("\n").find((line) => line.startsWith(`| \`${entry}\``));
  return Number(/\| (\d+) KB gzipped/.exec(row ?? "")?.[1]);
}

describe.each(["ems-data-quality", "ems-data-quality/engine"])("%s in a browser", (entry) => {
  test("bundles without Node and runs where there is no Node", async () => {
    const page = createContext({ TextEncoder, TextDecoder });
    const result: unknown = runInContext(
      entry.endsWith("engine")
        ? `${await script(entry)}; typeof emsDataQuality.compileRules`
        : `${await script(entry)}; emsDataQuality.createChecker({ asOf: "2025-06-30", locale: "fr" }).check({ eventId: "EMS-1" }).findings.length > 0`,
      page,
    );
    expect(result).toBe(entry.endsWith("engine") ? "function" : true);
  });

  test("is as large as docs/packaging.md says", async () => {
    const { atOnce, later } = await sizes(entry);
    console.log(`${entry}: ${atOnce.toFixed(1)} KB gzipped, ${later.toFixed(1)} KB later`);
    expect(atOnce / stated(entry)).toBeGreaterThan(0.9);
    expect(atOnce / stated(entry)).toBeLessThan(1.1);
  });
});
