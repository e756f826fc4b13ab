import { existsSync } from "node:fs";
import { join } from "node:path";
import { requireAll } from "../../../test/package/requireAll.ts";

/** The example's folder. */
export const example = join(import.meta.dirname, "..");

const isInstalled = existsSync(join(example, "node_modules/fastify"));

async function hasPostgres(): Promise<boolean> {
  const { serverPrograms } = await import("../src/database/temporary.ts");
  return serverPrograms() !== undefined;
}

/** Debian's Chromium; another one can be named. */
export const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/**
 * What a test needs that is not on this machine: then it is skipped with these words, or fails where everything must run.
 */
export async function missing(needs: "server" | "browser"): Promise<string | undefined> {
  const lacks = [
    ...(isInstalled ? [] : ["npm ci in examples/backend"]),
    ...((await hasPostgres()) ? [] : ["a PostgreSQL server (Debian: apt-get install postgresql)"]),
    ...(needs === "server" || existsSync(chromiumPath)
      ? []
      : ["Chromium (Debian: apt-get install chromium)"]),
  ];
  if (lacks.length === 0) return undefined;
  const words = `It needs ${lacks.join(", ")}.`;
  if (requireAll) throw new Error(words);
  console.log(`Skipped. ${words}`);
  return words;
}
