import { DataQualityError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { shippedProfiles } from "../shipped/profiles.generated.ts";
import { builtinProfileNames } from "./builtinNames.ts";
import type { Profile } from "./schema.ts";

const known = new Map<string, Profile>();

/**
 * A profile that comes with the package.
 *
 * @throws {DataQualityError} where there is none of this name.
 */
export function builtinProfile(name = "ems"): Profile {
  const profile = known.get(name);
  if (profile !== undefined) return profile;
  const text = Object.hasOwn(shippedProfiles, name) ? shippedProfiles[name] : undefined;
  if (text === undefined) {
    const near = nearest(name, builtinProfileNames);
    throw new DataQualityError([
      {
        code: "profile-unknown",
        message: `No profile ${JSON.stringify(name.slice(0, 60))} comes with the package.`,
        expected: builtinProfileNames.join(", "),
        hint:
          near === undefined
            ? "Name one of these, or a file that ends with .json."
            : `Did you mean ${JSON.stringify(near)}? A profile of your own is named by its file, which ends with .json.`,
      },
    ]);
  }
  // Not read through the schema, to which a test holds it: that would cost each start ten milliseconds.
  const fresh: Profile = JSON.parse(text);
  known.set(name, fresh);
  return fresh;
}
