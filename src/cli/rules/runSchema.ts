import { readFileSync } from "node:fs";
import { chosen } from "../chosen.ts";
import { packageRoot } from "../packageRoot.ts";
import { schemaNames } from "../schemaNames.ts";

/** Runs `ems-dq rules schema`: prints a schema as the package holds it, made from the zod schema at the build. */
export function runSchema(of: string): void {
  const name = chosen("The schema", of, schemaNames);
  process.stdout.write(readFileSync(new URL(`schemas/${name}.schema.json`, packageRoot), "utf8"));
}
