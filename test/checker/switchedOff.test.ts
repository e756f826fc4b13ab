import { describe, expect, test } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import { parseConfig } from "../../src/config/parse.ts";
import { normaliseEvent } from "../../src/events/normalise.ts";
import { cellRule } from "../../src/findings/cellRule.ts";
import { speakersOf } from "../../src/report/table/speakers.ts";
import { ruleWith } from "../engine/rule.ts";
import { sourceOf } from "./source.ts";

const asOf = "2025-06-30";
const rules = [
  ruleWith({
    id: "too-many",
    violation: { fact: "participants", operator: "greaterThan", value: 10 },
    fields: ["participants"],
  }),
  ruleWith({
    id: "no-title",
    violation: { fact: "title", operator: "equal", value: "x" },
    fields: ["title"],
  }),
];
const off = { enabled: false, reason: "Figures are not recorded here." };
const everywhere = { rules: { "too-many": off } };
const ofOneUnit = { overrides: [{ units: ["MDP"], rules: { "too-many": off } }] };
const backOn = {
  ...everywhere,
  overrides: [
    { units: ["MDP"], rules: { "too-many": { enabled: true, reason: "Figures are recorded there." } } },
  ],
};

/** An event with a figure that cannot be read. */
function eventOf(unit: string, field: "participants" | "title" = "participants") {
  return { eventId: "EMS-1", unit, [field]: "about 30" };
}

/** The fields of the cells that are told as unreadable, on a save and in a report. */
function cellsOf(config: object, unit: string): readonly (readonly string[])[] {
  const checker = createChecker({ asOf, rules, config: parseConfig(config) });
  const event = eventOf(unit);
  const saved = checker.check(event, { stage: "final" });
  expect(saved.blocked).toBe(saved.findings.length > 0);
  return [saved, checker.checkAll([event])].map(({ findings }) =>
    findings.filter(({ ruleId }) => ruleId === cellRule).flatMap(({ fields }) => fields[0]?.field ?? []),
  );
}

describe("a cell that only a rule reads which is switched off", () => {
  test.each([
    ["as the rule stands", {}, "MDP", true],
    ["for every event", everywhere, "MDP", false],
    ["for the unit of the event", ofOneUnit, "MDP", false],
    ["for another unit", ofOneUnit, "CWM", true],
    ["but on again for the unit of the event", backOn, "MDP", true],
    ["and on again for another unit", backOn, "CWM", false],
  ])("is nobody's concern: %s", (_, config, unit, isTold) => {
    const told = isTold ? ["participants"] : [];
    expect(cellsOf(config, unit)).toEqual([told, told]);
  });

  test("is not counted among the findings, and brings no cause, where a whole column is so", () => {
    const report = (config: object) => {
      const run = createChecker({ asOf, rules, config: parseConfig(config) }).run();
      const source = run.source(sourceOf("export.csv"));
      for (let row = 1; row <= 4; row++)
        source.add(normaliseEvent(eventOf(row === 1 ? "CWM" : "MDP")), row + 1, row);
      source.end();
      run.settle();
      return run.finish({ listed: 0, durationMs: 0 });
    };
    expect(report({}).rootCauses).toMatchObject([{ cause: "column-unreadable", events: 4 }]);
    // The column is as it is, whoever needs it.
    expect(report(ofOneUnit).rootCauses).toMatchObject([{ cause: "column-unreadable", events: 4 }]);
    expect(report(everywhere).rootCauses).toEqual([]);
    expect(report(everywhere).summary.findings.total).toBe(0);
  });
});

describe("a rule that is switched off for every event", () => {
  test.each([
    ["as it stands", {}, ["too-many"], 2],
    ["everywhere", everywhere, undefined, 1],
    ["for a unit alone", ofOneUnit, ["too-many"], 2],
    ["everywhere but for a unit", backOn, ["too-many"], 2],
  ])("misses no column: %s", (_, config, silenced, all) => {
    const checker = createChecker({ asOf, rules, absent: ["participants"], config: parseConfig(config) });
    const { findings: __, ...head } = checker.checkAll([{ eventId: "EMS-1", title: "x", unit: "CWM" }]);
    expect(head.rootCauses.find(({ field }) => field === "participants")?.rules).toEqual(silenced);
    expect(head.rules[0]?.switchedOff).toBe(silenced === undefined ? true : undefined);
    expect(head.rules[1]).not.toHaveProperty("switchedOff");
    // It is not counted among those that checked the events.
    expect(speakersOf(head)).toEqual({ able: 1, all });
  });

  test("is still told, as one that is about no event", () => {
    const { rules: summaries } = createChecker({ asOf, rules, config: everywhere }).checkAll([
      { eventId: "EMS-1", participants: 40 },
    ]);
    expect(summaries[0]).toMatchObject({ id: "too-many", total: 1, notApplicable: 1, failed: 0 });
  });
});
