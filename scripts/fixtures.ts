/** Writes `fixtures/`: the sample export with its known mistakes, and the dirty forms of a small one. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fixtureFiles } from "./fixtures/files.ts";

const folder = fileURLToPath(new URL("../fixtures", import.meta.url));
const files = fixtureFiles();
mkdirSync(join(folder, "dirty"), { recursive: true });
// A file that is no longer made would be tested for ever.
for (const name of readdirSync(join(folder, "dirty"))) {
  if (!files.has(`dirty/${name}`)) rmSync(join(folder, "dirty", name));
}
for (const [path, bytes] of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
}
console.log(`${files.size} files written to fixtures/`);
