import { DataQualityError, type Problem } from "../errors.ts";
import { parseLocatedJson } from "../json.ts";
import { readProfile } from "./read.ts";
import type { Profile } from "./schema.ts";

/** Characters of the largest profile, with its list of values, that makes sense. */
const largest = 2_000_000;

/**
 * Reads a mapping profile from the text of its file. Every mistake is told at once, with its line.
 *
 * @throws {DataQualityError}
 *
 * @example
 * ```ts
 * const profile = loadProfile(await readFile("my-unit.json", "utf8"), "my-unit.json");
 * ```
 */
export function loadProfile(text: string, file: string): Profile {
  if (text.length > largest) {
    throw new DataQualityError([
      { code: "profile-too-large", message: "The file is too large for a profile.", file },
    ]);
  }
  const json = parseLocatedJson(text, file);
  let profile: Profile | undefined;
  let mistakes: readonly Problem[] = [];
  try {
    profile = readProfile(json.value, file);
  } catch (error) {
    if (!(error instanceof DataQualityError)) throw error;
    mistakes = error.problems.map(json.locate);
  }
  const [first, ...rest] = [...json.duplicates(), ...mistakes];
  if (first !== undefined) throw new DataQualityError([first, ...rest]);
  if (profile === undefined) throw new Error("a profile is read or its mistakes are told");
  return profile;
}
