import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { root } from "./root.ts";
import { pack } from "./tarball.ts";

/** What a file of types imports. */
// Not the end of a text, as in `"from" | "until"`.
const specifier = /(?:(?<=[\s}])from|\bimport\()\s*"([^"\n]+)"/g;

/** What the types of an entry import that is no file of the package. */
function outsideOfTypes(entry: string): readonly string[] {
  const outside = new Set<string>();
  const seen = new Set<string>();
  function visit(path: string): void {
    if (seen.has(path)) return;
    seen.add(path);
    for (const [, name = ""] of readFileSync(join(root, path), "utf8").matchAll(specifier)) {
      if (name.startsWith(".")) visit(join(dirname(path), name.replace(/\.[jt]s$/, ".d.ts")));
      else outside.add(name);
    }
  }
  visit(entry);
  return [...outside];
}

/** What the code of an entry imports, at once or later, that is no file of the package. */
async function outsideOfCode(
  entry: string,
  when: "at once" | "at any time" = "at any time",
): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    packages: "external",
    external: ["node:*"],
    platform: "neutral",
    format: "esm",
    outdir: "dist",
    write: false,
    metafile: true,
    logLevel: "error",
  });
  return Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports)
    .filter(({ kind }) => when === "at any time" || kind !== "dynamic-import")
    .map(({ path }) => path);
}

const isOf = (name: string, packageName: string): boolean =>
  name === packageName || name.startsWith(`${packageName}/`);

const { files } = pack();

describe("the tarball", () => {
  test("holds code, types, rules and their pages, profiles, schemas, README and licence, and nothing else", () => {
    const known =
      /^(?:dist\/.+\.(?:js|d\.ts)|dist\/third-party-licences\.txt|rules\/(?:.+\.json|ledger\.csv)|docs\/rules\/.+\.md|profiles\/[^/]+\.json|schemas\/(?:[^/]+\.schema|openapi)\.json|locales\/[a-z]+\.json|package\.json|README\.md|LICENSE)$/;
    expect(files.filter((file) => !known.test(file))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(["README.md", "LICENSE", "dist/third-party-licences.txt"]));
  });

  test("holds every file that package.json names", () => {
    const named = Object.values(manifest.exports)
      .flatMap((target) => (typeof target === "string" ? [target] : [target.types, target.default]))
      .filter((target) => !target.includes("*"))
      .concat(Object.values(manifest.bin))
      .map((target) => target.replace(/^\.\//, ""));
    expect(files).toEqual(expect.arrayContaining(named));
  });

  test("holds every rule, its page that findings lead to, and every profile", () => {
    const shipped = ["rules", "docs/rules", "profiles"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => /\.(?:json|md)$/.test(file))
        .map((file) => `${folder}/${file.replaceAll("\\", "/")}`),
    );
    expect(files).toEqual(expect.arrayContaining(shipped));
  });
});

describe("imports", () => {
  const dependencies = Object.keys(manifest.dependencies);

  test.each(["dist/index.js", "dist/engine.js"])(
    "%s imports nothing at once: no Node, no package",
    async (entry) => {
      expect(await outsideOfCode(entry, "at once")).toEqual([]);
    },
  );

  test("look-ups alone load a package, and later", async () => {
    expect(await outsideOfCode("dist/index.js")).toEqual(["json-rules-engine"]);
    expect(await outsideOfCode("dist/engine.js")).toEqual([]);
  });

  test("the pure entries need no types but those of zod and of Standard Schema", () => {
    expect([...outsideOfTypes("dist/index.d.ts")].sort()).toEqual(["@standard-schema/spec", "zod"]);
    expect(outsideOfTypes("dist/engine.d.ts")).toEqual(["zod"]);
  });

  test("the Node entry and the command import Node and what package.json lists under dependencies, all of it", async () => {
    const names = [
      ...(await outsideOfCode("dist/node.js")),
      ...(await outsideOfCode("dist/cli/main.js")),
      ...outsideOfTypes("dist/node.d.ts"),
    ].filter((name) => !isBuiltin(name));
    expect(names.filter((name) => !dependencies.some((each) => isOf(name, each)))).toEqual([]);
    // zod's code is copied in, its types are not.
    const used = [...names, ...outsideOfTypes("dist/index.d.ts")];
    expect(dependencies.filter((each) => !used.some((name) => isOf(name, each)))).toEqual([]);
  });
});
