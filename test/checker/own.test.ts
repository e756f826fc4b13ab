import { describe, expect, test } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import { parseEventRules } from "../../src/checker/parseEventRules.ts";
import { DataQualityError } from "../../src/errors.ts";
import { defineDerivedFact } from "../../src/events/defineDerivedFact.ts";
import { defineOperator } from "../../src/rules/defineOperator.ts";
import { shippedRules } from "../../src/shipped/rules.generated.ts";

const noShows = defineDerivedFact({
  name: "noShows",
  type: "number",
  doc: "People who registered and did not come.",
  from: ["registered", "participants"],
  derive: (registered, participants) =>
    registered === undefined || participants === undefined ? undefined : registered - participants,
});

const multipleOf = defineOperator({
  name: "multipleOf",
  doc: "The fact is a whole number of times the value.",
  fact: ["number"],
  value: "number",
  test: (fact, value) => fact % value === 0,
});

const rule = {
  id: "no-shows-in-tens",
  version: 1,
  state: "active",
  title: "Tens of people did not come",
  severity: "info",
  dimension: "accuracy",
  tags: ["own"],
  when: { fact: "noShows", operator: "greaterThan", value: 0 },
  violation: { fact: "noShows", operator: "multipleOf", value: 10 },
  fields: ["registered"],
  message: "{noShows} people did not come.",
  fix: "Look again.",
  rationale: "A test.",
  sources: ["ours"],
  examples: [{ title: "one", event: {}, expect: "notAssessed" }],
};

describe("rules of one's own", () => {
  const own = { facts: [noShows], operators: [multipleOf] };
  const checker = createChecker({ ...own, rules: parseEventRules(rule, own), asOf: "2025-06-30" });

  test.each([
    [{ registered: 30, participants: 10 }, "failed"],
    [{ registered: 30, participants: 25 }, "passed"],
    [{ registered: 30, participants: 30 }, "notApplicable"],
    [{ registered: 30 }, "notAssessed"],
  ] as const)("%j", (event, outcome) => {
    expect(checker.check({ eventId: "EMS-1", ...event }).outcomes[0]?.outcome).toBe(outcome);
  });

  test("a shipped rule can be taken alone: the conditions that it names come with it", () => {
    const zero = shippedRules.rules.find(({ id }) => id === "coc-zero");
    const copy = { ...zero, examples: rule.examples };
    expect(createChecker({ rules: parseEventRules(copy) }).ruleset.rules.map(({ id }) => id)).toEqual([
      "coc-zero",
    ]);
  });

  test("a mistake of the shape does not hide one of the names", () => {
    const wrong = { ...rule, severity: "fatal", when: { fact: "noShow", operator: "equl", value: 1 } };
    try {
      parseEventRules(wrong, own);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(DataQualityError);
      const { problems } = error as DataQualityError;
      expect(problems.map(({ code, path, hint }) => [code, path, hint])).toEqual([
        ["invalid-value", "$.severity", undefined],
        ["unknown-fact", "$.when.fact", 'Did you mean "noShows"?'],
        ["unknown-operator", "$.when.operator", 'Did you mean "equal"?'],
      ]);
    }
  });
});

describe("an option that is none", () => {
  test.each([
    [{ asof: "2025-06-30" }, "Did you mean asOf?"],
    [null, "an object of options"],
    [{ rules: "x" }, "a rule set from parseEventRules"],
    [{ rules: [{ id: "x" }] }, "a rule set from parseEventRules"],
  ])("%j", (options, said) => {
    expect(() => createChecker(options as never)).toThrow(said);
  });
});

describe("a row that has slipped by a cell gives nobody away", () => {
  const checker = createChecker({ asOf: "2025-06-30" });

  test.each([
    ["eventType", "ask jane.doe@example.org"],
    ["country", "jane.doe@example.org"],
    ["language", "+41 22 917 84 00"],
    ["unit", "Jane Doe +41 22 917 84 00"],
    ["eventId", "jane.doe@example.org"],
    ["projectCode", "+41229178400"],
  ])("%s", (field, text) => {
    const event = { eventId: "EMS-1", status: "completed", title: "T", [field]: text };
    const { findings } = checker.check(event);
    expect(findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(findings)).not.toContain(text);
    expect(JSON.stringify(checker.checkAll([event]))).not.toContain(text);
  });

  test("findings of different events stay apart", () => {
    const prints = ["a@example.org", "b@example.org"].map(
      (eventId) => checker.check({ eventId }).findings[0]?.fingerprint,
    );
    expect(prints[0]).not.toBe(prints[1]);
  });
});
