import { DataQualityError, type Problem, refuseProblems } from "../errors.ts";
import { isTooDeep, jsonPath, problemsOf, valueAt } from "../issues.ts";
import {
  checkCondition,
  checkCycles,
  checkRule,
  checkSize,
  countNodes,
  namesOf,
  problem,
  type Vocabulary,
} from "./check.ts";
import {
  type Condition,
  conditionSchema,
  limits,
  type Rule,
  type Ruleset,
  ruleSchema,
  rulesetSchema,
} from "./schema.ts";

/** A rule set or a part of it, with the name of the file that it comes from. */
export interface RuleSource {
  /** The parsed JSON: a rule, a list of rules, or a rule set. */
  readonly json: unknown;
  readonly file?: string;
}

/**
 * Reads rules from data and tells every mistake at once.
 *
 * @param json A rule, a list of rules, or a rule set `{ name, version, conditions?, rules }`; or the text of one.
 * @throws {DataQualityError} with one problem for each mistake: JSON path, what was found, what was expected, and the
 * nearest valid name.
 *
 * @example
 * ```ts
 * const ruleset = parseRules(JSON.parse(text), { facts });
 * ```
 */
export function parseRules(json: unknown, vocabulary: Vocabulary = {}): Ruleset {
  return parseRuleSources([{ json: typeof json === "string" ? parseText(json) : json }], vocabulary);
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DataQualityError([
      {
        code: "json-syntax",
        message: `The text is not JSON: ${error instanceof Error ? error.message : "?"}.`,
      },
    ]);
  }
}

/** As {@link parseRules}, from several files that make one rule set. An id may be used once in all of them. */
export function parseRuleSources(sources: readonly RuleSource[], vocabulary: Vocabulary = {}): Ruleset {
  const problems: Problem[] = [];
  let name = "rules";
  let version = "0";
  const conditions: Record<string, Condition> = Object.create(null);
  const rules: { rule: Rule; path: string; file: string | undefined }[] = [];
  const partly: (Partly & { file: string | undefined })[] = [];
  const places: { name: string; condition: Condition; path: string; file: string | undefined }[] = [];
  for (const { json, file } of sources) {
    const parts = guarded(() => split(json, file), file, "$");
    // Not spread into a call: a hostile file has more mistakes than a call can have arguments.
    for (const each of parts.problems) problems.push(each);
    if (parts.name !== undefined) name = parts.name;
    if (parts.version !== undefined) version = parts.version;
    for (const [key, condition] of Object.entries(parts.conditions)) {
      const path = jsonPath(["conditions", key]);
      if (key in conditions)
        problems.push(
          problem("condition-duplicate", `The condition ${JSON.stringify(key)} is there twice.`, file, path),
        );
      conditions[key] = condition;
      places.push({ name: key, condition, path, file });
    }
    for (const each of parts.rules) rules.push({ ...each, file });
    for (const each of parts.partly ?? []) partly.push({ ...each, file });
  }
  if (rules.length > limits.rules)
    problems.push(
      problem(
        "too-many-rules",
        `There are ${rules.length} rules; at most ${limits.rules} can be loaded.`,
        undefined,
        "$",
      ),
    );
  const seen = new Map<string, string>();
  // Without a prototype: no condition is there that nobody wrote.
  const shared: Record<string, Condition> = Object.assign(
    Object.create(null),
    vocabulary.conditions,
    conditions,
  );
  const names = namesOf(vocabulary, shared);
  for (const { condition, path, file } of places) {
    // How deep they are with the conditions that they name is told once for each, by checkCycles.
    const place = { ...names, levelsOf: () => 0, params: {}, file };
    const tooMany = checkSize(countNodes(condition), file, path);
    for (const each of tooMany.length > 0 ? tooMany : checkCondition(condition, place, path))
      problems.push(each);
  }
  for (const each of checkCycles(names, places)) problems.push(each);
  for (const { part, path, params, file } of partly) {
    for (const each of checkCondition(part, { ...names, params, file }, path)) problems.push(each);
  }
  for (const { rule, path, file } of rules) {
    const before = seen.get(rule.id);
    if (before !== undefined)
      problems.push(
        problem(
          "rule-duplicate",
          `The rule id ${rule.id} is used already, in ${before}.`,
          file,
          `${path}.id`,
        ),
      );
    seen.set(rule.id, file ?? path);
    for (const each of checkRule(rule, { ...names, file }, path)) problems.push(each);
  }
  refuseProblems(problems);
  return { name, version, conditions: { ...shared }, rules: rules.map(({ rule }) => rule) };
}

interface Parts {
  readonly name?: string;
  readonly version?: string;
  readonly conditions: Readonly<Record<string, Condition>>;
  readonly rules: readonly { readonly rule: Rule; readonly path: string }[];
  readonly problems: readonly Problem[];
  /** The sound conditions of rules that are not: what is wrong in them is told in the same breath. */
  readonly partly?: readonly Partly[];
}

interface Partly {
  readonly part: Condition;
  readonly path: string;
  readonly params: NonNullable<Rule["params"]>;
}

/** Deeper than any rule can be: a condition of the deepest kind inside an example or a rule set. */
const deepest = limits.depth * 2 + 20;

const shellSchema = rulesetSchema.partial({ name: true, version: true, rules: true });
const ruleKeys = Object.keys(ruleSchema.shape);
const innerKeys = [
  "all",
  "any",
  "not",
  "condition",
  "fact",
  "operator",
  "value",
  "param",
  "of",
  "points",
  "after",
  "days",
  "from",
  "to",
  "default",
  "unit",
  "source",
  "field",
  "expected",
  "suggest",
  "nearest",
  "event",
  "absent",
  "asOf",
  "expect",
  "date",
  "change",
];
const keys = [...new Set([...ruleKeys, ...innerKeys, ...Object.keys(rulesetSchema.shape)])];

function split(json: unknown, file: string | undefined): Parts {
  if (isTooDeep(json, deepest)) {
    return {
      conditions: {},
      rules: [],
      problems: [problem("too-deep", `The file is nested more than ${deepest} levels deep.`, file, "$")],
    };
  }
  if (isTooLong(json)) return tooLong(json.length, file, "$");
  if (Array.isArray(json)) return join(json.map((item, index) => parseOne(item, file, `$[${index}]`)));
  const isObject = typeof json === "object" && json !== null;
  if (!isObject || !("rules" in json || "conditions" in json)) return parseOne(json, file, "$");
  const rules: unknown = "rules" in json ? json.rules : [];
  if (isTooLong(rules)) return tooLong(rules.length, file, "$.rules");
  const shell = shellSchema.safeParse({ ...json, rules: [] });
  const listed = Array.isArray(rules) ? rules : [];
  const inside = join(listed.map((item, index) => parseOne(item, file, `$.rules[${index}]`)));
  const notAList = Array.isArray(rules)
    ? []
    : [problem("invalid-value", "The rules must be a list.", file, "$.rules")];
  if (!shell.success) {
    return {
      ...inside,
      problems: [...problemsOf(shell.error.issues, json, keys, file), ...notAList, ...inside.problems],
    };
  }
  const { name, version, conditions } = shell.data;
  return {
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
    conditions: conditions ?? {},
    rules: inside.rules,
    problems: [...notAList, ...inside.problems],
  };
}

function isTooLong(json: unknown): json is readonly unknown[] {
  return Array.isArray(json) && json.length > limits.rules;
}

function tooLong(length: number, file: string | undefined, path: string): Parts {
  const message = `There are ${length} rules; at most ${limits.rules} can be loaded.`;
  return { conditions: {}, rules: [], problems: [problem("too-many-rules", message, file, path)] };
}

function join(parts: readonly Parts[]): Parts {
  return {
    conditions: {},
    rules: parts.flatMap(({ rules }) => rules),
    problems: parts.flatMap(({ problems }) => problems),
    partly: parts.flatMap(({ partly }) => partly ?? []),
  };
}

function parseOne(json: unknown, file: string | undefined, path: string): Parts {
  return guarded(() => readOne(json, file, path), file, path);
}

/**
 * Reading data compares and prints it, and an object may refuse: one without prototype does, and so does
 * `{ "toString": 1, "valueOf": 1 }`, which is JSON.
 */
function guarded(read: () => Parts, file: string | undefined, path: string): Parts {
  try {
    return read();
  } catch {
    const message = "Something in it is not what JSON is made of, or takes the place of a method.";
    const mistake = problem("invalid-value", message, file, path, { expected: "plain JSON" });
    return { conditions: {}, rules: [], problems: [mistake] };
  }
}

/** The conditions of a rule that has a mistake elsewhere, where its parameters at least can be read. */
function soundParts(json: unknown, path: string): readonly Partly[] {
  if (typeof json !== "object" || json === null) return [];
  const params = ruleSchema.shape.params.safeParse(valueAt(json, ["params"]));
  if (!params.success) return [];
  return (["when", "violation"] as const).flatMap((key) => {
    const part = conditionSchema.safeParse(valueAt(json, [key]));
    return part.success ? [{ part: part.data, path: `${path}.${key}`, params: params.data ?? {} }] : [];
  });
}

function readOne(json: unknown, file: string | undefined, path: string): Parts {
  const parsed = ruleSchema.safeParse(json);
  if (parsed.success) return { conditions: {}, rules: [{ rule: parsed.data, path }], problems: [] };
  const problems = problemsOf(parsed.error.issues, json, keys, file).map((each) => ({
    ...each,
    path: path + (each.path ?? "$").slice(1),
  }));
  return { conditions: {}, rules: [], problems, partly: soundParts(json, path) };
}
