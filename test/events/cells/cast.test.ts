import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { castField } from "../../../src/events/cells/cast.ts";
import { emptyWords } from "../../../src/events/cells/emptyWords.ts";
import { type FieldName, fieldNames } from "../../../src/events/fields.ts";
import { Unreadable } from "../../../src/rules/value.ts";

const bad = expect.any(Unreadable);

describe("castField", () => {
  test.each<[FieldName, unknown, unknown]>([
    ["participants", 25, 25],
    ["participants", 0, 0],
    ["participants", -0, 0],
    ["participants", -5, -5],
    ["participants", "1,234", 1234],
    ["participants", 12n, 12],
    ["participants", 2.5, bad],
    ["participants", Number.NaN, bad],
    ["participants", Number.POSITIVE_INFINITY, bad],
    ["participants", 1e21, bad],
    ["participants", true, bad],
    ["participants", {}, bad],
    ["participants", [25], bad],
    ["participants", "", undefined],
    ["participants", " \u00a0", undefined],
    ["participants", null, undefined],
    ["participants", undefined, undefined],
    ["eventId", 4711, "4711"],
    ["eventId", "E-1", "E-1"],
    ["eventId", Symbol("E-1"), bad],
    ["learningRelated", true, true],
    ["learningRelated", false, false],
    ["learningRelated", 1, true],
    ["learningRelated", "yes", true],
    ["learningRelated", 2, bad],
    ["cocRate", 0.85, 0.85],
    ["cocRate", "0.85", 0.85],
    ["cocRate", "85%", 85],
    ["usefulnessScore", 4.5, 4.5],
    ["startDate", "2024-03-05", "2024-03-05"],
    ["startDate", "2024-03-05T10:00:00+02:00", "2024-03-05"],
    ["startDate", 45356, "2024-03-05"],
    ["startDate", 1_709_596_800_000, bad],
    ["startDate", "05/03/2024", bad],
    ["startDate", new Date(0), bad],
    ["startDate", true, bad],
    ["title", 2030, "2030"],
    ["title", () => "title", bad],
    ["unit", "MDPU", "MDP"],
    ["unit", 7, bad],
    ["status", "Completed", "completed"],
    ["status", "who knows", bad],
  ])("%s from %o", (field, value, expected) => {
    expect(castField(field, value)).toEqual(expected);
  });

  test("never throws, whatever it gets", () => {
    // fast-check looks at its constants, so hostile ones are made where they are needed.
    const makers: readonly (() => unknown)[] = [
      () => new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail }),
      () => ({ toString: fail, valueOf: fail, [Symbol.toPrimitive]: fail }),
      () => Object.create(null),
      () => Object(1n),
      () => new Date(Number.NaN),
    ];
    for (const field of fieldNames) for (const make of makers) expect(castField(field, make())).toEqual(bad);
    fc.assert(
      fc.property(fc.constantFrom(...fieldNames), fc.oneof(fc.anything(), fc.string()), (field, value) => {
        const cast = castField(field, value);
        expect(
          cast === undefined ||
            cast instanceof Unreadable ||
            ["string", "number", "boolean"].includes(typeof cast),
        ).toBe(true);
        if (typeof cast === "number") expect(Number.isFinite(cast)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  test("a value read once reads as itself", () => {
    const text = fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.constantFrom("85%", "1,234", "yes", "ToT", "Kenya", "CoC", "5 March 2024"),
    );
    fc.assert(
      fc.property(fc.constantFrom(...fieldNames), text, (field, cell) => {
        const once = castField(field, cell);
        if (once !== undefined && !(once instanceof Unreadable)) expect(castField(field, once)).toEqual(once);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("a value comes back from the cell that a spreadsheet makes of it", () => {
  const pad = (number: number) => String(number).padStart(2, "0");

  test("dates", () => {
    const date = fc.record({
      year: fc.integer({ min: 1965, max: 2064 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
    });
    fc.assert(
      fc.property(date, ({ year, month, day }) => {
        const iso = `${year}-${pad(month)}-${pad(day)}`;
        const format = { decimal: undefined, rate: undefined, empty: emptyWords("startDate") };
        const short = pad(year % 100);
        for (const [dateOrder, texts] of [
          [
            "dmy",
            [
              `${pad(day)}/${pad(month)}/${year}`,
              `${day}.${month}.${short}`,
              `${day}-${month}-${year} 09:15`,
            ],
          ],
          [
            "mdy",
            [
              `${pad(month)}/${pad(day)}/${year}`,
              `${month}/${day}/${short}`,
              `${month}/${day}/${year} 9:15 PM`,
            ],
          ],
          ["ymd", [`${short}/${month}/${day}`]],
          [undefined, [iso, `${iso}T00:00:00Z`, `${iso} 23:59:59`, `${year}/${month}/${day}`]],
        ] as const) {
          for (const text of texts)
            expect([text, castField("startDate", text, { ...format, dateOrder })]).toEqual([text, iso]);
        }
        const serial = Math.round((Date.UTC(year, month - 1, day) - Date.UTC(1899, 11, 30)) / 86_400_000);
        expect(castField("startDate", String(serial))).toBe(iso);
      }),
    );
  });

  test("counts", () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), (count) => {
        const grouped = (sign: string) => String(count).replace(/\B(?=(\d{3})+$)/g, sign);
        const format = { dateOrder: undefined, rate: undefined, empty: emptyWords("participants") };
        for (const [decimal, texts] of [
          [
            undefined,
            [String(count), `${count}.0`, ` ${count}\u00a0`, grouped(" "), grouped("\u202f"), grouped("'")],
          ],
          [".", [grouped(","), `${grouped(",")}.00`]],
          [",", [grouped("."), `${grouped(" ")},0`]],
        ] as const) {
          for (const text of texts) {
            expect([text, castField("participants", text, { ...format, decimal })]).toEqual([text, count]);
          }
        }
      }),
    );
  });

  test("rates", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000 }), (tenths) => {
        const rate = tenths / 10;
        const format = { dateOrder: undefined, decimal: undefined, empty: emptyWords("cocRate") };
        const fraction = (tenths / 1_000).toFixed(3);
        expect(castField("cocRate", `${rate}%`, { ...format, rate: undefined })).toBe(rate);
        expect(castField("cocRate", `${rate}`.replace(".", ","), { ...format, rate: "percent" })).toBe(rate);
        expect(castField("cocRate", fraction, { ...format, rate: "fraction" })).toBe(rate);
      }),
    );
  });
});

function fail(): never {
  throw new Error("looked at");
}
