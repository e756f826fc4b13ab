import { DataQualityError } from "../errors.ts";
import { builtinProfile } from "../profile/builtin.ts";
import { builtinProfileNames } from "../profile/builtinNames.ts";
import { loadProfile } from "../profile/load.ts";
import type { Profile } from "../profile/schema.ts";
import { openInput } from "./input.ts";
import { utf8 } from "./utf8.ts";

/** Bytes of a file that is no profile but data, named by mistake. */
const largest = 8_000_000;

/**
 * A mapping profile by name (`ems`) or by the path of its file.
 *
 * @throws {DataQualityError} where there is none, and with every mistake in it.
 */
export async function openProfile(nameOrPath: string): Promise<Profile> {
  if (builtinProfileNames.includes(nameOrPath) || !/[./\\]/.test(nameOrPath))
    return builtinProfile(nameOrPath);
  const input = await openInput(nameOrPath, undefined);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of utf8(input.bytes)) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > largest) {
        throw new DataQualityError([
          { code: "profile-too-large", message: "The file is too large for a profile.", file: input.file },
        ]);
      }
    }
  } finally {
    await input.close();
  }
  return loadProfile(Buffer.concat(chunks).toString("utf8"), input.file);
}
