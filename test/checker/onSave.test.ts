import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CheckerOptions, createChecker } from "../../src/checker/checker.ts";
import { effectAt } from "../../src/checker/stage.ts";
import { defineLookup } from "../../src/events/outside/defineLookup.ts";
import type { EmsEvent } from "../../src/events/schema.ts";
import { baselineOf } from "../../src/findings/baseline/gather.ts";
import { builtinProfile } from "../../src/profile/builtin.ts";
import { stages } from "../../src/rules/schema.ts";
import { shippedRules } from "../../src/shipped/rules.generated.ts";
import { anyEvent } from "./events.ts";

const asOf = "2025-06-30";
const reversed = { eventId: "EMS-1", title: "Trade law", startDate: "2025-03-07", endDate: "2025-03-03" };
const waiver = {
  id: "joint-workshops",
  rules: ["end-before-start"],
  pattern: "EMS-*",
  reason: "The dates are those of the partner.",
  responsible: "head of unit",
  from: "2025-01-01",
  until: "2025-12-31",
};

function effects(options: CheckerOptions, event: EmsEvent, stage: (typeof stages)[number]) {
  const { findings, blocked, silent } = createChecker({ asOf, ...options }).check(event, { stage });
  return { blocked, silent, of: (rule: string) => findings.find(({ ruleId }) => ruleId === rule)?.effect };
}

describe("what a failed rule does", () => {
  test.each([
    ["error", "completeness", ["silent", "warn", "block"]],
    ["error", "timeliness", ["silent", "warn", "block"]],
    ["error", "consistency", ["warn", "warn", "block"]],
    ["warning", "completeness", ["silent", "warn", "warn"]],
    ["warning", "accuracy", ["warn", "warn", "warn"]],
    ["info", "validity", ["warn", "warn", "warn"]],
  ] as const)("an %s about %s", (severity, dimension, expected) => {
    expect(stages.map((stage) => effectAt({ severity, dimension }, stage))).toEqual(expected);
    const said = { severity, dimension, stages: { draft: "block", final: "silent" } } as const;
    expect(stages.map((stage) => effectAt(said, stage))).toEqual(["block", expected[1], "silent"]);
  });

  test("a draft is told what is wrong, and not what is missing", () => {
    const { blocked, silent, of } = effects({}, reversed, "draft");
    expect([blocked, of("end-before-start"), of("event-type-missing")]).toEqual([false, "warn", undefined]);
    expect(silent).toBeGreaterThan(0);
  });

  test("the final save is blocked by an error", () => {
    const { blocked, silent, of } = effects({}, reversed, "final");
    expect([blocked, silent, of("end-before-start"), of("language-missing")]).toEqual([
      true,
      0,
      "block",
      "warn",
    ]);
  });

  test("a cell that cannot be read blocks the final save, and warns in a draft", () => {
    const event = { eventId: "EMS-1", participants: "about thirty" as never };
    expect(effects({}, event, "draft").of("cell-unreadable")).toBe("warn");
    expect(effects({}, event, "final").of("cell-unreadable")).toBe("block");
  });

  test("a configuration sets it for a unit", () => {
    const config = {
      overrides: [
        {
          units: ["MDP"],
          rules: {
            "end-before-start": { stages: { final: "warn" as const }, reason: "Partners enter the dates." },
          },
        },
      ],
    };
    expect(effects({ config }, { ...reversed, unit: "MDP" }, "final").of("end-before-start")).toBe("warn");
    expect(effects({ config }, { ...reversed, unit: "CWM" }, "final").of("end-before-start")).toBe("block");
  });

  test("without a stage nothing has an effect, and nothing is blocked", () => {
    const { findings, stage, blocked, silent } = createChecker({ asOf }).check(reversed);
    expect([stage, blocked, silent]).toEqual([null, false, 0]);
    expect(findings.every(({ effect }) => effect === undefined)).toBe(true);
  });

  test("a stage that there is not is a mistake of the caller", () => {
    const check = () => createChecker({ asOf }).check(reversed, { stage: "finished" as never });
    expect(check).toThrow(/stage.*draft, submit, final/s);
  });

  test("outcomes are the same at every stage, silent and listed findings are the same in all", () => {
    const checker = createChecker({ asOf });
    fc.assert(
      fc.property(anyEvent, fc.constantFrom(...stages), (event, stage) => {
        const plain = checker.check(event);
        const staged = checker.check(event, { stage });
        expect(staged.outcomes).toEqual(plain.outcomes);
        expect(staged.findings.length + staged.silent).toBe(plain.findings.length);
        expect(staged.blocked).toBe(staged.findings.some(({ effect }) => effect === "block"));
      }),
      { numRuns: 60 },
    );
  });
});

describe("what is accepted", () => {
  test("a waiver takes the finding out of the way, and it stays visible", () => {
    const { findings, outcomes } = createChecker({ asOf, waivers: [waiver] }).check(reversed, {
      stage: "final",
    });
    expect(findings.find(({ ruleId }) => ruleId === "end-before-start")).toMatchObject({
      status: "waived",
      waiver: "joint-workshops",
    });
    expect(outcomes.find(({ ruleId }) => ruleId === "end-before-start")).toMatchObject({
      outcome: "waived",
      waiver: "joint-workshops",
    });
  });

  test("it ends with its last day, by the checker's clock", () => {
    let today = "2025-12-31";
    const checker = createChecker({ asOf: () => today, waivers: [waiver] });
    const status = () =>
      checker.check(reversed).findings.find(({ ruleId }) => ruleId === "end-before-start")?.status;
    expect(status()).toBe("waived");
    today = "2026-01-01";
    expect(status()).toBe("new");
  });

  test("what the baseline knows does not block, what is new does", () => {
    const checker = createChecker({ asOf });
    const { findings, run } = checker.checkAll([reversed]);
    const known = createChecker({ asOf, baseline: baselineOf(findings, run) });
    expect(known.check(reversed, { stage: "final" })).toMatchObject({ blocked: false });
    expect(known.check({ ...reversed, cocIssued: -1 }, { stage: "final" })).toMatchObject({ blocked: true });
    expect(known.checkAll([reversed])).toMatchObject({
      summary: { findings: { new: { error: 0, warning: 0, info: 0 } } },
      baseline: { known: findings.length, found: findings.length, fixed: [] },
    });
  });

  test("a new event without an identifier is not one of those that the baseline knows without one", () => {
    const { eventId: _, ...nameless } = reversed;
    const { findings, run } = createChecker({ asOf }).checkAll([nameless]);
    const known = createChecker({ asOf, baseline: baselineOf(findings, run) });
    const { blocked, findings: found } = known.check(nameless, { stage: "final", previous: null });
    expect(blocked).toBe(true);
    expect(found.map(({ status }) => status)).toEqual(found.map(() => "new"));
    expect(known.checkAll([nameless]).summary.findings.new).toEqual({ error: 0, warning: 0, info: 0 });
  });

  test("a bound is kept over the whole run, whatever the order", () => {
    const three = ["EMS-1", "EMS-2", "EMS-3"].map((eventId) => ({ ...reversed, eventId }));
    const outcomesOf = (most: number, list: readonly object[]) => {
      const { rules, findings, waivers } = createChecker({
        asOf,
        waivers: [{ ...waiver, most: { findings: most } }],
      }).checkAll(list);
      const { failed, waived } = rules.find(({ id }) => id === "end-before-start") ?? {};
      const statuses = findings
        .filter(({ ruleId }) => ruleId === "end-before-start")
        .map((each) => each.status);
      return [failed, waived, statuses, waivers.map(({ state }) => state)];
    };
    for (const list of [three, three.toReversed()]) {
      expect(outcomesOf(3, list)).toEqual([0, 3, ["waived", "waived", "waived"], ["used"]]);
      expect(outcomesOf(2, list)).toEqual([3, 0, ["new", "new", "new"], ["exceeded"]]);
    }
  });

  test("a rule on trial neither counts for a bound by share nor is waived", () => {
    const onTrial = "start-date-missing";
    const rules = {
      ...shippedRules,
      rules: shippedRules.rules.map((rule) =>
        rule.id === onTrial ? { ...rule, state: "shadow" as const } : rule,
      ),
    };
    const wide = { ...waiver, rules: ["end-before-start", onTrial], most: { share: 0.5 } };
    const checker = createChecker({ asOf, rules, waivers: [wide] });
    const undated = { eventId: "EMS-9", title: "Trade law", endDate: "2025-03-03", eventType: "course" };
    const report = checker.checkAll([reversed, undated]);
    expect(report.waivers).toMatchObject([{ state: "exceeded", findings: 1, evaluated: 1 }]);
    expect(report.rules.find(({ id }) => id === onTrial)).toMatchObject({ waived: 0 });
    expect(report.shadow.find(({ id }) => id === onTrial)).toMatchObject({ found: 1 });
    expect(checker.explain(undated, onTrial).outcome).toMatchObject({ outcome: "failed" });
  });

  test("two facts of one name are a mistake of the caller", () => {
    const fact = (answer: boolean) =>
      defineLookup({
        name: "projectCodeExists",
        type: "boolean",
        doc: "Whether it exists.",
        from: ["projectCode"],
        lookup: async () => answer,
      });
    expect(() => createChecker({ asOf, facts: [fact(true), fact(false)] })).toThrow(
      /projectCodeExists.*once/s,
    );
  });

  test("a checker does not change with the lists that it was made from", () => {
    const absent: ("participants" | "endDate")[] = [];
    const checker = createChecker({ asOf, absent });
    const before = checker.checkAll([reversed]);
    absent.push("endDate");
    expect(checker.checkAll([reversed])).toEqual(before);
  });
});

describe("the configuration", () => {
  const config = {
    rules: { "language-missing": { enabled: false, reason: "Languages are not recorded here." } },
    overrides: [
      {
        eventTypes: ["course"],
        rules: { "status-missing": { severity: "info" as const, reason: "Courses are entered later." } },
      },
    ],
  };

  test("a rule that is switched off is not applicable, and counted", () => {
    const checker = createChecker({ asOf, config });
    const { outcomes } = checker.check(reversed);
    expect(outcomes.find(({ ruleId }) => ruleId === "language-missing")).toMatchObject({
      outcome: "notApplicable",
      because: "configuration",
    });
    const report = checker.checkAll([reversed, { ...reversed, eventType: "course" }]);
    expect(report.rules.find(({ id }) => id === "language-missing")).toMatchObject({
      total: 2,
      notApplicable: 2,
    });
    expect(report.overridden.map(({ ruleId, setting }) => `${ruleId} ${setting}`).sort()).toEqual([
      "language-missing enabled",
      "status-missing severity",
    ]);
  });

  test("a severity counts for its kind of event alone", () => {
    const severity = (eventType?: string) =>
      createChecker({ asOf, config })
        .check({ ...reversed, ...(eventType === undefined ? {} : { eventType }) })
        .findings.find(({ ruleId }) => ruleId === "status-missing")?.severity;
    expect([severity(), severity("course"), severity("workshop")]).toEqual(["error", "info", "error"]);
  });

  test("every mistake is told when the checker is made", () => {
    const wrong = { rules: { "coc-zeros": { enabled: false, reason: "not for us at all" } } };
    expect(() => createChecker({ config: wrong })).toThrow(/coc-zero/);
    expect(() => createChecker({ waivers: [{ ...waiver, until: "2024-01-01" }] })).toThrow(
      /before its first/,
    );
    expect(() => createChecker({ baseline: {} as never })).toThrow(/schema/);
    expect(() => createChecker({ locale: "no tag" })).toThrow(/no tag/);
  });
});

describe("events from a program", () => {
  test("their properties may have the names of a profile", () => {
    const checker = createChecker({ asOf, profile: builtinProfile() });
    const event = { "Event ID": "EMS-1", "Start date": "2025-03-07", "End date": "2025-03-03" };
    const { eventId, findings } = checker.check(event);
    expect(eventId).toBe("EMS-1");
    expect(findings.map(({ ruleId }) => ruleId)).toContain("end-before-start");
    expect(checker.checkAll([event]).summary.events).toBe(1);
    // The stored version has the same names.
    const stored = { ...event, Status: "completed" };
    const { findings: changes } = checker.check({ ...event, Status: "planned" }, { previous: stored });
    expect(changes.map(({ ruleId }) => ruleId)).toContain("status-reopened-after-completion");
  });

  test("constants of a profile stand for what an event does not say", () => {
    const profile = {
      ...builtinProfile(),
      constants: { status: { value: "completed", reason: "Only held events are sent." } },
    };
    const { outcomes } = createChecker({ asOf, profile }).check({ eventId: "EMS-1" });
    expect(outcomes.find(({ ruleId }) => ruleId === "status-missing")?.outcome).toBe("notAssessed");
  });

  test("a stream gives the judgement of each event, in order", async () => {
    const checker = createChecker({ asOf });
    const list = [reversed, { eventId: "EMS-2" }, null, "x"];
    const source = new ReadableStream({
      start(controller) {
        for (const event of list) controller.enqueue(event);
        controller.close();
      },
    });
    const judgements: unknown[] = [];
    for await (const judgement of source.pipeThrough(checker.stream({ stage: "submit" })))
      judgements.push(judgement);
    expect(judgements).toEqual(list.map((event) => checker.check(event as never, { stage: "submit" })));
  });

  test("what one event cannot tell is not assessed, with that reason, and never passed", () => {
    const { outcomes } = createChecker({ asOf }).check({
      ...reversed,
      eventType: "course",
      participants: 30,
    });
    for (const id of ["duplicate-event-id", "participants-outlier"]) {
      const outcome = outcomes.find(({ ruleId }) => ruleId === id);
      expect(outcome).toMatchObject({ outcome: "notAssessed" });
      expect(JSON.stringify(outcome)).toContain('"otherRecords"');
    }
  });
});
