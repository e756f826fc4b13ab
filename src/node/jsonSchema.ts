import { profileSchema } from "../profile/schema.ts";
import { reportSchema } from "../report/schema.ts";
import { ruleSchema, rulesetSchema } from "../rules/schema.ts";
import * as z from "../zod.ts";
import type { SchemaName } from "./schemaNames.ts";

const schemas: Readonly<Record<SchemaName, { readonly title: string; readonly schema: z.ZodType }>> = {
  rule: { title: "Rule of ems-data-quality", schema: ruleSchema },
  ruleset: { title: "Rule set of ems-data-quality", schema: rulesetSchema },
  profile: { title: "Mapping profile of ems-data-quality", schema: profileSchema },
  report: { title: "Report of ems-data-quality", schema: reportSchema },
};

/** The JSON Schema (draft 2020-12) of what a person writes or a program reads, made from the schema that checks it. */
export function jsonSchemaOf(name: SchemaName): object {
  const { title, schema } = schemas[name];
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: name === "report" ? "output" : "input" });
  return { $schema, title, ...rest };
}
