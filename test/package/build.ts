import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";

/** What the build reads. */
const inputs = [
  "src",
  "rules",
  "profiles",
  "scripts/build.ts",
  "scripts/schemas.ts",
  "scripts/openapi.ts",
  "package.json",
];

function newest(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return readdirSync(path).reduce((time, entry) => Math.max(time, newest(join(path, entry))), 0);
}

/** Builds where `dist/` is missing or older than what it is made of. */
export default function build(): void {
  const built = join(root, "dist/index.js");
  if (existsSync(built) && inputs.every((input) => newest(join(root, input)) < statSync(built).mtimeMs))
    return;
  const { status, stdout, stderr } = spawnSync("npm", ["run", "build"], { cwd: root, encoding: "utf8" });
  if (status !== 0)
    throw new Error(`The build failed, so the package cannot be tested.\n${stdout}\n${stderr}`);
}
