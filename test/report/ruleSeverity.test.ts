import { describe, expect, test } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import type { ConfigInput } from "../../src/config/schema.ts";
import { junitReporter } from "../../src/report/junit.ts";
import { markdownReporter } from "../../src/report/markdown.ts";
import { mixOf, severityOf } from "../../src/report/ruleSeverity.ts";
import { countsByRule } from "../../src/report/table/overview.ts";
import { tableReporter } from "../../src/report/table/table.ts";
import { ruleWith } from "../engine/rule.ts";
import { all, parseXml } from "./formats/xml.ts";
import { written } from "./sample.ts";

const rules = [
  ruleWith({
    title: "Too many",
    violation: { fact: "participants", operator: "greaterThan", value: 10 },
    fields: ["participants"],
  }),
];
const warning = { "a-rule": { severity: "warning" as const, reason: "Rooms are larger here." } };
const everywhere: ConfigInput = { rules: warning };
const ofOneUnit: ConfigInput = { overrides: [{ units: ["MDP"], rules: warning }] };
const events = (...units: readonly string[]) =>
  units.map((unit, index) => ({ eventId: `EMS-${index + 1}`, unit, participants: 40 }));

function reportOf(config: ConfigInput, ...units: readonly string[]) {
  return createChecker({ asOf: "2025-06-30", rules, config }).checkAll(events(...units));
}

describe("the severity that a rule stands under", () => {
  test.each([
    ["of the rule", {}, ["CWM", "MDP"], "error", undefined, undefined],
    ["changed for all", everywhere, ["CWM", "MDP"], "warning", undefined, { warning: 2 }],
    ["changed for all, nothing found", everywhere, [], "warning", undefined, { warning: 0 }],
    [
      "changed for the unit that has findings",
      ofOneUnit,
      ["MDP"],
      "warning",
      undefined,
      { error: 0, warning: 1 },
    ],
    ["changed for another unit", ofOneUnit, ["CWM"], "error", undefined, { error: 1, warning: 0 }],
    ["changed for a unit, nothing found", ofOneUnit, [], "error", undefined, { error: 0, warning: 0 }],
    [
      "changed for some of the findings",
      ofOneUnit,
      ["CWM", "MDP", "MDP"],
      "error",
      "1 error, 2 warnings",
      { error: 1, warning: 2 },
    ],
  ] as const)("is that which counts: %s", (_, config, units, severity, mix, bySeverity) => {
    const [rule, ...others] = reportOf(config, ...units).rules;
    if (rule === undefined) throw new Error("no rule");
    expect(others).toEqual([]);
    expect([severityOf(rule), mixOf(rule), rule.bySeverity]).toEqual([severity, mix, bySeverity]);
    // What the rule itself says stays known.
    expect(rule.severity).toBe("error");
  });

  test("findings that a waiver held back are among those of its severity", () => {
    const waivers = [
      {
        id: "few",
        rules: ["a-rule"],
        pattern: "*",
        reason: "For the test.",
        responsible: "head of unit",
        from: "2025-01-01",
        until: "2025-12-31",
        most: { findings: 2 },
      },
    ];
    const checker = createChecker({ asOf: "2025-06-30", rules, config: everywhere, waivers });
    for (const units of [
      ["MDP", "CWM"],
      ["MDP", "CWM", "HO"],
    ])
      expect(checker.checkAll(events(...units)).rules[0]?.bySeverity).toEqual({ warning: units.length });
  });

  test("a rule on trial, too", () => {
    const trial = rules.map((rule) => ({ ...rule, state: "shadow" as const }));
    const checker = createChecker({ asOf: "2025-06-30", rules: trial, config: everywhere });
    expect(checker.checkAll(events("MDP")).shadow).toMatchObject([{ severity: "warning", found: 1 }]);
  });
});

describe("a report", () => {
  const textOf = (create: typeof tableReporter, config: ConfigInput, ...units: readonly string[]) => {
    const { findings, ...head } = reportOf(config, ...units);
    return written(create, findings, { rules, head }).text;
  };

  test("heads a rule as its findings are", () => {
    const table = textOf(tableReporter, everywhere, "MDP");
    expect(table).toContain("\nwarning: Too many (a-rule, 1 finding)\n");
    expect(table).toMatch(/^ {2}warning +Too many /m);
    expect(table).not.toMatch(/error(:| {2,})/);
    expect(textOf(markdownReporter, everywhere, "MDP")).toContain(
      "| warning | Too many (<code>a-rule</code>) | 1 |",
    );
  });

  test("tells how many are of which severity, and which", () => {
    const table = textOf(tableReporter, ofOneUnit, "MDP", "CWM");
    expect(table).toContain("\nerror: Too many (a-rule, 2 findings: 1 error, 1 warning)\n");
    expect(table).toMatch(/^ {2}error +Too many \(1 error, 1 warning\) +2 +2$/m);
    expect(table).toContain("    EMS-2 · CWM\n    EMS-1 · MDP (warning)\n");
    expect(textOf(markdownReporter, ofOneUnit, "MDP", "CWM")).toContain(
      "| error | Too many (<code>a-rule</code>): 1 error, 1 warning | 2 |",
    );
  });

  test("of JUnit has it as a property, also where nothing was found", () => {
    const severities = (config: ConfigInput, ...units: readonly string[]) =>
      all(parseXml(textOf(junitReporter, config, ...units)), "testsuite").map((suite) =>
        all(suite, "property")
          .filter(({ attributes }) => attributes.name === "severity")
          .map(({ attributes }) => attributes.value),
      )[0]?.[0];
    expect([severities({}), severities(everywhere), severities(ofOneUnit, "MDP")]).toEqual([
      "error",
      "warning",
      "warning",
    ]);
  });

  test("of JUnit says of a rule that is switched off that it is", () => {
    const off = { rules: { "a-rule": { enabled: false, reason: "Not for us." } } };
    expect(textOf(junitReporter, off, "MDP")).toContain("The configuration switches the rule off.");
    expect(textOf(junitReporter, {}, "MDP")).not.toContain("switches the rule off");
  });

  test("sorts rules by what counts", () => {
    const both = [...rules, ruleWith({ ...rules[0], id: "b-rule", severity: "warning" })];
    const { findings: _, ...head } = createChecker({
      asOf: "2025-06-30",
      rules: both,
      config: { rules: { "a-rule": { severity: "info", reason: "Rooms are larger here." } } },
    }).checkAll(events("MDP"));
    expect(countsByRule(head).map(({ ruleId, severity }) => `${severity} ${ruleId}`)).toEqual([
      "warning b-rule",
      "info a-rule",
    ]);
  });
});
