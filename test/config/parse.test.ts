import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { applyConfig } from "../../src/config/apply.ts";
import { parseConfig } from "../../src/config/parse.ts";
import { configLimits, configSchema } from "../../src/config/schema.ts";
import { DataQualityError } from "../../src/errors.ts";
import type { Rule, Ruleset } from "../../src/rules/schema.ts";
import { shippedRules } from "../../src/shipped/rules.generated.ts";

const reason = "A reason of some words.";

function ruleBy(test: (rule: Rule) => boolean): Rule {
  const rule = shippedRules.rules.find(test);
  if (rule === undefined) throw new Error("no such rule");
  return rule;
}

/** The shipped rules, one of them retired and one on trial. */
const rules: Ruleset = {
  ...shippedRules,
  rules: shippedRules.rules.map((rule) =>
    rule.id === "cop-missing"
      ? { ...rule, state: "retired" }
      : rule.id === "gender-missing"
        ? { ...rule, state: "shadow" }
        : rule,
  ),
};
const withPattern = ruleBy(({ id }) => id === "focal-point-email-invalid");
const patternName = Object.keys(withPattern.params ?? {})[0] ?? "";

/** Code and path of each mistake. */
function mistakes(json: unknown): readonly (readonly [string, string | undefined])[] {
  try {
    parseConfig(json, { rules });
    return [];
  } catch (error) {
    if (error instanceof DataQualityError) return error.problems.map(({ code, path }) => [code, path]);
    throw error;
  }
}

const setting = (id: string, more: object): object => ({ rules: { [id]: { reason, ...more } } });
const over = (more: object): object => ({
  overrides: [{ rules: { "coc-zero": { severity: "info", reason } }, ...more }],
});
const json = (text: string): unknown => JSON.parse(text.replaceAll("REASON", JSON.stringify(reason)));

describe("each mistake is told with its code and its place", () => {
  test.each<[string, unknown, readonly (readonly [string, string])[]]>([
    ["a list", [], [["invalid-value", "$"]]],
    ["nothing", null, [["invalid-value", "$"]]],
    ["a key", { rule: {} }, [["unknown-key", "$.rule"]]],
    [
      "a key of a setting",
      setting("coc-zero", { severty: "info" }),
      [["unknown-key", '$.rules["coc-zero"].severty']],
    ],
    ["rules that are a list", { rules: [] }, [["invalid-value", "$.rules"]]],
    ["overrides that are no list", { overrides: {} }, [["invalid-value", "$.overrides"]]],
    ["an override that is none", { overrides: [7] }, [["invalid-value", "$.overrides[0]"]]],
    [
      "too many overrides",
      { overrides: Array(configLimits.overrides + 1).fill({}) },
      [["too-many-overrides", "$.overrides"]],
    ],
    ["no scope", over({}), [["override-scope", "$.overrides[0]"]]],
    ["an empty scope", over({ units: [] }), [["invalid-value", "$.overrides[0].units"]]],
    ["no rules", { overrides: [{ units: ["PTP"] }] }, [["missing-key", "$.overrides[0].rules"]]],
    [
      "rules without one",
      { overrides: [{ units: ["PTP"], rules: {} }] },
      [["override-empty", "$.overrides[0].rules"]],
    ],
    ["a unit", over({ units: ["PTP", "PTQ"] }), [["unknown-unit", "$.overrides[0].units[1]"]]],
    [
      "a kind of event",
      over({ eventTypes: ["corse"] }),
      [["unknown-event-type", "$.overrides[0].eventTypes[0]"]],
    ],
    ["a rule", setting("coc-zreo", { severity: "info" }), [["unknown-rule", '$.rules["coc-zreo"]']]],
    [
      "a rule named __proto__",
      json('{"rules":{"__proto__":{"enabled":false,"reason":REASON}}}'),
      [["unknown-rule", "$.rules.__proto__"]],
    ],
    [
      "a rule named constructor",
      setting("constructor", { enabled: false }),
      [["unknown-rule", "$.rules.constructor"]],
    ],
    ["nothing but a reason", setting("coc-zero", {}), [["setting-empty", '$.rules["coc-zero"]']]],
    [
      "no parameter in params",
      setting("coc-zero", { enabled: false, params: {} }),
      [["setting-empty", '$.rules["coc-zero"].params']],
    ],
    [
      "no reason",
      { rules: { "coc-zero": { enabled: false } } },
      [["missing-key", '$.rules["coc-zero"].reason']],
    ],
    [
      "a reason of two words",
      setting("coc-zero", { enabled: false, reason: "not now" }),
      [["invalid-value", '$.rules["coc-zero"].reason']],
    ],
    [
      "an address",
      setting("coc-zero", { enabled: false, reason: "agreed with a.b@example.org today" }),
      [["personal-data", '$.rules["coc-zero"].reason']],
    ],
    [
      "a severity",
      setting("coc-zero", { severity: "fatal" }),
      [["invalid-value", '$.rules["coc-zero"].severity']],
    ],
    [
      "a stage",
      setting("coc-zero", { stages: { finale: "warn" } }),
      [["unknown-key", '$.rules["coc-zero"].stages.finale']],
    ],
    [
      "an effect",
      setting("coc-zero", { stages: { final: "stop" } }),
      [["invalid-value", '$.rules["coc-zero"].stages.final']],
    ],
    [
      "a parameter",
      setting("coc-missing", { params: { graceDay: 3 } }),
      [["unknown-parameter", '$.rules["coc-missing"].params.graceDay']],
    ],
    [
      "a parameter of a rule without any",
      setting("language-missing", { params: { graceDays: 3 } }),
      [["unknown-parameter", '$.rules["language-missing"].params.graceDays']],
    ],
    [
      "a parameter named __proto__",
      json('{"rules":{"coc-missing":{"params":{"__proto__":1},"reason":REASON}}}'),
      [["unknown-parameter", '$.rules["coc-missing"].params.__proto__']],
    ],
    [
      "a parameter named __proto__ of no kind",
      json('{"rules":{"coc-missing":{"params":{"__proto__":{"graceDays":1}},"reason":REASON}}}'),
      [["invalid-value", '$.rules["coc-missing"].params.__proto__']],
    ],
    [
      "text for a number",
      setting("coc-missing", { params: { graceDays: "90" } }),
      [["invalid-value", '$.rules["coc-missing"].params.graceDays']],
    ],
    [
      "a list for a number",
      setting("coc-missing", { params: { graceDays: [90] } }),
      [["invalid-value", '$.rules["coc-missing"].params.graceDays']],
    ],
    [
      "a number that is none",
      json('{"rules":{"coc-missing":{"params":{"graceDays":1e999},"reason":REASON}}}'),
      [["invalid-value", '$.rules["coc-missing"].params.graceDays']],
    ],
    [
      "days before the date",
      setting("coc-missing", { params: { graceDays: -1 } }),
      [["due-days", '$.rules["coc-missing"].params.graceDays']],
    ],
    [
      "half a day",
      setting("coc-missing", { params: { graceDays: 1.5 } }),
      [["due-days", '$.rules["coc-missing"].params.graceDays']],
    ],
    [
      "no pattern",
      setting(withPattern.id, { params: { [patternName]: "(a" } }),
      [["invalid-pattern", `$.rules["${withPattern.id}"].params.${patternName}`]],
    ],
    [
      "a pattern that looks behind",
      setting(withPattern.id, { params: { [patternName]: "(?<=a)b" } }),
      [["invalid-pattern", `$.rules["${withPattern.id}"].params.${patternName}`]],
    ],
    [
      "a retired rule",
      setting("cop-missing", { enabled: true }),
      [["rule-retired", '$.rules["cop-missing"]']],
    ],
    [
      "a rule on trial",
      setting("gender-missing", { enabled: true }),
      [["rule-on-trial", '$.rules["gender-missing"].enabled']],
    ],
    ["a file to extend", { extends: "base.json" }, [["file-not-loaded", "$.extends"]]],
    ["no file to extend", { extends: [5] }, [["invalid-value", "$.extends[0]"]]],
    ["a file of waivers", { waivers: "waivers.json" }, [["file-not-loaded", "$.waivers"]]],
    ["no JSON", "{", [["json-syntax", undefined as never]]],
  ])("%s", (_, config, expected) => {
    expect(mistakes(config)).toEqual(expected);
  });

  test("all at once, in objects that are extended too", () => {
    const found = mistakes({
      extends: [setting("coc-zreo", { severity: "fatal" }), over({ units: ["PTQ"] })],
      ...setting("coc-missing", { params: { graceDays: -1 } }),
      wavers: "",
    });
    expect(found.map(([code]) => code).sort()).toEqual([
      "due-days",
      "invalid-value",
      "unknown-key",
      "unknown-rule",
      "unknown-unit",
    ]);
  });

  test("an object that extends itself, and more of them than there may be", () => {
    const itself: Record<string, unknown> = {};
    itself.extends = [{ extends: itself }, itself];
    expect(mistakes(itself).map(([code]) => code)).toEqual(["extends-cycle", "extends-cycle"]);
    let deep: object = {};
    for (let level = 0; level <= configLimits.depth; level++) deep = { extends: deep };
    expect(mistakes(deep).map(([code]) => code)).toEqual(["extends-too-deep"]);
    const many = { extends: Array.from({ length: configLimits.files }, () => ({})) };
    expect(mistakes(many).map(([code]) => code)).toEqual(["extends-too-many"]);
    expect(mistakes({ extends: many.extends.slice(1) })).toEqual([]);
  });

  test("a value that is no JSON is told and not thrown", () => {
    const hostile = { toString: 1, valueOf: 1 };
    expect(mistakes({ rules: { "coc-zero": { severity: hostile, reason } } })).toHaveLength(1);
    const refusing = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("no");
        },
      },
    );
    expect(mistakes(refusing).map(([code]) => code)).toEqual(["invalid-value"]);
  });
});

test("what is wrong with a rule as it stands is no mistake of the configuration", () => {
  const own: Ruleset = {
    ...shippedRules,
    rules: shippedRules.rules.map((rule) =>
      rule.id === "coc-missing" ? { ...rule, message: "{nobodyKnowsThis}" } : rule,
    ),
  };
  const config = setting("coc-missing", { params: { graceDays: 10 } });
  expect(() => parseConfig(config, { rules: own })).not.toThrow();
});

test("text, an object and what was read already are read alike; names of units are codes", () => {
  const written = over({ units: ["ptpu", "PTP", "Hiroshima Office"] });
  const config = parseConfig(written);
  expect(config.layers[0]?.blocks[0]?.units).toEqual(["PTP", "HO"]);
  expect(parseConfig(config)).toBe(config);
  expect(applyConfig(parseConfig(JSON.stringify(written)), rules).overridden).toEqual(
    applyConfig(config, rules).overridden,
  );
});

test("rules that are not selected may be spoken of, and nothing of them is told", () => {
  const config = parseConfig(setting("coc-zero", { severity: "info" }));
  const selected = rules.rules.filter(({ id }) => id === "coc-missing");
  expect(() => applyConfig(config, selected)).toThrow("coc-zero");
  expect(applyConfig(config, selected, {}, { all: rules }).overridden).toEqual([]);
});

test("a reader of JSON Schema agrees with zod", () => {
  const schema = JSON.parse(readFileSync("schemas/config.schema.json", "utf8"));
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false }).compile(
    schema,
  );
  const [, example = ""] = /```json\n([\s\S]*?)```/.exec(readFileSync("docs/configuration.md", "utf8")) ?? [];
  for (const config of [
    {},
    JSON.parse(example),
    { extends: ["a.json"], ...setting("coc-zero", { enabled: false }) },
    setting("coc-zero", { severity: "fatal" }),
    setting("coc-zero", { reason: "not now" }),
    setting("coc-zero", { enabld: false }),
    { extends: 5 },
    over({ units: [] }),
  ])
    expect(validate(config), JSON.stringify(config)).toBe(configSchema.safeParse(config).success);
  // That there is a scope, zod cannot say in its schema; `parseConfig` does.
  expect(validate(over({}))).toBe(false);
});
