import type { Problem } from "../errors.ts";
import { vocabularies } from "../events/vocabularies/codes.ts";
import { nearestUnit } from "../events/vocabularies/nearestUnit.ts";
import { describe, isTooDeep, jsonPath, problemsOf } from "../issues.ts";
import { givesAway } from "../rules/masked.ts";
import { stages } from "../rules/schema.ts";
import { shorten } from "../shorten.ts";
import type { core } from "../zod.ts";
import {
  type Block,
  type Change,
  type ConfigLayer,
  type FileKey,
  fileKeys,
  type Scope,
  type Setting,
} from "./config.ts";
import { configLimits, configSchema, overrideSchema, paramValueSchema, settingSchema } from "./schema.ts";

/** A configuration as its file holds it, before it is read. */
export interface ConfigSource {
  /** The same for the same file. */
  readonly key: unknown;
  readonly json: unknown;
  readonly file: string | null;
  readonly locate: ConfigLayer["locate"];
  /** What is wrong with the file already. */
  readonly problems: readonly Problem[];
}

/** One file, read as far as it can be. */
export interface ReadLayer {
  readonly layer: ConfigLayer;
  /** What is wrong in it, without file and line. */
  readonly problems: readonly Problem[];
  /** What it extends, as it stands there. */
  readonly extends: unknown;
}

const keys = [
  ...Object.keys(configSchema.shape),
  ...Object.keys(overrideSchema.shape),
  ...Object.keys(settingSchema.shape),
  ...stages,
];
const shellSchema = configSchema.omit({ extends: true, rules: true, overrides: true });

/** Reads one file, without those that it extends. What is sound in it is read whatever is wrong beside it. */
export function readLayer({ json, file, locate }: ConfigSource): ReadLayer {
  const problems: Problem[] = [];
  const blocks: Block[] = [];
  const names: Partial<Record<FileKey, string>> = {};
  const done = (more: unknown): ReadLayer => ({
    layer: { file, blocks, names, locate },
    problems,
    extends: more,
  });
  if (!isObject(json)) {
    const found = describe(json);
    problems.push({
      code: "invalid-value",
      message: "The value is not valid.",
      path: "$",
      ...(givesAway(found) ? {} : { found }),
      expected: "an object",
    });
    return done(undefined);
  }
  const { extends: base, rules, overrides, ...shell } = json;
  if (isTooDeep({ rules, overrides, shell }, configLimits.levels)) {
    problems.push({ code: "too-deep", message: "The configuration is nested too deeply.", path: "$" });
    return done(base);
  }
  problems.push(...mistakesOf(shellSchema.safeParse(shell), shell, []));
  for (const key of fileKeys) {
    const name = shellSchema.shape[key].safeParse(shell[key]).data;
    if (name !== undefined) names[key] = name;
  }
  if (rules !== undefined) {
    const read = readSettings(rules, ["rules"]);
    problems.push(...read.problems);
    blocks.push({ units: [], eventTypes: [], settings: read.settings, path: ["rules"] });
  }
  if (overrides !== undefined) {
    if (!Array.isArray(overrides))
      problems.push(
        ...mistakesOf(configSchema.shape.overrides.safeParse(overrides), overrides, ["overrides"]),
      );
    else if (overrides.length > configLimits.overrides)
      problems.push({
        code: "too-many-overrides",
        message: `There are ${overrides.length} overrides; at most ${configLimits.overrides} are allowed.`,
        path: "$.overrides",
      });
    else
      for (const [index, override] of overrides.entries()) {
        const read = readOverride(override, ["overrides", index]);
        problems.push(...read.problems);
        if (read.block !== undefined) blocks.push(read.block);
      }
  }
  return done(base);
}

interface ReadSettings {
  readonly settings: ReadonlyMap<string, Setting>;
  readonly problems: readonly Problem[];
}

/** One by one: a record of zod's leaves out what is named `__proto__`, and says nothing. */
function readSettings(json: unknown, path: readonly PropertyKey[]): ReadSettings {
  const settings = new Map<string, Setting>();
  const problems: Problem[] = [];
  if (!isObject(json))
    return { settings, problems: mistakesOf(overrideSchema.shape.rules.safeParse(json), json, path) };
  for (const [id, raw] of Object.entries(json)) {
    const read = readSetting(raw, [...path, id]);
    problems.push(...read.problems);
    settings.set(id, read.setting);
  }
  return { settings, problems };
}

interface ReadSetting {
  readonly setting: Setting;
  readonly problems: readonly Problem[];
}

function readSetting(json: unknown, path: readonly PropertyKey[]): ReadSetting {
  const problems: Problem[] = [...mistakesOf(settingSchema.safeParse(json), json, path)];
  if (!isObject(json)) return { setting: { changes: [], reason: "" }, problems };
  const { shape } = settingSchema;
  const changes: Change[] = [];
  const enabled = shape.enabled.safeParse(json.enabled).data;
  if (enabled !== undefined) changes.push({ kind: "enabled", value: enabled });
  const severity = shape.severity.safeParse(json.severity).data;
  if (severity !== undefined) changes.push({ kind: "severity", value: severity });
  for (const [name, raw] of Object.entries(isObject(json.params) ? json.params : {})) {
    const { data: value, error } = paramValueSchema.safeParse(raw);
    if (value !== undefined) changes.push({ kind: "param", name, value });
    else if (name === "__proto__") problems.push(...mistakesOf({ error }, raw, [...path, "params", name]));
  }
  const told = shape.stages.safeParse(json.stages).data ?? {};
  for (const name of stages) {
    const value = told[name];
    if (value !== undefined) changes.push({ kind: "stage", name, value });
  }
  for (const key of ["params", "stages"] as const)
    if (isObject(json[key]) && Object.keys(json[key]).length === 0)
      problems.push({
        code: "setting-empty",
        message: `There is nothing in ${key}.`,
        path: jsonPath([...path, key]),
        hint: "Say what is changed, or take it out.",
      });
  // Where there is another mistake, that may be what was meant.
  if (changes.length === 0 && problems.length === 0)
    problems.push({
      code: "setting-empty",
      message: "The setting changes nothing: there is nothing in it but the reason.",
      path: jsonPath(path),
      expected: "enabled, severity, params or stages",
    });
  const reason = typeof json.reason === "string" ? json.reason.trim() : "";
  if (givesAway(reason))
    problems.push({
      code: "personal-data",
      message: "An e-mail address or a telephone number does not belong into a configuration.",
      path: jsonPath([...path, "reason"]),
      expected: "text without personal data",
    });
  return { setting: { changes, reason }, problems };
}

interface ReadOverride {
  readonly block?: Block;
  readonly problems: readonly Problem[];
}

function readOverride(json: unknown, path: readonly PropertyKey[]): ReadOverride {
  if (!isObject(json)) return { problems: mistakesOf(overrideSchema.safeParse(json), json, path) };
  const { rules, ...scope } = json;
  const inside = rules === undefined ? undefined : readSettings(rules, [...path, "rules"]);
  const problems: Problem[] = [
    // The settings are told one by one.
    ...mistakesOf(
      overrideSchema.safeParse({ ...scope, ...(rules === undefined ? {} : { rules: {} }) }),
      json,
      path,
    ),
    ...(inside?.problems ?? []),
  ];
  if (scope.units === undefined && scope.eventTypes === undefined)
    problems.push({
      code: "override-scope",
      message: "The override does not say for which units or which kinds of event it is.",
      path: jsonPath(path),
      expected: "units, eventTypes or both",
      hint: "What is for all events stands in `rules` of the file.",
    });
  if (isObject(rules) && Object.keys(rules).length === 0)
    problems.push({
      code: "override-empty",
      message: "The override sets no rule.",
      path: jsonPath([...path, "rules"]),
      hint: "Say which rule is set, or take the override out.",
    });
  const codes: Record<keyof Scope, readonly string[]> = { units: [], eventTypes: [] };
  for (const key of ["units", "eventTypes"] as const) {
    const list = overrideSchema.shape[key].safeParse(scope[key]).data ?? [];
    const read = readCodes(key, list, [...path, key]);
    codes[key] = read.codes;
    problems.push(...read.problems);
  }
  return {
    problems,
    ...(inside === undefined
      ? {}
      : { block: { ...codes, settings: inside.settings, path: [...path, "rules"] } }),
  };
}

const lists = {
  units: { list: vocabularies.unit, near: nearestUnit, code: "unknown-unit", what: "unit" },
  eventTypes: {
    list: vocabularies.eventType,
    near: vocabularies.eventType.nearest,
    code: "unknown-event-type",
    what: "event type",
  },
} as const;

function readCodes(
  key: keyof Scope,
  names: readonly string[],
  path: readonly PropertyKey[],
): { readonly codes: readonly string[]; readonly problems: readonly Problem[] } {
  const { list, near: nearestOf, code, what } = lists[key];
  const codes = new Set<string>();
  const problems: Problem[] = [];
  for (const [index, name] of names.entries()) {
    const known = list.lookUp(name);
    if (known !== undefined) codes.add(known);
    else {
      const near = nearestOf(name);
      problems.push({
        code,
        message: `There is no ${what}${givesAway(name) ? " of this name" : ` ${JSON.stringify(shorten(name, 100))}`}.`,
        path: jsonPath([...path, index]),
        expected: `one of ${list.codes.join(", ")}`,
        ...(near === undefined ? {} : { hint: `Did you mean ${JSON.stringify(near)}?` }),
      });
    }
  }
  return { codes: [...codes], problems };
}

/** What zod says, as problems with paths from the root of the file. */
function mistakesOf(
  { error }: { readonly error?: { readonly issues: readonly core.$ZodIssue[] } | undefined },
  json: unknown,
  path: readonly PropertyKey[],
): readonly Problem[] {
  if (error === undefined) return [];
  const root = jsonPath(path);
  return problemsOf(error.issues, json, keys).map(({ found, ...problem }) => ({
    ...problem,
    ...(found === undefined || givesAway(found) ? {} : { found }),
    path: root + (problem.path ?? "$").slice(1),
  }));
}

/** What a program hands over may be a map or a date, in which nothing would be found to be wrong. */
function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(json) === "[object Object]";
}
