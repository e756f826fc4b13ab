import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";
import type { createLookups } from "../../src/checker/lookups.ts";
import type { Lookup } from "../../src/events/outside/defineLookup.ts";
import { emptyRecord } from "../../src/events/record.ts";

interface Bundled {
  readonly createLookups: typeof createLookups;
}

// A bundler hands on CommonJS in another way than Node does, and there the engine must be found as well.
test("look-ups are made in a browser's bundle, which loads json-rules-engine apart and only then", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ems-dq-lookups-"));
  try {
    const { metafile } = await build({
      entryPoints: [new URL("../../src/checker/lookups.ts", import.meta.url).pathname],
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "browser",
      outdir: folder,
      outExtension: { ".js": ".mjs" },
      metafile: true,
      logLevel: "silent",
    });
    const entry = join(folder, "lookups.mjs");
    expect(readFileSync(entry, "utf8")).not.toContain("factResultsCache");
    const dynamic = Object.values(metafile.outputs).flatMap(({ imports }) =>
      imports.filter(({ kind }) => kind === "dynamic-import"),
    );
    expect(dynamic).toHaveLength(1);
    const bundled: Bundled = await import(pathToFileURL(entry).href);
    const lookup: Lookup = {
      name: "projectCodeExists",
      type: "boolean",
      doc: "Whether the code is in the list.",
      outside: "lookup",
      by: [],
      lookup: async () => true,
    };
    const missing = { fact: lookup.name, why: "notLookedUp" } as const;
    const { lookups } = await bundled.createLookups([lookup]).settle(emptyRecord(), (answers) => ({
      outcomes:
        answers === undefined
          ? [{ ruleId: "a-rule", ruleVersion: 1, outcome: "notAssessed", reasons: [missing] }]
          : [],
    }));
    expect(lookups).toEqual([{ fact: lookup.name, state: "answered" }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
