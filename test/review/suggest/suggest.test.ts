import { describe, expect, test } from "vitest";
import { sharedVocabulary } from "../../../src/checker/parseEventRules.ts";
import { type FieldName, fieldNames, fields } from "../../../src/events/fields.ts";
import type { EventRecord } from "../../../src/events/record.ts";
import { runExamples } from "../../../src/review/examples/runExamples.ts";
import type { Solver } from "../../../src/review/solve/solver.ts";
import { suggestionsSchema } from "../../../src/review/suggest/schema.ts";
import { wilson } from "../../../src/review/suggest/statistics.ts";
import { suggestRules } from "../../../src/review/suggest/suggest.ts";
import { createTableBuilder } from "../../../src/review/suggest/table.ts";
import { parseRules } from "../../../src/rules/parse.ts";
import type { Rule } from "../../../src/rules/schema.ts";
import { shippedRules } from "../../../src/shipped/rules.generated.ts";
import { noise, planted, plantedRules, tableOf } from "./generated.ts";

const vocabulary = sharedVocabulary({});
const context = { vocabulary, conditions: shippedRules.conditions ?? {} };
const undecided: Solver = {
  find: () => ({ verdict: "undecided", why: "not asked" }),
  tellApart: () => ({ verdict: "undecided", why: "not asked" }),
};

function suggest(
  events: readonly EventRecord[],
  {
    rules = shippedRules.rules,
    solver = undecided,
    ...more
  }: { rules?: readonly Rule[]; solver?: Solver; minSupport?: number } = {},
) {
  return suggestRules(tableOf(events), { ...context, rules, solver, asOf: "2025-06-30", ...more });
}

/** The events with one of them changed. */
function but(
  events: readonly EventRecord[],
  index: number,
  change: Partial<EventRecord>,
): readonly EventRecord[] {
  return events.map((event, at) => (at === index ? { ...event, ...change } : event));
}

describe("of columns that have nothing to do with each other", () => {
  test.each(Array.from({ length: 6 }, (_, seed) => seed))("nothing is suggested (seed %i)", (seed) => {
    const { rules, observations, tried } = suggest(noise(seed, 400));
    expect([...rules, ...observations].map(({ claim }) => claim)).toEqual([]);
    // It was looked for.
    expect(tried.presence).toBeGreaterThan(1_000);
    expect(tried.order).toBeGreaterThan(300);
  });
});

describe("what is so is found", () => {
  test.each([1, 2, 3])("and nothing else (seed %i)", (seed) => {
    const { rules, observations } = suggest(planted(seed, 600));
    expect(rules.map(({ ruleId }) => ruleId).sort()).toEqual([...plantedRules].sort());
    expect(observations).toEqual([]);
  });

  test("with how many events speak for it, of each kind", () => {
    const events = planted(1, 600);
    const { rules } = suggest(events);
    const sums = events.filter(
      ({ registered, completions, evaluationResponses }) =>
        ![registered, completions, evaluationResponses].includes(undefined),
    ).length;
    const donors = events.filter(({ donorFunded }) => donorFunded === true).length;
    const found = (id: string) => rules.find(({ ruleId }) => ruleId === id);
    expect(found("partner-missing-where-donor-funded-yes")).toMatchObject({ support: donors, holds: donors });
    expect(found("registered-not-sum-of-completions-evaluation-responses")).toMatchObject({
      kind: "sum",
      claim: "The number of people registered is the sum of completions and answers to the evaluation.",
      support: sums,
      holds: sums,
      interval: { low: wilson(sums, sums).low, high: 1 },
      counterExamples: [],
    });
    expect(found("project-code-of-unusual-form")?.rule.params?.pattern?.default).toBe(
      "^PRJ-[0-9]{4}-[A-Z]{1,12}-[0-9]{1,4}$",
    );
    expect(found("platform-not-usual")?.rule.params?.usual?.default).toEqual(["edapp", "moodle", "none"]);
  });

  test("too few events carry nothing", () => {
    expect(suggest(planted(1, 25)).rules).toEqual([]);
    expect(suggest(planted(1, 600), { minSupport: 700 }).rules).toEqual([]);
  });
});

test("copies of an event make nothing stronger", () => {
  const few = planted(1, 100);
  const copied = Array.from({ length: 20 }, (_, copy) =>
    few.map((event, index): EventRecord => ({ ...event, eventId: `C-${copy}-${index}` })),
  ).flat();
  const { events, copies, rules } = suggest(copied);
  expect({ events, copies }).toEqual({ events: 100, copies: 1_900 });
  expect(rules).toEqual(
    suggest(few).rules.map((each) => expect.objectContaining({ ruleId: each.ruleId, support: each.support })),
  );
});

describe("a single event that contradicts", () => {
  const events = planted(1, 600);
  const row = events.findIndex(
    ({ donorFunded, registered, completions, evaluationResponses, certificatesRecordedOn }) =>
      donorFunded === true &&
      ![registered, completions, evaluationResponses, certificatesRecordedOn].includes(undefined),
  );
  const cases: readonly (readonly [string, Partial<EventRecord>])[] = [
    ["registered-not-sum-of-completions-evaluation-responses", { registered: 1_000 }],
    ["certificates-recorded-on-after-updated-on", { updatedOn: "1999-01-01" }],
    ["partner-missing-where-donor-funded-yes", { partner: undefined }],
    ["platform-not-usual", { platform: "openwho" }],
    ["project-code-of-unusual-form", { projectCode: "tbc" }],
  ];
  test.each(cases)("makes %s an observation, with the event", (id, change) => {
    const { rules, observations } = suggest(but(events, row, change));
    expect(rules.map(({ ruleId }) => ruleId)).not.toContain(id);
    const found = observations.find(({ ruleId }) => ruleId === id);
    expect(found?.counterExamples).toEqual([{ eventId: `E-${row}`, file: "made.csv", line: row + 2 }]);
    expect((found?.support ?? 0) - (found?.holds ?? 0)).toBe(1);
  });
});

describe("each suggested rule", () => {
  const { rules, ...rest } = suggest(planted(2, 600));

  test("loads", () => {
    const all = rules.map(({ rule }) => rule);
    expect(parseRules({ name: "all", version: "1", rules: all }, vocabulary).rules).toEqual(all);
  });

  test.each(rules.map(({ ruleId, rule }) => [ruleId, rule] as const))(
    "%s is a shadow rule whose examples hold",
    (_, rule) => {
      expect(rule.state).toBe("shadow");
      const outcomes = runExamples(rule, rule.examples, context).map(({ outcome }) => outcome);
      expect(outcomes).toEqual(rule.examples.map(({ expect: wanted }) => wanted));
      expect(new Set(outcomes)).toEqual(new Set(["failed", "passed", "notApplicable", "notAssessed"]));
      expect(rule.rationale).toMatch(/it holds for \d+ of \d+ events of made\.csv/);
      // What all others had once, one that is mended or added later need not have.
      expect(rule.message).not.toMatch(/\ball (?:other events|have)\b/i);
      expect(rule.rationale).toMatch(/Chance alone would show as much less than once in [\w, ]+ times\.$/);
    },
  );

  test("is in a report of the schema", () => {
    expect(suggestionsSchema.parse(JSON.parse(JSON.stringify({ ...rest, rules })))).toBeDefined();
  });

  test("is not suggested again to those who have it", () => {
    const own = rules.map(({ rule }) => rule);
    const again = suggest(planted(2, 600), { rules: [...shippedRules.rules, ...own] });
    expect(again.rules).toEqual([]);
    expect(again.duplicates.map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(own.map(({ id }) => id)),
    );
  });

  test("is the same each time", () => {
    expect(suggest(planted(2, 600)).rules).toEqual(rules);
  });
});

describe("what a rule says already", () => {
  /** Events that keep to the rules of participation without exception. */
  const events = noise(5, 400).map((event, index): EventRecord => {
    const [female, male] = [(index * 7) % 23, (index * 11) % 19];
    const participants = female + male;
    return {
      ...event,
      female,
      male,
      otherGender: 0,
      genderNotStated: 0,
      participants,
      uniqueBeneficiaries: participants - (index % 3 === 0 && participants > 0 ? 1 : 0),
      registered: participants + (index % 4),
    };
  });

  test("is left out, however it would be written", () => {
    const { rules, duplicates } = suggest(events);
    const claims = rules.map(({ claim }) => claim).join("\n");
    expect(claims).not.toMatch(/number of (?:women|men|participants) is the sum/);
    expect(claims).not.toMatch(/number of participants is never above the number of people registered/);
    expect(duplicates.map(({ ruleId }) => ruleId)).toContain("gender-sum-mismatch");
  });

  test("and is suggested where no rule says it", () => {
    const claims = suggest(events, { rules: [] }).rules.map(({ claim }) => claim);
    expect(claims).toContain("The number of participants is the sum of women and men.");
    expect(claims).toContain("The number of unique beneficiaries is never above the number of participants.");
    expect(claims).toContain("The number of participants is never above the number of people registered.");
    // These follow from the others.
    expect(claims).not.toContain(
      "The number of unique beneficiaries is never above the number of people registered.",
    );
    expect(claims).not.toContain("The number of women is never above the number of participants.");
  });

  test("what the solver proves to follow is left out too", () => {
    const all = suggest(planted(3, 600), {
      solver: { ...undecided, find: () => ({ verdict: "impossible" }) },
    });
    // Rules about facts that no rule speaks of are not asked about.
    expect(all.rules.length).toBeLessThan(plantedRules.length);
  });
});

test("what is empty for the same events is one rule, however many columns it has", () => {
  const events = noise(3, 400).map((event, index): EventRecord => {
    const isPlanned = index % 3 === 0;
    const counts = fieldNames.filter((field) => fields[field].kind === "count");
    return {
      ...event,
      ...Object.fromEntries(isPlanned ? counts.map((field) => [field, undefined]) : []),
      status: isPlanned ? "planned" : "completed",
    };
  });
  const { rules } = suggest(events, { rules: [] });
  const ofPlanned = rules.filter(({ kind, claim }) => kind === "presence" && claim.includes("planned"));
  expect(ofPlanned).toHaveLength(1);
  const [rule] = ofPlanned;
  expect(rule?.claim).toContain("are left empty");
  expect(rule?.rule.message).toContain("others is filled in");
  expect(
    parseRules(
      rules.map((each) => each.rule),
      vocabulary,
    ).rules,
  ).toHaveLength(rules.length);
});

describe("several files", () => {
  const [first, second] = [planted(1, 400), planted(2, 400)];
  const builder = createTableBuilder();
  const source = { assumed: new Set<FieldName>(), columns: new Map<FieldName, string>() };
  builder.source({ ...source, file: "one.csv", absent: new Set() });
  for (const [index, event] of first.entries()) builder.add(event, index + 2);
  builder.source({ ...source, file: "two.csv", absent: new Set(["partner"]) });
  for (const [index, event] of second.entries())
    builder.add(
      { ...event, partner: undefined, platform: index === 5 ? "openwho" : event.platform },
      index + 2,
    );
  const { files, rules, observations } = suggestRules(builder.build(), {
    ...context,
    rules: shippedRules.rules,
    solver: undecided,
    asOf: "2025-06-30",
  });

  test("make one body of events, whose columns may differ", () => {
    expect(files).toEqual(["one.csv", "two.csv"]);
    const donors = first.filter(({ donorFunded }) => donorFunded === true).length;
    // The second has no column for it: it says nothing for or against.
    expect(rules.find(({ ruleId }) => ruleId === "partner-missing-where-donor-funded-yes")).toMatchObject({
      support: donors,
      rule: { rationale: expect.stringContaining("of one.csv and two.csv") },
    });
  });

  test("counter-examples are told with their file", () => {
    expect(observations.find(({ ruleId }) => ruleId === "platform-not-usual")?.counterExamples).toEqual([
      { eventId: "E-5", file: "two.csv", line: 7 },
    ]);
  });
});

test("what is assumed, or read from one column twice, supports nothing", () => {
  const builder = createTableBuilder();
  builder.source({
    file: "made.csv",
    absent: new Set(),
    assumed: new Set(["platform"]),
    columns: new Map([
      ["certificatesRecordedOn", "date"],
      ["updatedOn", "date"],
    ]),
  });
  for (const [index, event] of planted(1, 600).entries()) builder.add(event, index + 2);
  const { rules } = suggestRules(builder.build(), {
    ...context,
    rules: shippedRules.rules,
    solver: undecided,
    asOf: "2025-06-30",
  });
  expect(rules.map(({ ruleId }) => ruleId).sort()).toEqual(
    plantedRules
      .filter((id) => !["platform-not-usual", "certificates-recorded-on-after-updated-on"].includes(id))
      .sort(),
  );
});

describe("personal data", () => {
  const secret = "Secret Person";
  const events = planted(4, 600).map(
    (event, index): EventRecord => ({
      ...event,
      title: secret,
      focalPoint: secret,
      focalPointEmail: `secret.person.${index}@example.org`,
      partner: event.partner === undefined ? undefined : secret,
      engagementStrategy: secret,
      // A row that has slipped by a cell.
      unit: index === 7 ? secret : event.unit,
      eventId: index === 7 ? "secret.person@example.org" : event.eventId,
      projectCode: index === 7 ? "secret.person@example.org" : event.projectCode,
    }),
  );

  test("is in nothing that is suggested", () => {
    const text = JSON.stringify(suggest(events));
    expect(text).not.toMatch(/secret/i);
    expect(text).toContain('"eventId":null');
  });
});

describe("limits of rules", () => {
  test("are advised on where the data stay far below them, with what they would find", () => {
    const events = noise(6, 400).map(
      (event, index): EventRecord => ({ ...event, participants: 20 + (index % 40) }),
    );
    const advice = suggest(events).thresholds.find(({ param }) => param === "most");
    expect(advice).toMatchObject({
      ruleId: "participants-implausibly-many",
      fact: "participants",
      unit: "people",
      current: 20_000,
      support: 400,
      failedNow: 0,
      failedThen: 0,
    });
    expect(advice?.suggested).toBeGreaterThan(59);
    expect(advice?.suggested).toBeLessThan(2_000);
  });

  test("an identifier's form is advised on", () => {
    const events = noise(6, 400).map(
      (event, index): EventRecord => ({ ...event, eventId: `EMS-2024-${1_000 + index}` }),
    );
    expect(suggest(events).thresholds).toContainEqual(
      expect.objectContaining({
        ruleId: "event-id-malformed",
        param: "pattern",
        suggested: "^EMS-[0-9]{4}-[0-9]{4}$",
      }),
    );
  });

  test("identifiers that begin in one form and go on in many are told by their beginning", () => {
    const events = noise(6, 400).map(
      (event, index): EventRecord => ({
        ...event,
        eventId: `2024-0${1 + (index % 9)}-1${index % 10}-${["suva", "oslo-north", "x", "lima_2", "rio-de-janeiro"][index % 5]}`,
      }),
    );
    expect(suggest(events).thresholds.find(({ param }) => param === "pattern")?.suggested).toBe(
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9\\-_]{1,28}$",
    );
  });
});
