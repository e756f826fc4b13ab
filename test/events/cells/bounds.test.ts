/** What is too long to be an entry is not looked at, so that no event costs more than its limits allow. */
import { describe, expect, test } from "vitest";
import { castField } from "../../../src/events/cells/cast.ts";
import { isoFormat } from "../../../src/events/cells/format.ts";
import { cellReader, longestCell, longestCode } from "../../../src/events/cells/read.ts";
import { type FieldDefinition, fieldNames, fields } from "../../../src/events/fields.ts";
import { normaliseEvent } from "../../../src/events/normalise.ts";
import { Unreadable, unreadable } from "../../../src/rules/value.ts";

const kindOf = (field: keyof typeof fields): FieldDefinition["kind"] => fields[field].kind;
const ofKinds = (...kinds: readonly FieldDefinition["kind"][]) =>
  fieldNames.filter((field) => kinds.includes(kindOf(field)));
const reading = (field: keyof typeof fields, text: string) => cellReader(field, isoFormat(field))(text);

test("the limits are those of the documentation", () => {
  expect([longestCell, longestCode]).toEqual([32_767, 1_000]);
});

describe.each(fieldNames)("%s", (field) => {
  test.each([
    ["letters", "x".repeat(longestCell + 1)],
    ["blanks", " ".repeat(longestCell + 1)],
    ["a value among blanks", `1${" ".repeat(longestCell)}`],
    ["a million signs of a formula's error", "#".repeat(1_000_000)],
  ])("%s beyond the limit cannot be read, and nothing of them is looked at", (_, text) => {
    const value = reading(field, text);
    expect(value).toBeInstanceOf(Unreadable);
    expect(value instanceof Unreadable && value.text === text).toBe(true);
  });
});

test.each(ofKinds("text", "person", "email"))("%s at the limit is a value", (field) => {
  const text = "x".repeat(longestCell);
  expect(reading(field, text)).toBe(text);
});

describe.each(ofKinds("id", "openCode"))("%s", (field) => {
  test("at the limit is a value, and blanks around it do not count", () => {
    const text = "x".repeat(longestCode);
    expect(reading(field, text)).toBe(text);
    expect(reading(field, `  ${text}  `)).toBe(text);
  });

  test("beyond it cannot be read", () => {
    expect(reading(field, "x".repeat(longestCode + 1))).toBeInstanceOf(Unreadable);
  });
});

describe("big integers", () => {
  test("of a database are read", () => {
    expect(castField("participants", 25n)).toBe(25);
    expect(castField("eventId", 2n ** 128n)).toBe(String(2n ** 128n));
    expect(castField("eventId", -(2n ** 63n))).toBe(String(-(2n ** 63n)));
  });

  test("that nobody would write out are not written out", () => {
    for (const value of [10n ** 41n, -(10n ** 41n), 1n << 100_000_000n]) {
      expect(castField("eventId", value)).toEqual(unreadable("a big integer"));
      expect(castField("participants", value)).toEqual(unreadable("a big integer"));
    }
  });
});

describe("a value that is not what it looks like is something that cannot be read", () => {
  const no = (): never => {
    throw new Error("no");
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  test.each<[string, unknown]>([
    ["a revoked proxy", revoked.proxy],
    ["a proxy that throws when asked for its kind", new Proxy({}, { getPrototypeOf: no })],
    ["something unreadable without a text", Object.create(Unreadable.prototype)],
    ["something unreadable of a number", new Unreadable(5 as unknown as string)],
    [
      "something unreadable whose text throws",
      Object.defineProperty(Object.create(Unreadable.prototype), "text", { get: no }),
    ],
  ])("%s", (_, participants) => {
    const value = normaliseEvent({ participants }).participants;
    expect(value).toBeInstanceOf(Unreadable);
    expect(value instanceof Unreadable && typeof value.text).toBe("string");
  });

  test("what a caller calls unreadable stays so", () => {
    const cell = unreadable("about thirty");
    expect(normaliseEvent({ participants: cell }).participants).toBe(cell);
  });
});
