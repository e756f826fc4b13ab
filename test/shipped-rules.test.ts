import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compileRules } from "../src/engine/rules.ts";
import { eventFacts } from "../src/events/facts.ts";
import { vocabularies } from "../src/events/vocabularies/codes.ts";
import { parseRuleSources } from "../src/rules/parse.ts";
import { type Example, type Rule, ruleSchema } from "../src/rules/schema.ts";
import { unreadable } from "../src/rules/value.ts";

const folder = new URL("../rules", import.meta.url).pathname;
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".json"))
  .sort();
const sources = files.map((file) => ({
  file: `rules/${file}`,
  json: JSON.parse(readFileSync(join(folder, file), "utf8")) as unknown,
}));
const ruleset = parseRuleSources(sources, { facts: eventFacts, codeLists: vocabularies });

function outcomeOf(rule: Rule, example: Example): string {
  const compiled = compileRules(
    { ...ruleset, rules: [rule] },
    {
      facts: eventFacts,
      codeLists: vocabularies,
      asOf: example.asOf ?? "2025-06-30",
      absent: example.absent ?? [],
    },
  );
  const record = Object.fromEntries(
    Object.entries(example.event).map(([field, value]) => [
      field,
      typeof value === "object" && value !== null && "unreadable" in value
        ? unreadable(value.unreadable)
        : value,
    ]),
  );
  return compiled.evaluate(record)[0]?.outcome ?? "nothing";
}

/** Comparisons that differ at the bound only. */
const twins: Readonly<Record<string, string>> = {
  greaterThan: "greaterThanInclusive",
  greaterThanInclusive: "greaterThan",
  lessThan: "lessThanInclusive",
  lessThanInclusive: "lessThan",
  before: "onOrBefore",
  onOrBefore: "before",
  after: "onOrAfter",
  onOrAfter: "after",
};

/** A part of a rule with each of its numbers one more and one less, and each comparison at its bound the other way. */
function* edits(part: unknown, path: string): Generator<readonly [string, unknown]> {
  if (typeof part === "number") {
    yield [`${path}: ${part} + 1`, part + 1];
    yield [`${path}: ${part} - 1`, part - 1];
  }
  if (typeof part !== "object" || part === null) return;
  for (const [key, inner] of Object.entries(part)) {
    for (const [what, edited] of edits(inner, `${path}.${key}`))
      yield [what, Array.isArray(part) ? part.with(Number(key), edited) : { ...part, [key]: edited }];
    const twin = key === "operator" ? twins[String(inner)] : undefined;
    if (twin !== undefined) yield [`${path}: ${twin}`, { ...part, operator: twin }];
  }
}

/** The outcomes of a rule's examples; none where it is not even a rule. */
function outcomesOf(rule: unknown): string {
  const { success, data } = ruleSchema.safeParse(rule);
  return success ? data.examples.map((example) => outcomeOf(data, example)).join() : "";
}

describe.each(ruleset.rules.map((rule) => [rule.id, rule] as const))("%s", (_, rule) => {
  test.each(rule.examples.map((example) => [example.title, example] as const))("%s", (_title, example) => {
    expect(outcomeOf(rule, example)).toBe(example.expect);
  });

  test("has an example of each kind that it can have", () => {
    const kinds = new Set(rule.examples.map(({ expect: kind }) => kind));
    const aboutAll = "all" in rule.when && rule.when.all.length === 0;
    const wanted = [
      "failed",
      "passed",
      "notAssessed",
      ...(aboutAll ? [] : ["notApplicable"]),
      ...(rule.due === undefined ? [] : ["notDue"]),
    ];
    expect([...kinds]).toEqual(expect.arrayContaining(wanted));
  });

  test("has an example on each side of every number and bound", () => {
    const { examples, when, violation, due, params } = rule;
    const right = outcomesOf(rule);
    const unheld = [...edits({ when, violation, due, params }, "$")].filter(
      ([, edited]) => outcomesOf({ ...rule, ...Object(edited), examples }) === right,
    );
    expect(unheld.map(([what]) => what)).toEqual([]);
  });

  test("lies in the folder of its first tag, under its id", () => {
    expect(files).toContain(`${rule.tags[0]}/${rule.id}.json`);
  });
});
