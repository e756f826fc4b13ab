import { describe, expect, test } from "vitest";
import { eventFacts, outsideFacts } from "../../src/events/facts.ts";
import { type FieldName, fieldNames, fields } from "../../src/events/fields.ts";
import { normaliseEvent } from "../../src/events/normalise.ts";
import { previousNameOf } from "../../src/events/outside/previousFacts.ts";
import { withOutside } from "../../src/events/outside/withOutside.ts";
import { Unavailable, Unreadable } from "../../src/rules/value.ts";

const whole = {
  eventId: "E-1",
  title: "Trade law",
  status: "completed",
  focalPointEmail: "focal.point@example.org",
  endDate: "2025-03-07",
  participants: 40,
  learningRelated: true,
};
const record = normaliseEvent(whole);
const personal: readonly FieldName[] = fieldNames.filter((name) =>
  ["text", "person", "email"].includes(fields[name].kind),
);
const storedFields = fieldNames.filter((name) => !personal.includes(name));

test("rules know a stored value of every field but those that may hold personal data", () => {
  const names = outsideFacts.filter(({ outside }) => outside === "previous").map(({ name }) => name);
  expect(names).toEqual(["isStored", ...storedFields.map(previousNameOf)]);
  for (const field of storedFields) {
    const own = eventFacts.find(({ name }) => name === field);
    const stored = outsideFacts.find(({ name }) => name === previousNameOf(field));
    expect(stored, field).toMatchObject({
      type: own?.type,
      label: expect.stringMatching(/^stored /),
      outside: "previous",
    });
    expect(stored?.unit, field).toBe(own?.unit);
  }
});

test("every fact has its place in the record, and no name is taken twice", () => {
  const names = eventFacts.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(withOutside(record, {}))).toEqual([
    ...fieldNames,
    ...outsideFacts.map(({ name }) => name),
  ]);
});

describe("what is handed over", () => {
  const stored = normaliseEvent({ ...whole, participants: "41", endDate: "soon", title: "Law of trade" });

  test("is the stored version: what it lacks is known to be empty, what cannot be read stays so", () => {
    const facts = withOutside(record, { previous: stored });
    expect(facts).toMatchObject({
      ...record,
      isStored: true,
      previousParticipants: 41,
      previousCocIssued: null,
    });
    expect(facts.previousEndDate).toBeInstanceOf(Unreadable);
    expect(JSON.stringify(facts)).not.toContain("Law of trade");
    for (const field of storedFields) expect(facts[previousNameOf(field)], field).not.toBeUndefined();
    expect(facts.projectCodeExists).toBeUndefined();
  });

  test("is that the event is new", () => {
    const facts = withOutside(record, { previous: null });
    expect(facts.isStored).toBe(false);
    for (const field of storedFields) expect(facts[previousNameOf(field)], field).toBeNull();
  });

  test("is what was looked up, for facts of the package and of one's own", () => {
    const late = new Unavailable("late");
    const answers = new Map<string, unknown>([
      ["projectCodeExists", false],
      ["cocIssuedOnPlatform", null],
      ["similarEvents", late],
      ["constructor", 5],
    ]);
    const facts = withOutside(record, { answers });
    expect(facts).toMatchObject({ projectCodeExists: false, cocIssuedOnPlatform: null, constructor: 5 });
    expect(facts.similarEvents).toBe(late);
    expect([facts.isStored, facts.previousParticipants, facts.eventsWithSameId]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("leaves the event as it is", () => {
    const before = structuredClone(record);
    withOutside(record, { previous: stored, answers: new Map([["ownFact", 1]]) });
    expect(record).toEqual(before);
  });
});
