import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DataQualityError } from "../../src/errors.ts";
import { fieldNames } from "../../src/events/fields.ts";
import { builtinProfile } from "../../src/profile/builtin.ts";
import { mapHeader } from "../../src/profile/header.ts";
import { readProfile } from "../../src/profile/read.ts";
import type { Profile } from "../../src/profile/schema.ts";
import { thrownBy } from "../thrownBy.ts";

const ems = builtinProfile();
const head = {
  name: "unit",
  version: "1",
  description: "A unit's export.",
  source: "Invented for this test.",
};

function mapped(header: readonly string[], profile: Profile = ems): Record<string, string> {
  return Object.fromEntries(
    mapHeader(header, profile, "events.csv").columns.map(({ field, column }) => [field, column]),
  );
}

describe("matching of headers", () => {
  test.each([
    ["participants", "participants"],
    ["Participants", "participants"],
    ["PARTICIPANTS ", "participants"],
    ["No. of participants", "participants"],
    ["# of participants", "participants"],
    ["Certificats d’achèvement délivrés", "cocIssued"],
    ["Número de certificados de participación", "copIssued"],
    ["Nombre de participantes", "female"],
    ["number_of_participants", "participants"],
    ["Number-of-Participants", "participants"],
    ["Participants (people)", "participants"],
    ["Participants [number]", "participants"],
    ["Participants (female)", "female"],
    ["Nombre de participants", "participants"],
    ["Número de participantes", "participants"],
    ["NUMERO DE PARTICIPANTES", "participants"],
    ["CoC rate (%)", "cocRate"],
    ["CoC rate", "cocRate"],
    ["CoC Rate %", "cocRate"],
    ["CoC %", "cocRate"],
    ["# CoC issued", "cocIssued"],
    ["# CoC", "cocIssued"],
    ["Title of event", "title"],
    ["Programme unit", "unit"],
    ["Start", "startDate"],
    ["Start date (dd/mm/yyyy)", "startDate"],
    ["Date de début", "startDate"],
    ["Event type *", "eventType"],
    ["3. Event type", "eventType"],
    ["Status:", "status"],
    ["Title of\nthe event", "title"],
    ["Title / Titre", "title"],
    ["Title\nTitre", "title"],
    ["Country | Pays | País", "country"],
    ["LDC / LLDC / SIDS", "ldcLldcSids"],
    ["Response rate (%)", "responseRate"],
  ])("%s is %s", (header, field) => {
    expect(mapped(["Event ID", header])).toEqual({ eventId: "Event ID", [field]: header });
  });

  test.each([
    "Participants (%)",
    "CoC issued %",
    "Participants (under 30)",
    "Female / Male",
    "Country / Region",
    "Title / Remarks",
    "Remarks",
    "__proto__",
    "constructor",
    "toString",
    "#",
    " ",
  ])("%j is no field", (header) => {
    expect(mapped(["Event ID", header])).toEqual({ eventId: "Event ID" });
  });

  test("case, accents, spaces and signs do not matter", () => {
    const alias = fc.constantFrom(
      ...fieldNames.flatMap((field) =>
        [field, ...(ems.fields[field]?.columns ?? [])]
          .filter((name) => !/[%[({#°º]/.test(name))
          .map((name) => ({ field, name })),
      ),
    );
    const dress = fc.record({
      upper: fc.boolean(),
      space: fc.constantFrom(" ", "_", "-", "  ", "\u00a0", ""),
      before: fc.constantFrom("", " ", "#", "# "),
      after: fc.constantFrom("", " ", ":", " *", " (number)"),
      bare: fc.boolean(),
    });
    fc.assert(
      fc.property(alias, dress, ({ field, name }, { upper, space, before, after, bare }) => {
        const plain = bare ? name.normalize("NFD").replace(/\p{M}/gu, "") : name;
        const text = `${before}${(upper ? plain.toUpperCase() : plain).replaceAll(" ", space)}${after}`;
        const header = field === "eventId" ? [text] : ["eventId", text];
        expect(mapped(header)[field]).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  test("no header crashes it, and none counts as two columns", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (header) => {
        const { columns, unmapped } = mapHeader(
          ["eventId", ...header.map((name) => `x${name}`)],
          ems,
          "a.csv",
        );
        expect(columns.length + unmapped.length).toBeGreaterThan(0);
      }),
    );
  });

  test("an exact name wins", () => {
    expect(mapped(["eventId", "participants", "PARTICIPANTS"]).participants).toBe("participants");
    const profile = readProfile({ ...head, fields: { participants: { columns: ["Heads"] } } });
    expect(mapped(["eventId", "heads", "Heads"], profile).participants).toBe("Heads");
  });

  test("two columns that can be one field are an error that names both", () => {
    const problem = thrownBy(() => mapped(["Event ID", "Participants", "Title", "No. of participants"]))
      .problems[0];
    expect(problem).toMatchObject({ code: "column-ambiguous", file: "events.csv" });
    expect(problem?.message).toContain("column 2 “Participants” and column 4 “No. of participants”");
    expect(problem?.hint).toContain("ignore");
  });

  test("the column that an exact name outdoes is listed, and is no renamed one", () => {
    const map = mapHeader(["event_id", "Event ID", "Title"], ems, "a.csv");
    expect(map.columns[0]).toEqual({ column: "Event ID", index: 1, field: "eventId" });
    expect([map.unmapped, map.renamed]).toEqual([["event_id"], []]);
  });

  test.each([
    ["EVENT_ID", "event id"],
    ["PARTICIPANTS", "PARTICIPANTS (number)"],
  ])("%s and %s, none of them exact, are ambiguous", (one, other) => {
    const problem = thrownBy(() =>
      mapped(["Title", "eventId", one, other].filter((name) => one !== "EVENT_ID" || name !== "eventId")),
    ).problems[0];
    expect(problem?.code).toBe("column-ambiguous");
    expect(problem?.message).toContain(`“${one}”`);
    expect(problem?.message).toContain(`“${other}”`);
  });

  test("a header twice is an error only where it is used", () => {
    expect(thrownBy(() => mapped(["Event ID", "Start date", "Start date"])).problems[0]?.message).toContain(
      "column 2 “Start date” and column 3 “Start date”",
    );
    expect(mapHeader(["Event ID", "Notes", "Notes"], ems, "a.csv").unmapped).toEqual(["Notes", "Notes"]);
  });

  test("all ambiguous fields are told at once", () => {
    expect.assertions(1);
    try {
      mapped(["Event ID", "Start", "Start", "End", "End"]);
    } catch (error) {
      expect(error instanceof DataQualityError && error.problems.length).toBe(2);
    }
  });

  test("a field's own name wins over a column that stands in for it", () => {
    const workshops = builtinProfile("carpentries-workshops");
    expect(mapped(["slug", "start_date", "End date"], workshops)).toMatchObject({
      startDate: "start_date",
      endDate: "End date",
    });
    expect(mapped(["slug", "Start date", "END DATE"], workshops)).toMatchObject({
      startDate: "Start date",
      endDate: "END DATE",
    });
    expect(mapped(["slug", "start_date"], workshops)).toMatchObject({ endDate: "start_date" });
  });

  test("what a profile names itself wins over what the other one knows", () => {
    const profile = readProfile({ extends: "ems", fields: { participants: { columns: ["Head count"] } } });
    expect(mapped(["Event ID", "Participants", "HEAD COUNT"], profile).participants).toBe("HEAD COUNT");
    expect(mapped(["Event ID", "Participants"], profile).participants).toBe("Participants");
  });

  test("a header to ignore is nothing", () => {
    const profile = readProfile({ ...head, ignore: ["No. of participants"], fields: {} });
    const { columns, unmapped } = mapHeader(
      ["eventId", "participants", "no of PARTICIPANTS"],
      profile,
      "a.csv",
    );
    expect(columns.map(({ field }) => field)).toEqual(["eventId", "participants"]);
    expect(unmapped).toEqual([]);
  });
});

describe("what is not there", () => {
  test("a renamed column is proposed for the field that is absent", () => {
    const map = mapHeader(["Event ID", "Particpants female", "Progamme unit", "Remarks"], ems, "a.csv");
    expect(map.renamed).toEqual([
      { column: "Particpants female", field: "female", alias: "Participants female" },
      { column: "Progamme unit", field: "unit", alias: "Programme unit" },
    ]);
    expect(map.unmapped).toEqual(["Particpants female", "Progamme unit", "Remarks"]);
    expect(map.absent).toContain("female");
  });

  test("a column whose name is nearest to a known one of another column is not renamed", () => {
    expect(mapHeader(["Event ID", "Event IDs"], ems, "a.csv").renamed).toEqual([]);
  });

  test("more columns than any table of events has are refused, and many unknown ones cost little", () => {
    const many = Array.from({ length: 10_001 }, (_, at) => `column ${at}`);
    expect(thrownBy(() => mapped(["Event ID", ...many])).problems[0]).toMatchObject({
      code: "too-many-columns",
    });
    const start = performance.now();
    expect(mapHeader(["Event ID", ...many.slice(0, 9_999)], ems, "a.csv").unmapped.length).toBe(9_999);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  test("no column for the ids", () => {
    const problem = thrownBy(() => mapped(["Evnt ID", "Title", "Participants"])).problems[0];
    expect(problem?.code).toBe("event-id-column-missing");
    expect(problem?.found).toBe("“Evnt ID”, “Title”, “Participants”");
    expect(problem?.hint).toContain("Evnt ID");
  });

  test.each([
    ["a column of another field", ["Event type", "Title"], [["Course"], ["Webinar"]], undefined],
    [
      "values that come again",
      ["Activity no.", "Title"],
      [
        ["1", "a"],
        ["1", "b"],
        ["2", "c"],
      ],
      undefined,
    ],
    [
      "long values",
      ["Activity no.", "Title"],
      [["x".repeat(50)], ["y".repeat(50)], ["z".repeat(50)]],
      undefined,
    ],
    [
      "values of their own",
      ["Title", "Activity no."],
      [
        ["a", "A-1"],
        ["b", "A-2"],
        ["c", "A-3"],
      ],
      "Activity no.",
    ],
    [
      "no name of an identifier",
      ["Title", "Remarks"],
      [
        ["a", "x"],
        ["b", "y"],
        ["c", "z"],
      ],
      undefined,
    ],
  ])("which column may hold the ids: %s", (_, header, rows, proposed) => {
    const problem = thrownBy(() =>
      mapHeader(header, ems, "a.csv", (index) => rows.map((row) => row[index] ?? "")),
    ).problems[0];
    expect(problem?.hint).toContain('{ "extends": "ems", "fields": { "eventId": { "columns": ["');
    if (proposed === undefined) expect(problem?.hint).not.toContain("Is it the column");
    else expect(problem?.hint).toContain(`Is it the column “${proposed}”?`);
  });

  test("no known column at all", () => {
    const problem = thrownBy(() => mapped(["Farbe", "Größe", "x".repeat(100), ...Array(40).fill("Spalte")]))
      .problems[0];
    expect(problem?.code).toBe("header-unknown");
    expect(problem?.found).toContain("“Farbe”, “Größe”");
    expect(problem?.found).toContain("and 23 more");
    expect(problem?.found).not.toContain("x".repeat(50));
    expect(problem?.hint).toContain("--profile");
  });

  test("a first row of data is not repeated: it may be personal", () => {
    const problem = thrownBy(() => mapped(["Invented Person", "someone@example.org", "12"])).problems[0];
    expect(JSON.stringify(problem)).not.toMatch(/Invented|someone|12/);
    expect(problem?.hint).toContain("names above it");
  });
});

describe("constants and partial fields", () => {
  const profile = readProfile({
    ...head,
    fields: {
      country: { values: { W3: { value: null, also: { deliveryMode: "virtual" } } } },
      eventType: { columns: ["tags"], separator: ",", values: { TTT: "ToT" } },
    },
    constants: {
      status: { value: "Completed", reason: "Only past events are listed." },
      eventType: { value: "workshop", reason: "Every event is one." },
      participants: { value: 20, reason: "Not used: the file has the column." },
    },
  });

  test("a constant stands where there is no column, and is told with its reason", () => {
    const map = mapHeader(["eventId", "tags", "country", "participants"], profile, "a.csv");
    expect(map.assumptions).toEqual([
      { field: "status", value: "completed", reason: "Only past events are listed." },
      { field: "eventType", value: "workshop", reason: "Every event is one." },
    ]);
    expect(map.partial).toEqual(["eventType", "deliveryMode"]);
    expect(map.absent).not.toContain("status");
    expect(map.absent).not.toContain("deliveryMode");
    expect(map.absent).toContain("title");
  });

  test("a field is partial only where the column that tells it is there", () => {
    const map = mapHeader(["eventId", "participants"], profile, "a.csv");
    expect(map.partial).toEqual([]);
    expect(map.absent).toContain("deliveryMode");
  });

  test("every field is mapped, assumed, partial or absent", () => {
    const { columns, assumptions, partial, absent } = mapHeader(["eventId", "country"], profile, "a.csv");
    const all = [...columns, ...assumptions].map(({ field }) => field);
    expect(new Set([...all, ...partial, ...absent])).toEqual(new Set(fieldNames));
    expect(absent.some((field) => all.includes(field) || partial.includes(field))).toBe(false);
  });
});
