import { shippedProfiles } from "../shipped/profiles.generated.ts";

/** Names of the profiles that come with the package; the first is used where none is named. */
export const builtinProfileNames: readonly string[] = Object.keys(shippedProfiles).sort(
  (one, other) => Number(other === "ems") - Number(one === "ems") || (one < other ? -1 : 1),
);
