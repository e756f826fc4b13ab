import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEventExplainer, type EventExplainerOptions } from "../../src/checker/explainEvent.ts";
import { createJudge } from "../../src/checker/judge.ts";
import { DataQualityError } from "../../src/errors.ts";
import { normaliseEvent } from "../../src/events/normalise.ts";
import { withOutside } from "../../src/events/outside/withOutside.ts";
import { createWording } from "../../src/locale/wording.ts";
import { formatExplanation } from "../../src/report/eventExplanation.ts";
import { eventExplanationSchema, explanationLine } from "../../src/report/explanationDocument.ts";
import { shippedRules } from "../../src/shipped/rules.generated.ts";
import { anyEvent } from "./events.ts";

const options: EventExplainerOptions = {
  ruleset: shippedRules,
  asOf: "2025-06-30",
  absent: ["status"],
  assumed: ["learningRelated"],
  columns: new Map([
    ["startDate", "First day"],
    ["title", "Title"],
  ]),
  facts: [],
  operators: [],
};
const { explain } = createEventExplainer(options);

test("the outcome is the judge's, for any event and rule; the document follows its schema", () => {
  const { judge } = createJudge(options);
  fc.assert(
    fc.property(anyEvent, fc.nat(), (given, pick) => {
      const event = normaliseEvent(given);
      const outcomes = judge(event, { source: null, stage: null }).outcomes;
      const outcome = outcomes[pick % outcomes.length];
      const explanation = explain(event, outcome?.ruleId ?? "");
      expect(explanation.outcome).toEqual(outcome);
      const line = explanationLine(explanation);
      expect(eventExplanationSchema.parse(JSON.parse(JSON.stringify(line)))).toEqual(line);
      expect(formatExplanation(explanation).startsWith(explanation.ruleId)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

const swapped = normaliseEvent({ eventId: "EMS-1", startDate: "2025-03-07", endDate: "2025-03-03" });

test("in another language the rule speaks in it, whatever it says of the event", () => {
  const french = createEventExplainer({ ...options, wording: createWording("fr") });
  const passing = normaliseEvent({ startDate: "2025-03-03", endDate: "2025-03-07" });
  for (const event of [swapped, passing])
    expect(french.explain(event, "end-before-start").title).toBe("L’événement se termine avant de commencer");
  expect(french.explain(swapped, "end-before-start").outcome).toMatchObject({
    failure: { message: expect.stringContaining("7 mars 2025") },
  });
});

test("in words first, then the tree, with the header of a column", () => {
  expect(formatExplanation(explain(swapped, "end-before-start"))).toBe(
    [
      "end-before-start fails: The event ends before it starts. Decided by: end date 2025-03-03, start date",
      "  2025-03-07.",
      "",
      "true    * when: always",
      "true    * violation: endDate before startDate",
      '              endDate is "2025-03-03"; startDate (“First day”) is "2025-03-07"',
      "* decides the outcome",
      "",
    ].join("\n"),
  );
});

describe("where a fact comes from", () => {
  test("the stored version, and that there is none", () => {
    const event = normaliseEvent({ eventType: "workshop" });
    const id = "event-type-changed-after-certificates";
    const unknown = JSON.stringify(explain(event, id));
    expect(unknown).toContain('"origin":"previous"');
    expect(unknown).toContain('"why":"noPrevious"');
    const known = explain(
      event,
      id,
      withOutside(event, { previous: normaliseEvent({ eventType: "course", cocIssued: 3 }) }),
    );
    expect(known.outcome.outcome).toBe("failed");
    expect(JSON.stringify(known)).toContain(
      '{"name":"previousEventType","origin":"previous","value":"course"}',
    );
  });

  test("a look-up, other records, an absent column, a cell that cannot be read", () => {
    expect(JSON.stringify(explain(swapped, "project-code-unknown"))).toContain('"origin":"lookup"');
    expect(JSON.stringify(explain(swapped, "duplicate-event-id"))).toContain('"origin":"dataset"');
    expect(formatExplanation(explain(swapped, "status-missing"))).toContain("status absent");
    const unread = normaliseEvent({ startDate: "2025-03-07", endDate: "soon" });
    const text = formatExplanation(explain(unread, "end-before-start"));
    expect(text).toContain("could not be assessed: end date unreadable.");
    expect(text).not.toContain("soon");
  });

  test("what may be personal is hidden", () => {
    const event = normaliseEvent({ title: "Write to jo@example.org" });
    const whole = JSON.stringify(explain(event, "personal-data-in-text"));
    expect(whole).toContain('"name":"title","origin":"record","column":"Title","hidden":true');
    expect(whole).not.toContain("jo@");
  });
});

describe("the configuration", () => {
  const rules = shippedRules.rules.map((rule) =>
    rule.id === "coc-rate-mismatch" && rule.params?.tolerance !== undefined
      ? { ...rule, params: { ...rule.params, tolerance: { ...rule.params.tolerance, default: 50 } } }
      : rule,
  );
  const configured = createEventExplainer({
    ...options,
    variantOf: () => ({ key: "one", rules, off: new Set(["end-before-start"]) }),
  });

  test("says what it changed, what it switched off, and what a waiver covers", () => {
    const { params } = configured.explain(swapped, "coc-rate-mismatch");
    expect(params).toMatchObject([{ name: "tolerance", value: 50, overrides: 1 }]);
    const off = configured.explain(swapped, "end-before-start");
    expect(off.outcome).toMatchObject({ outcome: "notApplicable", because: "configuration" });
    expect(formatExplanation(off, { width: 200 })).toContain(
      "the configuration switches the rule off for this event; in force it would say: failed.",
    );
    // The status is there, and empty: else it is not known whether the rule is about the event.
    const whole = createEventExplainer({ ...options, absent: [], waiverOf: () => "no-dates" });
    const waived = whole.explain(normaliseEvent({ eventType: "course" }), "start-date-missing");
    expect(waived.outcome).toMatchObject({ outcome: "waived", waiver: "no-dates" });
    expect(formatExplanation(waived)).toMatch(
      /^start-date-missing fails, and the waiver no-dates covers it: /,
    );
  });
});

test("a rule that is not there is a mistake with the nearest one; a retired one is explained", () => {
  expect(() => explain(swapped, "end-befor-start")).toThrow(DataQualityError);
  expect(() => explain(swapped, "end-befor-start")).toThrow(/There is no rule "end-befor-start"/);
  const retired = shippedRules.rules.map((rule) =>
    rule.id === "end-before-start" ? { ...rule, state: "retired" as const } : rule,
  );
  const of = createEventExplainer({ ...options, ruleset: { ...shippedRules, rules: retired } });
  expect(of.explain(swapped, "end-before-start").outcome.outcome).toBe("failed");
  expect(formatExplanation(of.explain(swapped, "end-before-start"))).toContain("The rule is retired");
});
