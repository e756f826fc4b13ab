import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compileRules } from "../src/engine/rules.ts";
import { eventFacts } from "../src/events/facts.ts";
import { vocabularies } from "../src/events/vocabularies/codes.ts";
import { parseRuleSources } from "../src/rules/parse.ts";
import type { Example, Rule } from "../src/rules/schema.ts";
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

  test("lies in the folder of its first tag, under its id", () => {
    expect(files).toContain(`${rule.tags[0]}/${rule.id}.json`);
  });
});
