import type { RuleFile } from "./ruleFolder.ts";

/** A place in a rule file. */
export interface RulePlace {
  readonly file: string;
  /** First line is 1; not known in a file that is nested too deeply to be walked. */
  readonly line?: number;
  readonly column?: number;
}

/** Finds the parts of rules and of named conditions in the files that they come from. */
export interface RulePlaces {
  /** `path` is in the rule, as `$.when.all[2]`; `undefined` for a rule of no file. */
  readonly ofRule: (id: string, path: string) => RulePlace | undefined;
  /** `path` starts with the condition's own, as `$.conditions["took-place"].all[0]`. */
  readonly ofCondition: (name: string, path: string) => RulePlace | undefined;
  /** The conditions with names that stand in the files, in their order. */
  readonly conditions: readonly string[];
}

export function createRulePlaces(files: readonly RuleFile[]): RulePlaces {
  const rules = new Map<string, { readonly file: RuleFile; readonly root: string }>();
  const conditions = new Map<string, RuleFile>();
  for (const file of files) {
    const { value } = file.json;
    const listed = Array.isArray(value) ? value : property(value, "rules");
    const root = Array.isArray(value) ? "$" : "$.rules";
    if (Array.isArray(listed))
      for (const [index, rule] of listed.entries()) add(rule, file, `${root}[${index}]`);
    else add(value, file, "$");
    const named = Array.isArray(value) ? undefined : property(value, "conditions");
    if (typeof named === "object" && named !== null)
      for (const name of Object.keys(named)) conditions.set(name, file);
  }

  function add(rule: unknown, file: RuleFile, root: string): void {
    const id = property(rule, "id");
    if (typeof id === "string" && !rules.has(id)) rules.set(id, { file, root });
  }

  return {
    ofRule(id, path) {
      const found = rules.get(id);
      return found && placeIn(found.file, found.root + path.slice(1));
    },
    ofCondition(name, path) {
      const file = conditions.get(name);
      return file && placeIn(file, path);
    },
    conditions: [...conditions.keys()],
  };
}

function placeIn({ file, json }: RuleFile, path: string): RulePlace {
  const { line, column } = json.locate({ code: "place", message: "", path });
  return {
    file,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}

function property(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
