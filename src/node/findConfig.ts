import { lstatSync } from "node:fs";
import { join } from "node:path";
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
