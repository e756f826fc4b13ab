import * as fc from "fast-check";
import { applyPatch } from "rfc6902";
import { describe, expect, test } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import { applyCorrections } from "../../src/corrections/applyCorrections.ts";
import { eventFacts } from "../../src/events/facts.ts";
import type { EmsEvent } from "../../src/events/schema.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { openEvents } from "../../src/read/events.ts";
import { anyEvent } from "../checker/events.ts";

const checker = createChecker({ asOf: "2025-06-30" });
const errorsOf = (event: EmsEvent): ReadonlySet<string> =>
  new Set(
    checker
      .check(event)
      .findings.filter(({ severity }) => severity === "error")
      .map(({ fingerprint }) => fingerprint),
  );

/** What JSON holds of an event: nothing of what is `undefined`. */
const asJson = (event: object): unknown => JSON.parse(JSON.stringify(event));

function correct(event: EmsEvent, findings: readonly Finding[] = checker.check(event).findings) {
  return applyCorrections(event, findings, { checker });
}

/** All that is promised, of one event. */
function holds(event: EmsEvent): number {
  const before = JSON.stringify(event);
  const { findings } = checker.check(event);
  const { event: after, patch, applied, skipped } = correct(event, findings);
  expect(JSON.stringify(event)).toBe(before);
  expect(after).not.toBe(event);
  const known = errorsOf(event);
  for (const fingerprint of errorsOf(after)) expect(known).toContain(fingerprint);
  expect(checker.check(after).outcomes.filter(({ outcome }) => outcome === "error")).toEqual([]);

  const patched = asJson(event);
  expect(applyPatch(patched, structuredClone([...patch])).every((error) => error === null)).toBe(true);
  expect(patched).toEqual(asJson(after));

  const again = applyCorrections(after, findings, { checker });
  expect(again.patch).toEqual([]);
  expect(again.event).toEqual(after);

  expect(correct(event, findings.toReversed())).toEqual({ event: after, patch, applied, skipped });
  const proposals = findings.flatMap(({ fields }) =>
    fields.filter(({ suggested }) => suggested !== undefined),
  );
  expect(applied.length + skipped.length).toBe(proposals.length);
  return applied.length;
}

describe("laws", () => {
  test("no new error, the input untouched, the patch gives the same, twice is once, in any order", () => {
    let applied = 0;
    fc.assert(
      fc.property(anyEvent, (event) => {
        applied += holds(event);
      }),
      { numRuns: 400 },
    );
    expect(applied).toBeGreaterThan(50);
  });

  test("the same of the events of an export", async () => {
    const { batches } = await openEvents("fixtures/ems-export.csv");
    let applied = 0;
    for await (const items of batches)
      for (const item of items)
        if (item.kind === "event" && Object.values(item.event).every((cell) => typeof cell !== "object"))
          applied += holds(item.event as EmsEvent);
    expect(applied).toBeGreaterThan(0);
  });
});

describe("what is skipped, and why", () => {
  const event = {
    eventId: "EMS-1",
    unit: "CWM",
    eventType: "wrkshop",
    learningRelated: true,
    objectiveAssessment: true,
    certificateType: "completion",
    participants: 25,
    cocIssued: 20,
    cocRate: 40,
  };
  const { findings } = checker.check(event);

  test("the types of the caller's own properties stay", () => {
    const { event: after } = applyCorrections({ ...event, version: 7 }, findings, { checker });
    const version: number = after.version;
    expect([version, after.cocRate, after.eventType]).toEqual([7, 80, "workshop"]);
  });

  test("what is only likely, where certainty is asked for", () => {
    const { event: after, skipped } = applyCorrections(event, findings, { checker, minimum: "certain" });
    expect([after.cocRate, after.eventType]).toEqual([80, "wrkshop"]);
    expect(skipped).toMatchObject([{ field: "eventType", reason: "below the minimum" }]);
  });

  test("what has changed since, and what another made up", () => {
    const changed = applyCorrections({ ...event, cocRate: 50 }, findings, { checker });
    expect(changed.event.cocRate).toBe(50);
    expect(changed.skipped).toMatchObject([{ field: "cocRate", reason: "changed meanwhile" }]);
    const forged = findings.map((finding) => ({
      ...finding,
      fields: [
        { field: "__proto__", suggested: "x" },
        { field: "participants", suggested: 99 },
      ],
    }));
    const { event: after, patch } = applyCorrections(event, forged, { checker });
    expect(after).toEqual(event);
    expect(patch).toEqual([]);
  });

  test("what would bring an error to light", () => {
    const hidden = { ...event, status: "complted", startDate: "2025-08-01", endDate: "2025-08-05" };
    const { event: after, skipped } = correct(hidden);
    expect(after.status).toBe("complted");
    expect(skipped).toMatchObject([{ field: "status", reason: "would cause an error" }]);
  });

  test("two values for one field: the surer wins, of equally sure ones none", () => {
    const proposing = (ruleId: string, suggested: string, confidence: "certain" | "likely"): Finding => ({
      ...(findings[0] as Finding),
      ruleId,
      severity: "warning",
      fingerprint: ruleId.padEnd(32, "0"),
      fields: [{ field: "city", suggested, confidence }],
    });
    const judged = (proposed: readonly Finding[]) => ({
      check: (each: EmsEvent) => ({
        ...checker.check({}),
        findings: each.city === undefined ? proposed : [],
      }),
    });
    const [a, b, c] = [
      proposing("a", "Geneva", "likely"),
      proposing("b", "Turin", "likely"),
      proposing("c", "Suva", "certain"),
    ];
    const tie = applyCorrections({}, [a, b], { checker: judged([a, b]) });
    expect(tie.event).toEqual({});
    expect(tie.skipped.map(({ reason }) => reason)).toEqual(["conflict", "conflict"]);
    const won = applyCorrections({}, [a, b, c], { checker: judged([a, b, c]) });
    expect(won.event).toEqual({ city: "Suva" });
    expect(won.patch).toEqual([{ op: "add", path: "/city", value: "Suva" }]);
    expect(won.skipped.map(({ ruleId }) => ruleId)).toEqual(["a", "b"]);
  });
});

const over = { eventId: "EMS-1", status: "completed", startDate: "2025-01-13", endDate: "2025-01-17" };
const awards = {
  ...over,
  learningRelated: true,
  objectiveAssessment: true,
  certificateType: "completion",
  participants: 25,
};
const ratedOver = { ...awards, cocIssued: 20 };

/** One for each rule that proposes something: a value, how sure it is, and the event that it is proposed for. */
const table: readonly (readonly [string, string, unknown, string, EmsEvent])[] = [
  ["coc-rate-mismatch", "cocRate", 80, "certain", { ...ratedOver, cocRate: 40 }],
  ["coc-rate-missing", "cocRate", 80, "certain", ratedOver],
  ["coc-rate-zero", "cocRate", 80, "certain", { ...ratedOver, cocRate: 0 }],
  ["coc-rate-out-of-range", "cocRate", 80, "certain", { ...ratedOver, cocRate: 800 }],
  ["coc-zero", "cocIssued", 20, "likely", { ...awards, cocIssued: 0, completions: 20, cocRate: 80 }],
  [
    "coc-missing",
    "cocIssued",
    20,
    "likely",
    { ...awards, masterProgramme: false, completions: 20, cocRate: 80 },
  ],
  [
    "master-course-coc-not-recorded",
    "cocIssued",
    20,
    "likely",
    { ...awards, masterProgramme: true, cohortEndDate: "2025-01-17", completions: 20, cocRate: 80 },
  ],
  [
    "coc-below-completions",
    "cocIssued",
    20,
    "likely",
    { ...awards, cocIssued: 19, completions: 20, cocRate: 80 },
  ],
  [
    "response-rate-mismatch",
    "responseRate",
    40,
    "certain",
    { ...over, participants: 25, evaluationResponses: 10, responseRate: 80 },
  ],
  ["participants-missing", "participants", 25, "likely", { ...over, female: 12, male: 13 }],
  ["participation-data-overdue", "participants", 25, "likely", { ...over, female: 12, male: 13 }],
  ["participants-zero", "participants", 25, "likely", { ...over, participants: 0, female: 12, male: 13 }],
  ["learning-flag-missing", "learningRelated", true, "certain", { ...over, eventType: "course" }],
  [
    "event-type-unknown",
    "eventType",
    "workshop",
    "likely",
    { ...over, learningRelated: true, eventType: "wrkshop" },
  ],
  ["division-contradicts-unit", "division", "Planet", "likely", { unit: "CWM", division: "Peace" }],
  ["unit-unknown", "unit", "UNOSAT", "likely", { unit: "UNOSATT" }],
  ["country-unknown", "country", "KE", "likely", { country: "Kennya" }],
  ["language-unknown", "language", "fr", "likely", { language: "Frensh" }],
  ["cell-unreadable", "deliveryMode", "face-to-face", "likely", { deliveryMode: "face-to-fase" }],
];

describe("what is proposed", () => {
  test.each(table)("%s", (ruleId, field, value, confidence, event) => {
    const { findings } = checker.check(event);
    const finding = findings.find((each) => each.ruleId === ruleId);
    expect(finding?.fields).toContainEqual(expect.objectContaining({ field, suggested: value, confidence }));
    const { event: after, applied } = correct(event, finding === undefined ? [] : [finding]);
    expect(applied).toMatchObject([{ ruleId, field, value, confidence }]);
    expect(Reflect.get(after, field)).toBe(value);
    holds(event);
  });

  test.each([
    ["coc-rate-out-of-range", { participants: 27, cocIssued: -1, cocRate: 120 }],
    ["coc-missing", { ...awards, participants: 27, completions: -2 }],
    ["participants-missing", { ...over, female: -4, male: 1, otherGender: 0, genderNotStated: 0 }],
  ])(
    "nothing that nobody could enter, because a figure that it follows from is wrong: %s",
    (ruleId, event) => {
      const { findings, outcomes } = checker.check(event);
      expect(JSON.stringify(outcomes.find((each) => each.ruleId === ruleId))).not.toContain("suggested");
      const finding = findings.find((each) => each.ruleId === ruleId);
      expect(finding?.fields.length).toBeGreaterThan(0);
      for (const field of finding?.fields ?? []) {
        expect(field).not.toHaveProperty("suggested");
        expect(field).not.toHaveProperty("confidence");
      }
    },
  );

  test("of the stored version, which the corrections are told too", () => {
    const previous = { ...ratedOver, eventType: "course", cocRate: 80 };
    const event = { ...previous, eventType: "workshop" };
    const { findings } = checker.check(event, { previous });
    const after = applyCorrections(event, findings, { checker, previous });
    expect(after.applied).toMatchObject([
      { ruleId: "event-type-changed-after-certificates", field: "eventType", value: "course" },
    ]);
    const without = applyCorrections(event, findings, { checker });
    expect(without.skipped).toMatchObject([{ field: "eventType", reason: "changed meanwhile" }]);
  });

  test("every rule that proposes something of the event itself is in the table", () => {
    const outside = new Set(
      eventFacts.flatMap((fact) => ("outside" in fact && fact.outside !== undefined ? [fact.name] : [])),
    );
    const proposing = checker.ruleset.rules.filter(({ fields }) =>
      fields.some(
        (field) =>
          typeof field === "object" &&
          field.suggest !== undefined &&
          !("fact" in field.suggest && outside.has(field.suggest.fact)),
      ),
    );
    const shown = new Set(table.map(([ruleId]) => ruleId));
    expect(proposing.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });
});
