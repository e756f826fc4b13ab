import { execFileSync } from "node:child_process";
import { array, object, string } from "zod";
import { root } from "./root.ts";

const packed = array(object({ filename: string(), files: array(object({ path: string() })) })).length(1);

export interface Tarball {
  readonly filename: string;
  /** Paths in the package. */
  readonly files: readonly string[];
}

/** What `npm pack` makes of the build as it is; where a folder is given, the tarball is written there. */
export function pack(folder?: string): Tarball {
  const destination = folder === undefined ? ["--dry-run"] : ["--pack-destination", folder];
  const output = execFileSync("npm", ["pack", "--json", "--ignore-scripts", ...destination], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [entry] = packed.parse(JSON.parse(output));
  if (entry === undefined) throw new Error("npm pack named no tarball");
  return { filename: entry.filename, files: entry.files.map(({ path }) => path).sort() };
}
