import { countryData } from "./countryData.ts";
import type { Entry } from "./vocabulary.ts";

/** ISO 3166-1 alpha-2, with alpha-3 and the names in English, French and Spanish. */
export const countries: readonly Entry[] = countryData.split("\n").map((line) => {
  const [code = "", ...synonyms] = line.split("|");
  return { code, synonyms };
});
