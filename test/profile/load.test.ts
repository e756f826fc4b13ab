import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DataQualityError, formatProblem, type Problem } from "../../src/errors.ts";
import { builtinProfile } from "../../src/profile/builtin.ts";
import { loadProfile } from "../../src/profile/load.ts";
import { profileSchema } from "../../src/profile/schema.ts";
import { toJSONSchema } from "../../src/zod.ts";

const head = {
  name: "unit",
  version: "1",
  description: "A unit's export.",
  source: "Invented for this test.",
};

function problemsOf(text: string): readonly Problem[] {
  try {
    loadProfile(text, "unit.json");
  } catch (error) {
    if (error instanceof DataQualityError) return error.problems;
    throw error;
  }
  return [];
}

const write = (profile: object) => JSON.stringify({ ...head, ...profile }, null, 2);

describe("loadProfile", () => {
  test("reads a small profile", () => {
    const text = write({ dateOrder: "dmy", fields: { participants: { columns: ["Heads"] } } });
    expect(loadProfile(`\ufeff${text}`, "unit.json")).toEqual({
      ...head,
      dateOrder: "dmy",
      fields: { participants: { columns: ["Heads"] } },
    });
  });

  test("tells every mistake at once, with its place and the nearest valid name", () => {
    const text = write({
      dateOrder: "dym",
      fields: { particpants: {}, startDate: { colums: ["Start"], rate: 3 } },
    });
    const problems = problemsOf(text);
    expect(problems.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        "$.dateOrder",
        "$.fields.particpants",
        "$.fields.startDate.colums",
        "$.fields.startDate.rate",
      ]),
    );
    const byPath = new Map(problems.map((problem) => [problem.path, problem]));
    expect(byPath.get("$.dateOrder")).toMatchObject({ file: "unit.json", line: 6, found: '"dym"' });
    expect(byPath.get("$.fields.particpants")?.hint).toContain("participants");
    expect(byPath.get("$.fields.startDate.colums")?.hint).toContain("columns");
    for (const problem of problems) expect(formatProblem(problem)).toContain("unit.json:");
  });

  test("JSON that is none is told with line and column", () => {
    expect(problemsOf('{\n  "name": "unit",\n  version: 1\n}')).toMatchObject([
      { code: "json-syntax", file: "unit.json", line: 3, column: 3 },
    ]);
    expect(problemsOf("")).toMatchObject([{ code: "json-syntax" }]);
    expect(problemsOf("[".repeat(100_000))).toMatchObject([{ code: "json-syntax" }]);
  });

  test.each([
    ["a list", "[]"],
    ["nothing", "null"],
    ["deep data", `{"a":${"[".repeat(5_000)}${"]".repeat(5_000)}}`],
    ["__proto__", write({ fields: {}, constants: JSON.parse('{"__proto__": 1}') })],
  ])("%s is no profile", (_, text) => {
    expect(problemsOf(text).length).toBeGreaterThan(0);
  });

  test.each([
    [
      { constants: { status: { value: "complete it", reason: "?" } } },
      "$.constants.status.value",
      "one of planned",
    ],
    [
      { constants: { participants: { value: 2.5, reason: "?" } } },
      "$.constants.participants.value",
      "a whole number",
    ],
    [
      { constants: { startDate: { value: "05/03/2024", reason: "?" } } },
      "$.constants.startDate.value",
      "a date",
    ],
    [
      { fields: { certificateType: { values: { ja: "complition" } } } },
      "$.fields.certificateType.values.ja",
      "one of none",
    ],
    [
      { fields: { country: { values: { W3: { also: { deliveryMode: "on the web" } } } } } },
      "$.fields.country.values.W3.also.deliveryMode",
      "one of face-to-face",
    ],
  ])("a value that a field cannot have: %j", (part, path, expected) => {
    const [problem, ...others] = problemsOf(write({ fields: {}, ...part }));
    expect(others).toEqual([]);
    expect(problem?.path).toBe(path);
    expect(problem?.expected).toContain(expected);
    expect(problem?.line).toBeGreaterThan(1);
  });

  test("a key that stands twice", () => {
    const text = write({ fields: {} }).replace('"version": "1"', '"version": "1",\n  "version": "2"');
    expect(problemsOf(text)).toMatchObject([{ code: "duplicate-key", path: "$.version", line: 4 }]);
  });

  test("a header that stands for two fields by accident", () => {
    const text = write({ fields: { startDate: { columns: ["Start"] }, endDate: { columns: ["START"] } } });
    expect(problemsOf(text)).toMatchObject([
      { code: "header-for-two-fields", path: "$.fields.startDate.columns[0]" },
      { code: "header-for-two-fields", path: "$.fields.endDate.columns[0]" },
    ]);
    expect(problemsOf(write({ fields: { city: { columns: ["Title"] } } }))).toMatchObject([
      { code: "header-for-two-fields" },
    ]);
  });

  test("one column for two fields is declared by the same text under both", () => {
    const fields = { startDate: { columns: ["Start"] }, endDate: { columns: ["Start"] } };
    expect(problemsOf(write({ fields }))).toEqual([]);
  });

  test.each([
    [{ ignore: ["heads"], fields: { participants: { columns: ["Heads"] } } }, "header-ignored-and-used"],
    [{ fields: { participants: { columns: ["#"] } } }, "header-without-letters"],
    [{ fields: { eventType: { columns: ["Tags"], separator: "," } } }, "separator-without-values"],
    [{ fields: { country: { values: { W3: { also: { country: "KE" } } } } } }, "also-own-field"],
  ])("%j is %s", (part, code) => {
    expect(problemsOf(write(part))).toMatchObject([{ code }]);
  });
});

describe("a profile that builds on one of the package", () => {
  const load = (profile: object) => loadProfile(JSON.stringify(profile, null, 2), "unit.json");
  const ems = builtinProfile("ems");

  test("one answer is enough", () => {
    const profile = load({ extends: "ems", dateOrder: "dmy" });
    expect(profile).toMatchObject({ name: "ems-adapted", dateOrder: "dmy", version: ems.version });
    expect(profile.fields.participants).toEqual(ems.fields.participants);
  });

  test("columns come before the other's, every other key in its place", () => {
    const profile = load({
      extends: "carpentries-workshops",
      name: "unit",
      ignore: ["notes"],
      fields: { participants: { columns: ["Heads"] }, country: { values: { W3: "FR" } } },
      constants: { status: { value: "planned", reason: "?" } },
    });
    expect(profile).toMatchObject({
      name: "unit",
      ignore: ["notes"],
      dateOrder: "ymd",
      fields: {
        participants: { columns: ["Heads", "attendance"] },
        country: { columns: ["country"], values: { W3: "FR" } },
      },
      constants: { status: { value: "planned" }, learningRelated: { value: true } },
    });
  });

  test("a header that it names or ignores stands for no other field any more", () => {
    const profile = load({
      extends: "ems",
      ignore: ["End"],
      fields: { certificateType: { columns: ["Type"] }, endDate: { columns: ["Start date"] } },
    });
    expect(profile.fields.certificateType?.columns?.[0]).toBe("Type");
    expect(profile.fields.eventType?.columns).not.toContain("Type");
    expect(profile.fields.endDate?.columns).not.toContain("End");
    // The field's own name always stands for it.
    expect(profile.fields.startDate?.columns).toContain("Start date");
  });

  test("every mistake is told at once, of this form", () => {
    const text = JSON.stringify({ extends: "emms", dateOrder: "dym", fields: { particpants: {} } }, null, 2);
    const problems = problemsOf(text);
    expect(problems.map(({ path }) => path)).toEqual(["$.extends", "$.fields.particpants", "$.dateOrder"]);
    expect(problems[0]).toMatchObject({ found: '"emms"', line: 2, hint: 'Did you mean "ems"?' });
    expect(problemsOf('{ "extends": 5 }')).toMatchObject([{ path: "$.extends" }]);
    const clash = {
      extends: "ems",
      fields: { city: { columns: ["Place"] }, country: { columns: ["PLACE"] } },
    };
    expect(problemsOf(JSON.stringify(clash)).map(({ code, path }) => [code, path])).toEqual([
      ["header-for-two-fields", "$.fields.country.columns[0]"],
      ["header-for-two-fields", "$.fields.city.columns[0]"],
    ]);
  });

  test("a whole one that lacks something hears of it", () => {
    const [problem] = problemsOf('{ "dateOrder": "dmy" }');
    expect(problem).toMatchObject({ code: "missing-key", path: "$.name" });
    expect(problem?.hint).toContain('"extends": "ems"');
  });
});

test("the JSON Schema for editors says each part once", () => {
  const schema = JSON.stringify(toJSONSchema(profileSchema));
  expect(schema.length).toBeLessThan(40_000);
  expect(schema).toContain("Participants: women.");
});

describe("the profiles that come with the package", () => {
  const folder = new URL("../../profiles/", import.meta.url);
  test.each(readdirSync(folder).filter((file) => file.endsWith(".json")))(
    "%s is valid and bears its name",
    (file) => {
      const profile = loadProfile(readFileSync(new URL(file, folder), "utf8"), file);
      expect(profile.name).toBe(file.replace(".json", ""));
      expect(builtinProfile(profile.name)).toEqual(profile);
    },
  );

  test("an unknown name is told with the nearest", () => {
    expect(() => builtinProfile("carpentry-workshops")).toThrow(/carpentries-workshops/);
    expect(() => builtinProfile("__proto__")).toThrow(DataQualityError);
  });
});
