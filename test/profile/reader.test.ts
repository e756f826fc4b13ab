import { describe, expect, test } from "vitest";
import { emptyRecord } from "../../src/events/record.ts";
import { columnFormats } from "../../src/profile/formats.ts";
import { mapHeader } from "../../src/profile/header.ts";
import { readProfile } from "../../src/profile/read.ts";
import { rowReader } from "../../src/profile/reader.ts";
import type { Profile } from "../../src/profile/schema.ts";
import { Unreadable } from "../../src/rules/value.ts";

const head = {
  name: "unit",
  version: "1",
  description: "A unit's export.",
  source: "Invented for this test.",
};

function open(header: readonly string[], rows: readonly (readonly string[])[], part: object) {
  const profile: Profile = readProfile({ ...head, fields: {}, ...part });
  const map = mapHeader(header, profile, "a.csv");
  const { readable, ambiguous } = columnFormats(
    map.columns,
    profile,
    ({ index }) => rows.map((row, at) => ({ text: row[index] ?? "", line: at + 2 })),
    "a.csv",
  );
  return { reader: rowReader(readable, map.assumptions), ambiguous };
}

function read(header: readonly string[], rows: readonly (readonly string[])[], part: object = {}) {
  const { reader, ambiguous } = open(header, rows, part);
  return { events: rows.map((row) => reader.fromCells(row)), ambiguous };
}

describe("values with a meaning of their own", () => {
  const part = {
    fields: {
      country: { values: { W3: { value: null, also: { deliveryMode: "virtual" } }, "holy see": "VA" } },
      eventType: {
        columns: ["tags"],
        separator: ",",
        values: { TTT: "training of trainers", "5": "webinar" },
      },
    },
    constants: {
      deliveryMode: { value: "face-to-face", reason: "The others were on site." },
      status: { value: "completed", reason: "Only past events." },
    },
  };
  const header = ["eventId", "country", "tags"];

  test("one value says another field, and only in its own row", () => {
    const { events } = read(
      header,
      [
        ["E-1", "w3 ", "DC, ttt"],
        ["E-2", "NA", "DC"],
        ["E-3", "", ""],
        ["E-4", "Holy See", "5"],
      ],
      part,
    );
    expect(
      events.map(({ country, deliveryMode, eventType, status }) => [
        country,
        deliveryMode,
        eventType,
        status,
      ]),
    ).toEqual([
      [undefined, "virtual", "training of trainers", "completed"],
      ["NA", "face-to-face", undefined, "completed"],
      [undefined, "face-to-face", undefined, "completed"],
      ["VA", "face-to-face", "webinar", "completed"],
    ]);
  });

  test("a cell of its own comes before what another column says", () => {
    const { events } = read(
      [...header, "delivery_mode"],
      [
        ["E-1", "W3", "", "blended"],
        ["E-2", "W3", "", ""],
        ["E-3", "KE", "", ""],
      ],
      part,
    );
    // The file has the column, so the constant is not needed; an empty cell is empty.
    expect(events.map(({ deliveryMode }) => deliveryMode)).toEqual(["blended", "virtual", undefined]);
  });

  test("the same from JSON, where a tag may be a number", () => {
    const { reader } = open(header, [], part);
    expect(reader.fromObject({ eventId: 7, country: "W3", tags: 5 })).toEqual({
      ...emptyRecord(),
      eventId: "7",
      deliveryMode: "virtual",
      eventType: "webinar",
      status: "completed",
    });
  });

  test("words for empty belong to a kind, or to a field", () => {
    const { events } = read(
      ["eventId", "participants", "registered", "title"],
      [["E-1", "999", "999", "n/a"]],
      { empty: { text: ["ohne"] }, fields: { participants: { empty: ["999"] } } },
    );
    expect(events[0]).toMatchObject({ participants: undefined, registered: 999, title: "n/a" });
  });
});

describe("how a column is written", () => {
  const dates = [
    ["E-1", "05/03/2024", "05/05/2024"],
    ["E-2", "25/03/2024", "2024-03-06"],
  ];

  test("a day above 12 proves the order for the whole column", () => {
    const { events, ambiguous } = read(["eventId", "startDate", "endDate"], dates);
    expect(ambiguous).toEqual([]);
    expect(events.map(({ startDate }) => startDate)).toEqual(["2024-03-05", "2024-03-25"]);
    expect(events.map(({ endDate }) => endDate)).toEqual(["2024-05-05", "2024-03-06"]);
  });

  test("where nothing proves it, it is asked for by column, and the cells in question are unreadable", () => {
    const { events, ambiguous } = read(
      ["eventId", "Start Date"],
      [
        ["E-1", "05/03/2024"],
        ["E-2", "06/06/2024"],
        ["E-3", "2024-05-03"],
      ],
    );
    expect(ambiguous).toMatchObject([
      {
        column: "Start Date",
        field: "startDate",
        question: "dateOrder",
        problem: { code: "date-order-unknown", file: "a.csv", found: "05/03/2024" },
      },
    ]);
    expect(ambiguous[0]?.problem.message).toContain('column 2 "Start Date"');
    expect(ambiguous[0]?.problem.hint).toContain('"dateOrder": "dmy"');
    expect(events.map(({ startDate }) => startDate)).toMatchObject([
      { text: "05/03/2024" },
      "2024-06-06",
      "2024-05-03",
    ]);
  });

  test("where no order fits, it is said with two lines, and no answer is asked for", () => {
    const { events, ambiguous } = read(
      ["eventId", "startDate"],
      [
        ["E-1", "13/03/2024"],
        ["E-2", "05/03/2024"],
        ["E-3", "03/14/2024"],
      ],
    );
    expect(events.map(({ startDate }) => startDate)).toEqual([
      "2024-03-13",
      expect.any(Unreadable),
      "2024-03-14",
    ]);
    const [{ problem } = { problem: undefined }] = ambiguous;
    expect(problem).toMatchObject({ code: "date-orders-mixed", found: "13/03/2024, 03/14/2024" });
    expect(problem?.message).toContain("13/03/2024 in line 2, 03/14/2024 in line 4");
    expect(problem?.hint).not.toContain("dmy");
  });

  test.each([
    [{ dateOrder: "dmy" }, "2024-03-05"],
    [{ dateOrder: "mdy" }, "2024-05-03"],
    [{ dateOrder: "mdy", fields: { startDate: { dateOrder: "dmy" } } }, "2024-03-05"],
  ])("the profile says it: %j", (part, expected) => {
    const { events, ambiguous } = read(["eventId", "startDate"], [["E-1", "05/03/2024"]], part);
    expect([ambiguous, events[0]?.startDate]).toEqual([[], expected]);
  });

  test.each<[readonly string[], object, readonly unknown[], number]>([
    [["0.85", "0"], {}, [{ text: "0.85" }, 0], 1],
    [["0.85", "85"], {}, [0.85, 85], 0],
    [["0.85", "12 %"], {}, [0.85, 12], 0],
    [["0", "0.0"], {}, [0, 0], 0],
    [["0.85", "1"], { rate: "fraction" }, [85, 100], 0],
    [["0.85", "1"], { fields: { cocRate: { rate: "percent" } } }, [0.85, 1], 0],
  ])("rates %j with %j", (cells, part, expected, questions) => {
    const { events, ambiguous } = read(
      ["eventId", "cocRate"],
      cells.map((cell, at) => [`E-${at}`, cell]),
      part,
    );
    expect(events.map(({ cocRate }) => cocRate)).toMatchObject(expected);
    expect(ambiguous.map(({ question }) => question)).toEqual(Array(questions).fill("rate"));
  });

  test("the decimal sign of one column of numbers holds for the others", () => {
    const { events, ambiguous } = read(
      ["eventId", "participants", "usefulnessScore"],
      [
        ["E-1", "1.234", "4,5"],
        ["E-2", "12", "4"],
      ],
    );
    expect(ambiguous).toEqual([]);
    expect(events[0]).toMatchObject({ participants: 1234, usefulnessScore: 4.5 });
  });

  test("a point before three digits is asked for where nothing tells", () => {
    const { events, ambiguous } = read(["eventId", "participants"], [["E-1", "1.234"]]);
    expect(ambiguous).toMatchObject([{ question: "decimal", problem: { code: "decimal-sign-unknown" } }]);
    expect(events[0]?.participants).toMatchObject({ text: "1.234" });
    expect(
      read(["eventId", "participants"], [["E-1", "1.234"]], { decimal: "," }).events[0]?.participants,
    ).toBe(1234);
  });

  test.each([
    [["NA", "KE", "FR"], "NA"],
    [["NA", "Kenya", "France"], undefined],
    [["NA", "KEN", "FRA"], undefined],
    [["NA", ""], "NA"],
  ])("NA among %j is %s", (cells, expected) => {
    const { events } = read(
      ["eventId", "country"],
      cells.map((cell, at) => [`E-${at}`, cell]),
    );
    expect(events[0]?.country).toBe(expected);
  });
});

test("two fields from one column", () => {
  const fields = { startDate: { columns: ["slug day"] }, endDate: { columns: ["slug day"] } };
  const { events } = read(["eventId", "Slug_Day"], [["E-1", "2024-03-05"]], { fields });
  expect(events[0]).toMatchObject({ startDate: "2024-03-05", endDate: "2024-03-05" });
});

test("names of every object's own machinery in JSON are harmless", () => {
  const { reader } = open(["eventId", "participants"], [], {});
  const event = reader.fromObject(
    JSON.parse('{"eventId":"E-1","__proto__":{"participants":5},"constructor":1}'),
  );
  expect(event).toEqual({ ...emptyRecord(), eventId: "E-1" });
  const inherits = Object.assign(Object.create({ participants: 5 }), { eventId: "E-2" });
  expect(reader.fromObject(inherits).participants).toBeUndefined();
});
