import { jsonSchemaOf } from "../node/jsonSchema.ts";
import { schemaNames } from "../node/schemaNames.ts";
import { chosen } from "./chosen.ts";

/** Runs `ems-dq rules schema`. */
export function printSchema(of: string): void {
  const schema = jsonSchemaOf(chosen("schema", of, schemaNames));
  process.stdout.write(`${JSON.stringify(schema, undefined, 2)}\n`);
}
