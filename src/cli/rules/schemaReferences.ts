import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { SchemaReferences } from "../../review/lint/subject.ts";

/** Where the schemas lie that editors use: in the package itself, or as it is installed. */
const folders = ["schemas", "node_modules/ems-data-quality/schemas"];

/** The schemas that files of a folder can name, looked for in the folders around it. */
export interface FoundSchemas extends SchemaReferences {
  /** Those that there are. */
  readonly files: readonly string[];
}

/** Looks for the schemas when they are asked for. */
export function schemaReferences(folder: string): FoundSchemas {
  const known = new Map<string, string | undefined>();
  function schemaOf(kind: "rule" | "ruleset"): string | undefined {
    if (!known.has(kind)) known.set(kind, findSchema(resolve(folder), `${kind}.schema.json`));
    return known.get(kind);
  }
  return {
    get files() {
      return (["rule", "ruleset"] as const).flatMap((kind) => schemaOf(kind) ?? []);
    },
    wanted(file, kind) {
      const schema = schemaOf(kind);
      return schema === undefined
        ? undefined
        : relative(dirname(resolve(file)), schema).replaceAll("\\", "/");
    },
    leads: (file, reference) => existsSync(resolve(dirname(file), reference)),
  };
}

function findSchema(start: string, name: string): string | undefined {
  for (let at = start; ; at = dirname(at)) {
    for (const folder of folders) {
      const file = join(at, folder, name);
      // Another program may have schemas of the same names.
      if (existsSync(file) && readFileSync(file, "utf8").includes('"violation"')) return file;
    }
    // Beyond the repository there are other people's files.
    if (dirname(at) === at || existsSync(join(at, ".git"))) return undefined;
  }
}
