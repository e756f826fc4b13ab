import type { Entry } from "./vocabulary.ts";

/** Learning platforms that hold UNITAR's courses. */
export const platforms: readonly Entry[] = [
  {
    code: "moodle",
    synonyms: [
      "UNITAR moodle",
      "UNITAR e-learning platform",
      "UNITAR learning platform",
      "UNITAR LMS",
      "VLE",
      "plateforme moodle",
      "plataforma moodle",
    ],
  },
  {
    code: "uncclearn",
    synonyms: ["UN CC:Learn", "UN CC Learn", "UN CC:e-Learn", "UNCC:e-Learn", "UN CC e-learn"],
  },
  { code: "edapp", synonyms: ["Ed App", "SC Training", "SafetyCulture", "SafetyCulture Training"] },
  { code: "openwho", synonyms: ["Open WHO", "OpenWHO.org", "WHO platform"] },
  { code: "who-academy", synonyms: ["WHO Academy", "WHO Academy LXP", "WHO LXP", "LXP"] },
  { code: "other", synonyms: ["others", "other platform", "external", "autre", "otra", "otro"] },
  { code: "none", synonyms: ["no", "no platform", "aucune", "aucun", "ninguna", "ninguno"] },
];
