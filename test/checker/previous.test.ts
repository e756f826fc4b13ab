/** The rules that rest on what does not stand in the event, as a backend meets them on a save. */
import { describe, expect, test } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import { defineLookup } from "../../src/events/outside/defineLookup.ts";
import type { EmsEvent } from "../../src/events/schema.ts";

const asOf = "2025-06-30";
const checker = createChecker({ asOf });

const stored: EmsEvent = {
  eventId: "EMS-1",
  title: "Trade law",
  status: "completed",
  unit: "PFTP",
  eventType: "course",
  certificateType: "completion",
  startDate: "2025-03-03",
  endDate: "2025-03-07",
  participants: 40,
  cocIssued: 31,
  copIssued: 0,
  completions: 33,
};

const changeRules = [
  "figures-shrink-after-final",
  "event-type-changed-after-certificates",
  "certificate-type-changed-after-certificates",
  "end-date-moved-into-past",
  "status-reopened-after-completion",
];

function said(event: EmsEvent, options: Parameters<typeof checker.check>[1]) {
  const { outcomes } = checker.check(event, options);
  return Object.fromEntries(
    outcomes.filter(({ ruleId }) => changeRules.includes(ruleId)).map((each) => [each.ruleId, each.outcome]),
  );
}

describe("rules about what a save changes", () => {
  test("are not assessed where the stored version is not known, and say so", () => {
    for (const outcome of checker.check(stored).outcomes) {
      if (!changeRules.includes(outcome.ruleId)) continue;
      if (outcome.outcome !== "notAssessed") throw new Error(`${outcome.ruleId} is ${outcome.outcome}`);
      expect(JSON.stringify(outcome.reasons), outcome.ruleId).toContain("noPrevious");
    }
  });

  test("are not about a new event", () => {
    expect(new Set(Object.values(said(stored, { previous: null })))).toEqual(new Set(["notApplicable"]));
  });

  test("pass where nothing is changed", () => {
    const found = said(stored, { previous: stored });
    expect(found["end-date-moved-into-past"]).toBe("notApplicable");
    expect(Object.values(found).filter((outcome) => outcome === "passed")).toHaveLength(4);
  });

  test("name the figures that shrank, each with what was stored, and no other", () => {
    const { findings } = checker.check({ ...stored, cocIssued: 30, completions: 3 }, { previous: stored });
    const finding = findings.find(({ ruleId }) => ruleId === "figures-shrink-after-final");
    expect(finding?.fields.map(({ field, observed, expected }) => [field, observed, expected])).toEqual([
      ["cocIssued", 30, "31 or more, as stored"],
      ["completions", 3, "33 or more, as stored"],
    ]);
  });

  test("propose what was stored", () => {
    const ahead = { ...stored, status: "ongoing", endDate: "2025-09-12" };
    const { findings } = checker.check(
      { ...stored, eventType: "webinar", certificateType: "none", status: "planned" },
      { previous: stored },
    );
    const moved = checker.check(stored, { previous: ahead }).findings;
    const proposed = [...findings, ...moved]
      .filter(({ ruleId }) => changeRules.includes(ruleId))
      .flatMap(({ ruleId, fields }) =>
        fields.map(({ suggested, confidence }) => [ruleId, suggested, confidence]),
      );
    expect(proposed.sort()).toEqual(
      [
        ["certificate-type-changed-after-certificates", "completion", "likely"],
        ["end-date-moved-into-past", "2025-09-12", "likely"],
        ["event-type-changed-after-certificates", "course", "likely"],
        ["status-reopened-after-completion", "completed", "likely"],
      ].sort(),
    );
  });

  test("read the stored version as they read the event", () => {
    const asText = { ...stored, participants: "40", status: "Completed" } as unknown as EmsEvent;
    const found = said({ ...stored, participants: 39 }, { previous: asText });
    expect(found["figures-shrink-after-final"]).toBe("failed");
  });
});

const datasetRules = ["duplicate-event-id", "probable-duplicate-event", "participants-outlier"];

test("what only other events tell is not assessed on a save, never passed, unless the backend looks it up", async () => {
  const of = (outcomes: ReturnType<typeof checker.check>["outcomes"]) =>
    Object.fromEntries(
      outcomes
        .filter(({ ruleId }) => datasetRules.includes(ruleId))
        .map((each) => [
          each.ruleId,
          each.outcome === "notAssessed" ? each.reasons.map(({ why }) => why) : each.outcome,
        ]),
    );
  expect(of(checker.check(stored, { previous: null }).outcomes)).toEqual({
    "duplicate-event-id": ["otherRecords"],
    "probable-duplicate-event": ["otherRecords"],
    "participants-outlier": ["otherRecords"],
  });
  const counting = createChecker({
    asOf,
    facts: [
      defineLookup({
        name: "eventsWithSameId",
        type: "number",
        doc: "Other events with the same identifier.",
        from: ["eventId"],
        lookup: async (eventId) => (eventId === "EMS-1" ? 2 : 0),
      }),
    ],
  });
  const judged = await counting.checkAsync(stored);
  expect(of(judged.outcomes)).toEqual({
    "duplicate-event-id": "failed",
    "probable-duplicate-event": ["otherRecords"],
    "participants-outlier": ["otherRecords"],
  });
  expect(judged.lookups).toEqual([{ fact: "eventsWithSameId", state: "answered" }]);
});

test("the platform's figure is proposed, and rules without a look-up say the same as before", async () => {
  const asking = createChecker({
    asOf,
    facts: [
      defineLookup({
        name: "cocIssuedOnPlatform",
        type: "number",
        doc: "Certificates on the platform.",
        from: ["platformCourseCode"],
        lookup: async () => 35,
      }),
    ],
  });
  const event: EmsEvent = { ...stored, platformCourseCode: "MOOC-17" };
  const judged = await asking.checkAsync(event, { previous: stored });
  const finding = judged.findings.find(({ ruleId }) => ruleId === "lms-coc-differs");
  expect(finding?.fields[0]).toMatchObject({
    field: "cocIssued",
    observed: 31,
    suggested: 35,
    confidence: "likely",
  });
  const before = asking.check(event, { previous: stored });
  expect(judged.outcomes.filter(({ ruleId }) => ruleId !== "lms-coc-differs")).toEqual(
    before.outcomes.filter(({ ruleId }) => ruleId !== "lms-coc-differs"),
  );
  // Without a course on a platform nobody is asked.
  expect((await asking.checkAsync(stored)).lookups).toEqual([]);
});
