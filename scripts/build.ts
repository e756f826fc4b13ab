/**
 * Builds the package into `dist/`.
 *
 * The code is bundled by esbuild, since loading some 150 small modules costs more than Node's own start: an import took
 * 2.5 times bare Node as modules, 1.6 times as bundles. Types come from tsc, module by module.
 *
 * What is under `dependencies` stays an import. What is under `devDependencies` and used by `src` is copied into the
 * bundles, only the functions used, with its licence beside it. zod is both: its code is copied (its own import loads
 * sixty files), its types are imported by ours.
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Metafile } from "esbuild";
import { bundle } from "./bundle.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const temporary = join(root, "node_modules/.cache", `build-${process.pid}`);
const code = join(temporary, "dist");
const types = join(temporary, "types");
const entries = ["index", "engine", "node"] as const;

function runNode(file: string, ...more: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [file, ...more], { cwd: root, stdio: "inherit" });
  if (status !== 0) throw new Error(`${relative(root, file)} failed`);
}

/** The declarations that the entries' types need; the others describe modules that are no longer there. */
function reachable(): ReadonlySet<string> {
  const found = new Set<string>();
  function visit(file: string): void {
    if (found.has(file)) return;
    found.add(file);
    const text = readFileSync(file, "utf8");
    for (const [, specifier = ""] of text.matchAll(/(?:from|import\()\s*"(\.[^"]+)\.(?:ts|js)"/g))
      visit(join(dirname(file), `${specifier}.d.ts`));
  }
  for (const entry of entries) visit(join(types, `${entry}.d.ts`));
  return found;
}

function licencesOf(...metafiles: readonly Metafile[]): string {
  const packages = new Set(
    metafiles
      .flatMap(({ inputs }) => Object.keys(inputs))
      .flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []),
  );
  const texts = [...packages].sort().map((name) => {
    const folder = join(root, "node_modules", name);
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no licence file, so its code may not be copied`);
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  return `Parts of these packages are copied into the files of this folder.\n\n${texts.join(`\n${"-".repeat(80)}\n\n`)}`;
}

try {
  runNode(join(root, "node_modules/tsx/dist/cli.mjs"), "scripts/generate.ts");
  runNode(
    join(root, "node_modules/typescript/bin/tsc"),
    ...["-p", "tsconfig.build.json", "--emitDeclarationOnly", "--outDir", types],
  );

  // Two bundles: in one, what the entries share with each of the commands would be a file of its own, twenty for an import.
  const library = await bundle(entries, code);
  const command = await bundle(["cli/main"], code);
  writeFileSync(join(code, "third-party-licences.txt"), licencesOf(library, command));
  for (const file of reachable()) {
    const target = join(code, relative(types, file));
    mkdirSync(dirname(target), { recursive: true });
    renameSync(file, target);
  }
  chmodSync(join(code, "cli/main.js"), 0o755);

  // Imported late: the schemas rest on what generate.ts has just written.
  const { writeSchemas } = await import("./schemas.ts");
  writeSchemas(join(root, "schemas"));

  rmSync(join(root, "dist"), { recursive: true, force: true });
  renameSync(code, join(root, "dist"));
} finally {
  if (existsSync(temporary)) rmSync(temporary, { recursive: true });
}
