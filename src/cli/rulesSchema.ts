import { readFileSync } from "node:fs";
import { chosen } from "./chosen.ts";
import { schemaNames } from "./schemaNames.ts";

/** Beside `src` and beside `dist` alike; a bundle in `dist/chunks` is as deep as this file. */
const folder = new URL("../../schemas/", import.meta.url);

/** Runs `ems-dq rules schema`: prints a schema as the package holds it, made from the zod schema at the build. */
export function printSchema(of: string): void {
  const name = chosen("The schema", of, schemaNames);
  process.stdout.write(readFileSync(new URL(`${name}.schema.json`, folder), "utf8"));
}
