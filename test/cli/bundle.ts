import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "../../scripts/bundle.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Bundles the command from the sources as they are now, once for all tests that run it: a process that compiles them takes
 * ten times as long to start.
 */
export default async function bundleCommand(): Promise<(() => void) | undefined> {
  if (process.env.EMS_DQ_CLI !== undefined) return undefined;
  const folder = join(root, "node_modules/.cache", `cli-test-${process.pid}`);
  await bundle(["cli/main"], join(folder, "dist"));
  symlinkSync(join(root, "schemas"), join(folder, "schemas"));
  process.env.EMS_DQ_CLI = join(folder, "dist/cli/main.js");
  return () => rmSync(folder, { recursive: true, force: true });
}
