import { builtinProfile } from "./builtin.ts";
import { builtinProfileNames } from "./builtinNames.ts";
import type { Profile } from "./schema.ts";

/** How to tell more than a profile says: where it comes with the package, by one that builds on it. */
export function writeInto(profile: Profile, keys: string): string {
  // A copy of one may have its name.
  const isShipped = builtinProfileNames.includes(profile.name) && builtinProfile(profile.name) === profile;
  return isShipped
    ? `write { "extends": ${JSON.stringify(profile.name)}, ${keys} } into a file and pass it with --profile`
    : `write ${keys} into the profile`;
}
