/** Bundles the sources as the package has them; the tests of the command run the same bundle. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** @param entries Files of `src` without their ending: `cli/main`. */
export async function bundle(entries: readonly string[], outdir: string): Promise<Metafile> {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    dependencies: Readonly<Record<string, string>>;
  };
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries.map((entry) => ({ in: `src/${entry}.ts`, out: entry })),
    outdir,
    bundle: true,
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    format: "esm",
    // The pure entries are for any platform; what is Node's must be imported by its full name.
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2023",
    external: ["node:*", ...Object.keys(dependencies).filter((name) => name !== "zod")],
    legalComments: "none",
    // What is shorter is compiled sooner: a tenth of an import. Names stay, and lines, for whoever reads a stack trace.
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 160,
    metafile: true,
    logLevel: "warning",
  });
  return metafile;
}
