/** What has a JSON Schema in the package. */
export const schemaNames = ["rule", "ruleset", "profile", "report"] as const;
export type SchemaName = (typeof schemaNames)[number];
