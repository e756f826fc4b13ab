import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieldNames } from "../../src/events/fields.ts";
import { normaliseEvent } from "../../src/events/normalise.ts";
import { emptyRecord, recordOf } from "../../src/events/record.ts";
import { Unreadable, unreadable } from "../../src/rules/value.ts";

describe("an event's record", () => {
  test("has every field, in the order of the fields", () => {
    expect(Object.keys(emptyRecord())).toEqual(fieldNames);
    expect(recordOf(fieldNames)).toEqual(Object.fromEntries(fieldNames.map((field) => [field, field])));
  });
});

describe("normaliseEvent", () => {
  test("reads the canonical fields and nothing else", () => {
    const event = normaliseEvent({
      eventId: 4711,
      participants: "25",
      learningRelated: true,
      startDate: "2024-03-05",
      country: "Kenya",
      status: null,
      title: "  ",
      colour: "blue",
    });
    expect(event).toEqual({
      ...emptyRecord(),
      eventId: "4711",
      participants: 25,
      learningRelated: true,
      startDate: "2024-03-05",
      country: "KE",
    });
  });

  test("keeps what is marked as unreadable", () => {
    expect(normaliseEvent({ participants: unreadable("about thirty") }).participants).toEqual(
      unreadable("about thirty"),
    );
  });

  test.each([undefined, null, 5, "text", Symbol("s"), true, []])(
    "%s is an event of which nothing is known",
    (input) => {
      expect(normaliseEvent(input)).toEqual(emptyRecord());
    },
  );

  test("a getter that throws is a value that cannot be read", () => {
    const hostile = {
      get participants(): number {
        throw new Error("no");
      },
      eventId: "E-1",
    };
    const event = normaliseEvent(hostile);
    expect(event.participants).toBeInstanceOf(Unreadable);
    expect(event.eventId).toBe("E-1");
  });

  test("reads each field once, from a class as well", () => {
    let reads = 0;
    class Model {
      get eventId() {
        reads++;
        return "E-1";
      }
    }
    expect(normaliseEvent(new Model()).eventId).toBe("E-1");
    expect(reads).toBe(1);
  });

  test("a proxy that throws at everything is no crash", () => {
    const fail = () => {
      throw new Error("no");
    };
    const event = normaliseEvent(
      new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail }),
    );
    expect(Object.values(event).every((value) => value instanceof Unreadable)).toBe(true);
  });

  test("names of every object's own machinery are harmless", () => {
    const event = normaliseEvent(
      JSON.parse('{"__proto__":{"participants":5},"constructor":1,"eventId":"E-1"}'),
    );
    expect(event).toEqual({ ...emptyRecord(), eventId: "E-1" });
  });

  test("never throws", () => {
    const input = fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...fieldNames), fc.anything()));
    fc.assert(
      fc.property(input, (value) => {
        expect(Object.keys(normaliseEvent(value))).toEqual(fieldNames);
      }),
    );
  });
});
