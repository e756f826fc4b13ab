import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { DataQualityError, type Problem } from "../../src/errors.ts";
import type { EventRecord } from "../../src/events/record.ts";
import { builtinProfile } from "../../src/profile/builtin.ts";
import { openEvents } from "../../src/read/events.ts";
import { openProfile } from "../../src/read/openProfile.ts";
import type { OpenEventsOptions, RefusedRow } from "../../src/read/types.ts";

const folder = mkdtempSync(join(tmpdir(), "events-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function write(name: string, content: string | Uint8Array): string {
  files++;
  const path = join(folder, `${files}-${name}`);
  writeFileSync(path, content);
  return path;
}

async function read(path: Parameters<typeof openEvents>[0], options: OpenEventsOptions = {}) {
  const source = await openEvents(path, options);
  const events: (EventRecord & { line: number; row: number })[] = [];
  const refused: RefusedRow[] = [];
  for await (const items of source.batches) {
    for (const item of items) {
      if (item.kind === "event") events.push({ ...item.event, line: item.line, row: item.row });
      else refused.push(item);
    }
  }
  const result = source.result();
  expect(result).toMatchObject({
    rows: events.length + refused.length,
    events: events.length,
    refused: refused.length,
  });
  const rows = [...events, ...refused].map(({ row }) => row).sort((one, other) => one - other);
  expect(rows).toEqual(rows.map((_, at) => at + 1));
  return { source, events, refused, result };
}

async function problemsOf(
  path: Parameters<typeof openEvents>[0],
  options: OpenEventsOptions = {},
): Promise<readonly Problem[]> {
  try {
    await read(path, options);
  } catch (error) {
    if (error instanceof DataQualityError) return error.problems;
    throw error;
  }
  return [];
}

const header = "Event ID,Title,Start date,Country,No. of participants,CoC rate (%)";
const plain = `${header}\nE-1,Café talks,2024-03-05,Côte d'Ivoire,25,85\nE-2,Mediation,2024-04-05,Kenya,1200,12.5\n`;
const expected = [
  {
    eventId: "E-1",
    title: "Café talks",
    startDate: "2024-03-05",
    country: "CI",
    participants: 25,
    cocRate: 85,
  },
  {
    eventId: "E-2",
    title: "Mediation",
    startDate: "2024-04-05",
    country: "KE",
    participants: 1200,
    cocRate: 12.5,
  },
];

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}

describe("the dress of a spreadsheet", () => {
  test.each<[string, string | Uint8Array]>([
    ["as it should be", plain],
    ["a mark at the beginning", `\ufeff${plain}`],
    ["CRLF", plain.replaceAll("\n", "\r\n")],
    ["mixed line ends", plain.replace("\n", "\r\n")],
    ["semicolons", plain.replaceAll(",", ";")],
    ["semicolons and decimal commas", plain.replaceAll(",", ";").replace("12.5", "12,5")],
    ["tabs", plain.replaceAll(",", "\t")],
    ["UTF-16, little end first", utf16(plain.replaceAll(",", "\t"), false)],
    ["UTF-16, big end first", utf16(plain.replaceAll(",", "\t"), true)],
    ["Windows-1252", Buffer.from(plain.replaceAll(",", ";"), "latin1")],
    ["compressed", gzipSync(plain)],
    ["a title and a blank row above", `Export of events\n\n${plain}`],
    [
      "dates with the day first",
      plain
        .replace("2024-03-05", "05/03/2024")
        .replace("2024-04-05", "15/04/2024")
        .replace("15/04", "05/04")
        .concat("E-3,x,31/12/2024,KE,1,1\n"),
    ],
    ["dates in words", plain.replace("2024-03-05", "5-Mar-24").replace("2024-04-05", "5 avril 2024")],
    ["moments", plain.replace("2024-03-05", "2024-03-05T00:00:00Z")],
    ["serial numbers of a spreadsheet", plain.replace("2024-03-05", "45356")],
    ["groups of digits", plain.replace("1200", '"1,200"')],
    ["groups of digits with a hard space", plain.replace("1200", "1\u00a0200")],
    ["groups of digits with an apostrophe", plain.replace("1200", "1'200")],
    ["percent signs", plain.replace(",85", ",85%").replace("12.5", "12.5%")],
    ["text marks of a spreadsheet", plain.replace("E-1", '"=""E-1"""').replace("1200", "'1200")],
    ["hard spaces", plain.replace("Kenya", "\u00a0Kenya\u00a0")],
    ["rows of delimiters below", `${plain},,,,,\n,,,,,\n`],
  ])("%s", async (name, content) => {
    const { events, refused, source } = await read(write("events.csv", content));
    expect(refused).toEqual([]);
    expect(events.slice(0, 2)).toMatchObject(expected);
    expect(source.ambiguous).toEqual([]);
    expect(source.format).toBe("csv");
    if (name === "compressed") expect(source.dialect?.compression).toBe("gzip");
  });

  test("quoted line breaks stay in the cell, and lines are those of the file", async () => {
    const { events } = await read(write("a.csv", `${header}\nE-1,"two\nlines",,,,\nE-2,x,,,,\n`));
    expect(events.map(({ title, line, row }) => [title, line, row])).toEqual([
      ["two\nlines", 2, 1],
      ["x", 4, 2],
    ]);
  });

  test.each(["-", "n/a", "N/A", "NA", "TBD", "null", ""])("%j is an empty cell", async (word) => {
    const { events } = await read(write("a.csv", plain.replace(",25,", `,${word},`)));
    expect(events[0]?.participants).toBeUndefined();
    expect(events[1]?.participants).toBe(1200);
  });

  test.each(["#REF!", "#DIV/0!", "about thirty", "12.7"])(
    "%s is a cell that cannot be read",
    async (text) => {
      const { events } = await read(write("a.csv", plain.replace(",25,", `,${text},`)));
      expect(events[0]?.participants).toMatchObject({ text });
    },
  );
});

describe("the header", () => {
  const rows = plain.slice(header.length + 1);
  const groups = "identity,,when,where,results,";

  test.each<[string, string, string]>([
    ["groups of columns above the names", `${groups}\n${header}`, ""],
    ["the names twice", `${header}\n${header}`, ""],
    [
      "the names, and the same in another language below",
      `${header}\nRéf,Titre X,Début X,Pays X,Nb X,Taux X`,
      "refused",
    ],
    ["titles of several cells", `Report,on,,events,,\nby,,2024-03-05,,the office,\n${header}`, ""],
  ])("%s", async (_, names, more) => {
    const { events, refused } = await read(write("a.csv", `${names}\n${rows}`));
    if (more === "") {
      expect(events).toMatchObject(expected);
      expect(refused).toEqual([]);
    } else expect(events.slice(-2)).toMatchObject(expected);
  });

  test("names that several rows say together", async () => {
    const text = `Event ID,Dates,,Participants,,\n,Start,End,,Women,Men\nE-1,2024-03-05,2024-03-06,5,2,3\n`;
    const { events, source } = await read(write("a.csv", text));
    expect(events).toMatchObject([
      { eventId: "E-1", startDate: "2024-03-05", endDate: "2024-03-06", participants: 5, female: 2, male: 3 },
    ]);
    expect(source.dialect?.headerRows).toBe(2);
  });

  test("two header rows once more are both the header", async () => {
    const names = "Event ID,Participants,,Country\n,Women,Men,\n";
    const { events, refused } = await read(write("a.csv", `${names}E-1,2,3,KE\n${names}E-2,4,5,KE\n`));
    expect(events.map(({ female, male }) => [female, male])).toEqual([
      [2, 3],
      [4, 5],
    ]);
    expect(refused.map(({ line, code }) => [line, code])).toEqual([
      [4, "header-repeated"],
      [5, "header-repeated"],
    ]);
  });

  test("names of one group are those of its cells alone", async () => {
    const text = `Event,,Registered,,Participants,\nEvent ID,Title,Women,Men,Women,Men\nE-1,x,1,2,3,4\n`;
    const { events } = await read(write("a.csv", text));
    expect(events).toMatchObject([{ eventId: "E-1", female: 3, male: 4 }]);
  });

  test("a first row of data is no header row", async () => {
    const { events } = await read(write("a.csv", "Event ID,Title,,\nE-1,x,M,F\nE-2,y,,\n"));
    expect(events.map(({ eventId }) => eventId)).toEqual(["E-1", "E-2"]);
  });

  test("groups and names once more are no rows", async () => {
    const { events, refused } = await read(
      write("a.csv", `${groups}\n${header}\n${rows}${groups}\n${header}\n${rows}`),
    );
    expect(events).toMatchObject([...expected, ...expected]);
    expect(refused.map(({ line, code }) => [line, code])).toEqual([
      [5, "header-repeated"],
      [6, "header-repeated"],
    ]);
  });
});

describe("what is in question only below the head of the file", () => {
  test("is asked for when it comes", async () => {
    const early = Array.from({ length: 1_100 }, (_, at) => `E-${at},,2024-03-05,,12,`);
    const { events, source } = await read(
      write(
        "a.csv",
        [header, ...early, "E-X,,05/03/2024,,1.234,0.85", "E-Y,,04/03/2024,,1.234,0.85"].join("\n"),
      ),
    );
    expect(events.at(-1)?.startDate).toMatchObject({ text: "04/03/2024" });
    expect(source.ambiguous.map(({ question, problem }) => [question, problem.found])).toEqual([
      ["dateOrder", "05/03/2024"],
      ["decimal", "1.234"],
      ["rate", "0.85"],
    ]);
  });
});

describe("rows that are no events", () => {
  const refusedOf = async (row: string) =>
    (await read(write("a.csv", `${plain}${row}\nE-9,last,,,,\n`))).refused;

  test.each([
    ["E-3,short,2024-01-01", "row-too-short", "The row has 3 cells; the header has 6."],
    ["E-3,long,2024-01-01,KE,1,1,more", "row-too-long", "The row has 7 cells; the header has 6."],
    [",no id,2024-01-01,KE,1,1", "event-id-missing", "The row has no event identifier."],
    ["n/a,no id,2024-01-01,KE,1,1", "event-id-missing", "The row has no event identifier."],
    ["#REF!,no id,2024-01-01,KE,1,1", "event-id-unreadable", "The event's identifier cannot be read."],
    ["Total,,,,1225,", "totals-row", "The row holds totals and is no event."],
    [",Grand total:,,,1225,", "totals-row", "The row holds totals and is no event."],
    [",,,TOTAL GÉNÉRAL,1225,", "totals-row", "The row holds totals and is no event."],
    ["Somme,,,,1225,", "totals-row", "The row holds totals and is no event."],
    ["Total: 25 events,,,,,", "totals-row", "The row holds totals and is no event."],
    ["Total: 25 events", "totals-row", "The row holds totals and is no event."],
    ["Sous-total CWM,,,,25,", "totals-row", "The row holds totals and is no event."],
    ["Subtotal for 2024,,,,25,", "totals-row", "The row holds totals and is no event."],
    ["Σ,,,,25,", "totals-row", "The row holds totals and is no event."],
    ["Moyenne,,,,612,", "totals-row", "The row holds totals and is no event."],
    ["Average,,,,612,", "totals-row", "The row holds totals and is no event."],
    ["CWM subtotal,,,,25,", "totals-row", "The row holds totals and is no event."],
    ["CWM Sub-total,,,,25,3", "totals-row", "The row holds totals and is no event."],
    ["Planet – sous-total:,,,,25,", "totals-row", "The row holds totals and is no event."],
    ["Subtotal de CWM,,,,25,", "totals-row", "The row holds totals and is no event."],
    [",CWM total,,,25,", "totals-row", "The row holds totals and is no event."],
    [",,,Summe,25,", "totals-row", "The row holds totals and is no event."],
    ["CWM,Total,,,25,", "totals-row", "The row holds totals and is no event."],
    ["CWM Zwischensumme,,,,25,", "totals-row", "The row holds totals and is no event."],
    ["Legend,,,,,", "remark-row", "The row holds a remark and is no event."],
    ["Notes:,,,,,", "remark-row", "The row holds a remark and is no event."],
    ["1. Figures are provisional,,,,,", "remark-row", "The row holds a remark and is no event."],
    [
      "Prepared by the office,,Date: 5 March 2024,,,",
      "remark-row",
      "The row holds a remark and is no event.",
    ],
    [
      "1.2E+03,a rounded id,2024-01-01,KE,1,1",
      "event-id-unreadable",
      "The event's identifier cannot be read.",
    ],
  ])("%s", async (row, code, message) => {
    expect(await refusedOf(row)).toMatchObject([{ code, message, line: 4, row: 3 }]);
  });

  test.each([
    "Subtotal design,Totals in spreadsheets,2024-01-01,KE,25,1",
    "E-3,Total,2024-01-01,KE,25,1",
    "E-3,Total,,,25,1",
    "CWM,Total quality management,,,25,1",
  ])("%s is an event", async (row) => {
    expect(await refusedOf(row)).toEqual([]);
  });

  test("two exports of one table in one file are one table", async () => {
    const { events, refused } = await read(write("a.csv", `${plain}${plain}`));
    expect(events).toMatchObject([...expected, ...expected]);
    expect(refused).toMatchObject([{ line: 4, code: "header-repeated" }]);
  });

  test("each row of a second table is refused with its line, and a later part of the first one is read", async () => {
    const more = plain.replaceAll("E-", "F-");
    const { events, refused, source } = await read(
      write("a.csv", `${plain}\nUnit,Events\nCWM,4\n\nGCP,5\n${more}`),
    );
    expect(events.map(({ eventId, line }) => [eventId, line])).toEqual([
      ["E-1", 2],
      ["E-2", 3],
      ["F-1", 10],
      ["F-2", 11],
    ]);
    expect(refused.map(({ line, code }) => [line, code])).toEqual([
      [5, "second-table"],
      [6, "second-table"],
      [8, "second-table"],
      [9, "header-repeated"],
    ]);
    expect(source.notes?.filter(({ kind }) => kind === "second-table").length).toBe(2);
  });

  test("the title above a repeated header is a remark", async () => {
    const { events, refused, source } = await read(write("a.csv", `Export\n\n${plain}\nExport\n\n${plain}`));
    expect(events.length).toBe(4);
    expect(refused.map(({ code }) => code)).toEqual(["header-repeated"]);
    expect(source.notes).toContainEqual({ kind: "footnote", line: 7, lastLine: 7, records: 1 });
  });

  test("a second table of any length is not kept", async () => {
    const source = await openEvents(write("a.csv", `${plain}\nUnit,Events\n${"CWM,4\n".repeat(300_000)}`));
    let longest = 0;
    for await (const items of source.batches) longest = Math.max(longest, items.length);
    expect(source.result().refused).toBe(300_001);
    expect(longest).toBeLessThan(50_000);
  });

  test.each([
    "TOTAL-2024-01,Total quality management,,,,",
    "CWM 101/2025,a course,,,,",
    "Total quality management,a course,2024-03-05,,25,",
    "Course on mediation,,2024-03-05,KE,25,",
    "EMS-9,,,,,",
    "Sumatra-1,Summary,,,,",
  ])("%s is an event", async (row) => {
    expect(await refusedOf(row)).toEqual([]);
  });

  test.each([
    ["rows with a delimiter more", plain.replaceAll(/^(E.*)$/gm, "$1,")],
    ["a header with delimiters more", plain.replace(header, `${header},,`)],
  ])("%s are read, for nothing is in question", async (_, text) => {
    const { events, refused } = await read(write("a.csv", text));
    expect(refused).toEqual([]);
    expect(events).toMatchObject(expected);
  });

  test("a row with a delimiter more than the others is not read by guess", async () => {
    const { events, refused } = await read(write("a.csv", plain.replace("Café talks", "Café, talks")));
    expect(events.length).toBe(1);
    expect(refused.map(({ code }) => code)).toEqual(["row-too-long"]);
  });

  test("a table that lies on its side", async () => {
    const text = "Event ID,E-1,E-2\nTitle,a,b\nStatus,completed,planned\nParticipants,25,\n";
    expect(await problemsOf(write("a.csv", text))).toMatchObject([{ code: "table-on-its-side" }]);
  });

  test("a second table in the same columns, as a spreadsheet writes it", async () => {
    const { events, refused } = await read(
      write("a.csv", `${plain},,,,,\nCountry,Participants,,,,\nKenya,1200,,,,\nPeru,25,,,,\n`),
    );
    expect(events.length).toBe(2);
    expect(refused.map(({ line, code }) => [line, code])).toEqual([
      [5, "second-table"],
      [6, "second-table"],
      [7, "second-table"],
    ]);
  });

  test("the content of a refused row is never told", async () => {
    const refused = await refusedOf(",Invented Person,someone@example.org,KE,1,1");
    expect(JSON.stringify(refused)).not.toMatch(/Invented|example/);
  });
});

describe("JSON", () => {
  const objects = expected.map((event) => ({
    ...event,
    country: event.eventId === "E-1" ? "Côte d'Ivoire" : "Kenya",
  }));
  const ndjson = objects.map((event) => JSON.stringify(event)).join("\n");

  test.each<[string, string, string | Uint8Array]>([
    ["a.json", "json", JSON.stringify(objects)],
    ["a.json", "json", JSON.stringify(objects, null, 2)],
    ["a.json", "json", JSON.stringify({ exported: "2024", events: objects, total: 2 })],
    ["a.json", "json", `\ufeff\n ${JSON.stringify({ events: objects }, null, 2)}\n`],
    ["a.json", "json", utf16(JSON.stringify(objects), false)],
    ["a.json.gz", "json", gzipSync(JSON.stringify(objects))],
    ["a.data", "json", JSON.stringify(objects)],
    ["a.data", "json", JSON.stringify({ events: objects }, null, 2)],
    ["a.ndjson", "ndjson", ndjson],
    ["a.jsonl", "ndjson", `\ufeff${ndjson}\r\n\n`],
    ["a.ndjson.gz", "ndjson", gzipSync(ndjson)],
    ["a.data", "ndjson", `${ndjson}\n`],
    ["a.json", "ndjson", ndjson],
  ])("%s is %s", async (name, format, content) => {
    const { events, refused, source } = await read(write(name, content));
    expect([refused, source.format]).toEqual([[], format]);
    expect(events).toMatchObject(expected);
    expect(source.absent).toContain("unit");
    expect(source.absent).not.toContain("title");
  });

  test("keys are matched as headers are", async () => {
    const text = JSON.stringify([
      { "Event no.": 7, "No. of participants": 25, Evaluation_conducted: "yes", Colour: 1 },
    ]);
    const { events, source } = await read(write("a.json", text));
    expect(events).toMatchObject([{ eventId: "7", participants: 25, evaluationConducted: true }]);
    expect(source.unmapped).toEqual(["Colour"]);
  });

  test("a key that no record of the head has is absent, one that some have is empty in the others", async () => {
    const lines = Array.from({ length: 1_200 }, (_, at) =>
      JSON.stringify({
        eventId: `E-${at}`,
        ...(at === 999 ? { participants: 5 } : {}),
        ...(at === 1_100 ? { city: "Rome" } : {}),
      }),
    );
    const { events, source } = await read(write("a.ndjson", lines.join("\n")));
    expect(source.absent).toContain("city");
    expect(source.absent).not.toContain("participants");
    expect(events[0]?.participants).toBeUndefined();
    expect(events[999]?.participants).toBe(5);
    expect(events[1_100]?.city).toBeUndefined();
    expect(source.unmapped).toEqual(["city"]);
  });

  test("more keys than any event has are refused", async () => {
    const lines = Array.from({ length: 600 }, (_, at) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: 20 }, (__, key) => [`key ${at} ${key}`, 1]))),
    );
    expect(await problemsOf(write("a.ndjson", lines.join("\n")))).toMatchObject([
      { code: "too-many-columns" },
    ]);
  });

  test("a document that breaks off says where, and how many events it holds until there", async () => {
    const text = '[\n {"eventId": "E-1"},\n {"eventId": "E-2", "title" "x"},\n {"eventId": "E-3"}\n]';
    const [problem] = await problemsOf(write("a.json", text));
    expect(problem).toMatchObject({ code: "json-syntax", line: 3 });
    expect(problem?.column).toBeGreaterThan(20);
    expect(problem?.message).toContain("after 1 whole event.");
  });

  test("rates and dates in question are asked for in JSON as well", async () => {
    const text = JSON.stringify([{ eventId: "E-1", cocRate: 0.85, startDate: "05/03/2024" }]);
    const { source } = await read(write("a.json", text));
    expect(source.ambiguous.map(({ question }) => question)).toEqual(["dateOrder", "rate"]);
  });

  test("lines of events in a document", async () => {
    const { events } = await read(
      write(
        "a.json",
        `{\n"a": [{"b": [1]}],\n"events": [\n{"eventId": "E-1"},\n\n{"eventId":\n"E-2"}, {"eventId": "E-3"}]}`,
      ),
    );
    expect(events.map(({ line }) => line)).toEqual([4, 6, 7]);
  });

  test("lines and values that are no events are refused", async () => {
    const lines = [
      '{"eventId":"E-1"}',
      '{"eventId":"E-2",}',
      "[1]",
      '"secret"',
      "",
      '{"title":"no id"}',
      "{",
      '{"eventId":null}',
    ];
    const { events, refused } = await read(write("a.ndjson", lines.join("\n")));
    expect(events.length).toBe(1);
    expect(refused.map(({ line, code }) => [line, code])).toEqual([
      [2, "json-syntax"],
      [3, "json-not-object"],
      [4, "json-not-object"],
      [6, "event-id-missing"],
      [7, "json-syntax"],
      [8, "event-id-missing"],
    ]);
    expect(refused[0]?.message).toContain("column 18");
    expect(JSON.stringify(refused)).not.toContain("secret");
  });

  test("a value in a document that is no object", async () => {
    const { events, refused } = await read(write("a.json", '[{"eventId":"E-1"}, 5, null, [], "x"]'));
    expect([events.length, refused.map(({ code }) => code)]).toEqual([1, Array(4).fill("json-not-object")]);
  });

  test("a line that is too long is refused, and the next one read", async () => {
    const long = `{"eventId":"E-1","title":"${"x".repeat(10 * 1024 * 1024)}"}`;
    const { events, refused } = await read(
      write("a.ndjson", `{"eventId":"E-0"}\n${long}\n{"eventId":"E-2"}`),
    );
    expect(events.map(({ eventId, line }) => [eventId, line])).toEqual([
      ["E-0", 1],
      ["E-2", 3],
    ]);
    expect(refused).toMatchObject([{ code: "line-too-long", line: 2 }]);
  });

  test("bytes that are no text are refused", async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"eventId":"E-1"}\n{"eventId":"'),
      Buffer.from([0xff]),
      Buffer.from('"}'),
    ]);
    expect((await read(write("a.ndjson", bytes))).refused).toMatchObject([{ code: "not-utf8", line: 2 }]);
  });

  test.each([
    ["[]", 0],
    ['{"events":[]}', 0],
  ])("%s holds no events", async (text, count) => {
    expect((await read(write("a.json", text))).events.length).toBe(count);
  });

  test.each([
    ['[{"eventId":"E-1"},\n{"eventId":x}]', { code: "json-syntax", line: 2, column: 12 }],
    ['[{"eventId":"E-1"},\n{"eventId":"E-2"', { code: "json-syntax", line: 2 }],
    ['[{"eventId":"E-1"}] more', { code: "json-syntax", line: 1, column: 21 }],
    ['{"data":[\n{"eventId":"E-1"}]}', { code: "json-no-events" }],
    ['{"events":{\n"a":{"eventId":"E-1"}}}', { code: "json-no-events" }],
    ['{"events":5\n}', { code: "json-no-events" }],
    ['[{"name":"x"}]', { code: "header-unknown" }],
  ])("%s cannot be read", async (text, problem) => {
    const problems = await problemsOf(write("a.json", text));
    expect(problems).toMatchObject([problem]);
    expect(problems[0]?.file).toContain("a.json");
  });

  test("an event without an end does not fill the memory", async () => {
    const endless = Readable.from(
      (function* () {
        yield '[{"eventId":"E-1"},{"eventId":"';
        for (;;) yield "x".repeat(100_000);
      })(),
      { objectMode: false },
    );
    expect(await problemsOf(endless, { name: "a.json" })).toMatchObject([
      { code: "event-too-large", line: 1 },
    ]);
  });
});

describe("inputs that are none", () => {
  test("a missing file", async () => {
    expect(await problemsOf(join(folder, "nothing.csv"))).toMatchObject([
      { code: "file-not-found", file: join(folder, "nothing.csv") },
    ]);
  });
  test("a folder", async () => {
    expect(await problemsOf(folder)).toMatchObject([{ code: "is-a-directory" }]);
  });
  test("links in a circle", async () => {
    symlinkSync(join(folder, "b"), join(folder, "a"));
    symlinkSync(join(folder, "a"), join(folder, "b"));
    expect(await problemsOf(join(folder, "a"))).toMatchObject([{ code: "symlink-loop" }]);
  });
  test("an empty file", async () => {
    expect(await problemsOf(write("a.csv", ""))).toMatchObject([{ code: "empty-file" }]);
    expect(await problemsOf(write("a.json", ""))).toMatchObject([{ code: "empty-file" }]);
    expect(await problemsOf(write("a.csv.gz", gzipSync("")))).toMatchObject([{ code: "empty-file" }]);
  });
  test("blank lines only", async () => {
    expect((await problemsOf(write("a.csv", "\n\n \n"))).length).toBe(1);
    expect((await problemsOf(write("a.csv", "\ufeff"))).length).toBe(1);
  });
  test.each([
    ["<html><table><tr><td>Event ID</td></tr></table></html>", "HTML"],
    [`"${plain.trim().replaceAll("\n", '"\n"')}"\n`, "All names stand in one cell"],
  ])("a file that is no table: %j", async (content, hint) => {
    const [problem] = await problemsOf(write("a.xls", content));
    expect(problem?.code).toBe("header-unknown");
    expect(problem?.hint).toContain(hint);
  });
  test("binary data", async () => {
    const bytes = Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7) % 256));
    expect((await problemsOf(write("a.csv", bytes)))[0]?.code).toMatch(/binary|encoding|header/);
    expect(
      (await problemsOf(write("a.xlsx", Buffer.concat([Buffer.from("PK\u0003\u0004"), bytes])))).length,
    ).toBe(1);
  });
  test("compressed data that is cut short", async () => {
    const bytes = gzipSync(plain.repeat(100));
    expect(await problemsOf(write("a.csv.gz", bytes.subarray(0, bytes.length - 20)))).toMatchObject([
      { code: "bad-gzip" },
    ]);
  });
  test("a header and no rows are no events, and no mistake", async () => {
    const { events, result } = await read(write("a.csv", `${header}\n`));
    expect([events.length, result.rows]).toEqual([0, 0]);
  });
});

describe("the format", () => {
  test.each<[string, string, string | Uint8Array]>([
    ["a.csv", "csv", "[Event ID],[Title]\nE-1,x\n"],
    ["a", "csv", "[Event ID],[Title]\nE-1,x\n"],
    ["a.txt", "csv", "Event ID\tTitle\nE-1\tx\n"],
    ["a", "csv", "{Event ID};{Title}\nE-1;x\n"],
    ["a", "json", '[\n  {"eventId":"E-1","title":"x"}]'],
    ["a", "json", '{"events":[{"eventId":"E-1","title":"x"}]}'],
    ["a", "ndjson", '{"eventId":"E-1","title":"x"}'],
    ["a.csv", "csv", "Event ID,Title\nE-1,x"],
  ])("%s is %s: %j", async (name, format, content) => {
    const { events, source } = await read(write(name, content));
    expect(source.format).toBe(format);
    expect(events).toMatchObject([{ eventId: "E-1", title: "x" }]);
  });

  test("may be told", async () => {
    const { events } = await read(write("a.txt", '{"eventId":"E-1"}'), { format: "ndjson" });
    expect(events.length).toBe(1);
  });
});

describe("openProfile", () => {
  test("takes a name or a path", async () => {
    expect((await openProfile("carpentries-workshops")).name).toBe("carpentries-workshops");
    const path = write(
      "unit.json",
      JSON.stringify({ ...builtinProfile("carpentries-workshops"), name: "unit" }),
    );
    expect((await openProfile(path)).name).toBe("unit");
  });

  test.each([
    ["carpentries-workshop", "profile-unknown"],
    [join(folder, "no.json"), "file-not-found"],
    [folder, "is-a-directory"],
    ["../__proto__", "file-not-found"],
  ])("%s is %s", async (name, code) => {
    await expect(openProfile(name)).rejects.toMatchObject({ code });
  });

  test("a file with mistakes is told by its name", async () => {
    await expect(openProfile(write("unit.json", '{"name": 5}'))).rejects.toThrow(
      /unit\.json:1:10: at \$\.name/,
    );
  });
});

describe("where it comes from", () => {
  test("the hash is that of the file as it lies there", async () => {
    for (const [name, content] of [
      ["a.csv", Buffer.from(plain)],
      ["a.csv.gz", gzipSync(plain)],
      ["a.json", Buffer.from(JSON.stringify([{ eventId: "E-1" }]))],
    ] as const) {
      const path = write(name, content);
      const { result } = await read(path);
      expect(result.sha256).toBe(createHash("sha256").update(readFileSync(path)).digest("hex"));
    }
  });

  test("a stream is read as a file is, in pieces of any size", async () => {
    const whole = Buffer.from(
      JSON.stringify({ events: [{ eventId: "E-1", title: "Café" }, { eventId: "E-2" }] }, null, 1),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom("json", "csv"),
        async (size, format) => {
          const bytes = format === "json" ? whole : Buffer.from(plain);
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
            bytes.subarray(at * size, (at + 1) * size),
          );
          const { events, result, source } = await read(Readable.from(pieces), { name: "<stdin>" });
          expect(events.map(({ eventId, title, line }) => [eventId, title, line])).toEqual(
            format === "json"
              ? [
                  ["E-1", "Café", 3],
                  ["E-2", undefined, 7],
                ]
              : [
                  ["E-1", "Café talks", 2],
                  ["E-2", "Mediation", 3],
                ],
          );
          expect(source.file).toBe("<stdin>");
          expect(result.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
        },
      ),
      { numRuns: 40 },
    );
  });

  test("it can be let go of before its end", async () => {
    const source = await openEvents(write("a.csv", `${header}\n${"E-1,x,,,,\n".repeat(200_000)}`));
    for await (const items of source.batches) if (items.length > 0) break;
    await source.close();
    await source.close();
    const other = await openEvents(write("a.ndjson", '{"eventId":"E-1"}\n'.repeat(200_000)));
    await other.close();
  });
});

describe("the samples of another institute, in its shape", () => {
  test("workshops", async () => {
    const text = [
      "slug,tag_name,start_date,attendance,host_name,country,latitude,longitude,url",
      '2016-01-01-nowhere,"SWC,online",2016-01-01,12,Invented University,W3,,,https://example.org/',
      '2016-02-01-tools,"SWC,TTT",2016-02-01,,Invented Institute,NA,1.5,2.5,https://example.org/',
      "2016-03-01-data,DC,2016-03-01,0,Invented Library,,1.5,2.5,https://example.org/",
    ].join("\n");
    const { events, source } = await read(write("w.csv", text), {
      profile: builtinProfile("carpentries-workshops"),
    });
    expect(events).toMatchObject([
      {
        eventId: "2016-01-01-nowhere",
        country: undefined,
        deliveryMode: "virtual",
        eventType: "workshop",
        participants: 12,
      },
      {
        startDate: "2016-02-01",
        endDate: "2016-02-01",
        country: "NA",
        deliveryMode: "face-to-face",
        eventType: "training of trainers",
        participants: undefined,
      },
      { participants: 0, status: "completed", partner: "Invented Library", country: undefined },
    ]);
    expect(source.unmapped).toEqual([]);
    expect(source.absent).toEqual(
      expect.arrayContaining(["cocIssued", "certificateType", "objectiveAssessment"]),
    );
    expect(source.assumptions.map(({ field }) => field)).toEqual([
      "status",
      "eventType",
      "learningRelated",
      "deliveryMode",
    ]);
  });

  test("instructor trainings", async () => {
    const text =
      'slug,start,country,attendance,tags,count_badged\n2016-ttt-online,2016-01-01,W3,21,"5,6",17\n2018-ttt,2018-12-01,KE,20,5,\n';
    const { events } = await read(write("t.csv", text), {
      profile: builtinProfile("carpentries-instructor-training"),
    });
    expect(events).toMatchObject([
      {
        cocIssued: 17,
        participants: 21,
        deliveryMode: "virtual",
        country: undefined,
        certificateType: "completion",
        learningRelated: true,
        objectiveAssessment: true,
      },
      {
        cocIssued: undefined,
        deliveryMode: "face-to-face",
        country: "KE",
        endDate: "2018-12-01",
        eventType: "training of trainers",
      },
    ]);
  });
});
