/** What has a JSON Schema in the package. */
export const schemaNames = [
  "rule",
  "ruleset",
  "profile",
  "event",
  "report",
  "config",
  "config-check",
  "waivers",
  "baseline",
] as const;
