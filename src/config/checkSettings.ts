import type { Problem } from "../errors.ts";
import { eventVocabulary, type OwnVocabulary } from "../events/eventVocabulary.ts";
import { unknownRule } from "../findings/unknownRule.ts";
import { describe, jsonPath } from "../issues.ts";
import { nearest } from "../nearest.ts";
import { checkRule, type Names, namesOf } from "../rules/check.ts";
import type { Rule, Ruleset } from "../rules/schema.ts";
import { shorten } from "../shorten.ts";
import type { Block, Change, Config } from "./config.ts";

/** What is wrong with what a configuration says of rules, with file and place. */
export function checkSettings({ layers }: Config, ruleset: Ruleset, own: OwnVocabulary): readonly Problem[] {
  const rules = new Map(ruleset.rules.map((rule) => [rule.id, rule]));
  const ids = [...rules.keys()];
  let names: Names | undefined;
  const namesHere = (): Names => {
    names ??= namesOf(eventVocabulary(own), ruleset.conditions ?? {});
    return names;
  };
  const problems: Problem[] = [];
  /** Rules that something before switches off. */
  const off = new Set<string>();
  for (const { file, blocks, locate } of layers) {
    for (const block of blocks) {
      for (const [id, { changes }] of block.settings) {
        const path = [...block.path, id];
        const rule = rules.get(id);
        const found =
          rule === undefined
            ? [{ ...unknownRule(id, ids), path: jsonPath(path) }]
            : [
                ...checkState(rule, changes, off, path),
                ...changes.flatMap((change) =>
                  change.kind === "param"
                    ? checkParam(rule, change, namesHere, [...path, "params", change.name])
                    : [],
                ),
              ];
        for (const problem of found)
          problems.push(locate({ ...(file === null ? {} : { file }), ...problem }));
      }
      remember(block, off);
    }
  }
  return problems;
}

function remember({ settings }: Block, off: Set<string>): void {
  for (const [id, { changes }] of settings)
    if (changes.some(({ kind, value }) => kind === "enabled" && value === false)) off.add(id);
}

function checkState(
  { id, state }: Rule,
  changes: readonly Change[],
  off: ReadonlySet<string>,
  path: readonly PropertyKey[],
): readonly Problem[] {
  if (state === "retired")
    return [
      {
        code: "rule-retired",
        message: `The rule ${id} is retired: it checks nothing any more, and no setting can switch it on.`,
        path: jsonPath(path),
        hint: "Take the setting out.",
      },
    ];
  const enables = changes.some(({ kind, value }) => kind === "enabled" && value === true);
  if (state !== "shadow" || !enables || off.has(id)) return [];
  return [
    {
      code: "rule-on-trial",
      message: `The rule ${id} is on trial: it is on, and what it finds counts for nothing until it is promoted.`,
      path: jsonPath([...path, "enabled"]),
      hint: "Take it out; a configuration promotes no rule.",
    },
  ];
}

function checkParam(
  rule: Rule,
  { name, value }: Extract<Change, { kind: "param" }>,
  namesHere: () => Names,
  keys: readonly PropertyKey[],
): readonly Problem[] {
  const path = jsonPath(keys);
  const params = rule.params ?? {};
  const param = Object.hasOwn(params, name) ? params[name] : undefined;
  if (param === undefined) return [unknownParam(rule.id, name, Object.keys(params), path)];
  const expected = expectedOf(param.default);
  const wrong = { code: "invalid-value", path, found: describe(value) };
  if (!isAlike(value, param.default))
    return [{ ...wrong, message: `The parameter ${name} of ${rule.id} is another kind of value.`, expected }];
  const names = { ...namesHere(), file: undefined };
  const changed: Rule = { ...rule, params: { ...params, [name]: { ...param, default: value } } };
  const mistakes = checkRule(changed, names, "$");
  if (mistakes.length === 0) return [];
  // What is wrong with the rule as it stands is no mistake of the configuration.
  const known = new Set(checkRule(rule, names, "$").map(({ code, path: at }) => `${code} ${at}`));
  const told = new Map(
    mistakes
      .filter(({ code, path: at }) => !known.has(`${code} ${at}`))
      // Where a rule uses a parameter several times it is one mistake all the same.
      .map((mistake) => [`${mistake.code} ${mistake.message}`, mistake]),
  );
  return [...told.values()].map((mistake) => ({ ...mistake, path, found: describe(value) }));
}

function unknownParam(id: string, name: string, known: readonly string[], path: string): Problem {
  const near = nearest(name, known);
  return {
    code: "unknown-parameter",
    message: `The rule ${id} has no parameter ${JSON.stringify(shorten(name, 100))}.`,
    path,
    expected:
      known.length === 0
        ? "no parameters: the rule has none"
        : `${known.length === 1 ? "" : "one of "}${known.join(", ")}`,
    ...(near === undefined ? {} : { hint: `Did you mean ${JSON.stringify(near)}?` }),
  };
}

type Value = Extract<Change, { kind: "param" }>["value"];

/** Of the same type; a list, of items of types that its items have. */
function isAlike(value: Value, model: Value): boolean {
  if (typeof model !== "object") return typeof value === typeof model;
  const types = new Set(model.map((item) => typeof item));
  return typeof value === "object" && value.every((item) => types.has(typeof item));
}

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "number",
  boolean: "true or false",
};

function expectedOf(model: Value): string {
  if (typeof model !== "object")
    return `${model === true || model === false ? "" : "a "}${kinds[typeof model]}`;
  return `a list of ${[...new Set(model.map((item) => kinds[typeof item]))].join(" or ")}`;
}
