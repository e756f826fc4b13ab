import { existsSync, lstatSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { errorCode } from "../systemError.ts";

/** The name of the file that is taken where none is named. */
export const configFileName = "ems-dq.config.json";

/** The configuration of a folder; `undefined` where there is none. What is there and cannot be read is for `loadConfig` to tell. */
export function findConfig(folder: string): string | undefined {
  const file = join(folder, configFileName);
  try {
    // Not followed: a link that leads nowhere is no configuration that may be passed over in silence.
    lstatSync(file);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(errorCode(error))) return undefined;
  }
  return file;
}

/**
 * The nearest configuration in a folder above, by its path from the folder; not beyond a repository. No command takes it,
 * since what counts should stand beside where it is called.
 */
export function configAbove(folder: string): string | undefined {
  const start = resolve(folder);
  for (let here = start; ; ) {
    const above = dirname(here);
    if (above === here || existsSync(join(here, ".git"))) return undefined;
    const file = findConfig(above);
    if (file !== undefined) return relative(start, file);
    here = above;
  }
}
