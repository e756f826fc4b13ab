import { describe, expect, test } from "vitest";
import { emptyWords } from "../../../src/events/cells/emptyWords.ts";
import type { CellFormat } from "../../../src/events/cells/format.ts";
import { type CellValue, cellReader } from "../../../src/events/cells/read.ts";
import type { FieldName } from "../../../src/events/fields.ts";
import { Unreadable } from "../../../src/rules/value.ts";

const bad = Symbol("unreadable");
const empty = undefined;

function read(field: FieldName, text: string, format: Partial<CellFormat> = {}): CellValue | typeof bad {
  const reader = cellReader(field, {
    dateOrder: undefined,
    decimal: undefined,
    rate: undefined,
    empty: emptyWords(field),
    ...format,
  });
  const first = reader(text);
  // The second time the cell comes out of the memory of the column.
  expect(reader(text)).toEqual(first);
  if (!(first instanceof Unreadable)) return first;
  expect(first.text).toBe(text.trim());
  return bad;
}

describe("empty cells", () => {
  test.each(["", " ", "\u00a0", "\u202f\u200b", "-", "–", "n/a", "N/A", "#N/A", "TBD", "null", "NULL", "NA"])(
    "%j is empty",
    (text) => {
      expect(read("participants", text)).toBe(empty);
      expect(read("title", text)).toBe(empty);
      expect(read("startDate", text)).toBe(empty);
      expect(read("cocRate", text)).toBe(empty);
      expect(read("learningRelated", text)).toBe(empty);
      expect(read("eventType", text)).toBe(empty);
    },
  );

  test("NA is Namibia in a column of countries", () => {
    expect(read("country", "NA")).toBe("NA");
    expect(read("country", "N/A")).toBe(empty);
  });

  test.each<[FieldName, string, unknown]>([
    ["certificateType", "none", "none"],
    ["platform", "None", "none"],
    ["startDate", "None", empty],
    ["partner", "none", empty],
    ["participants", "none", bad],
    ["learningRelated", "none", bad],
  ])("%s: %s", (field, text, expected) => {
    expect(read(field, text)).toBe(expected);
  });

  test.each<[FieldName, string, unknown]>([
    ["eventId", '="0012"', "0012"],
    ["eventId", "'00123", "00123"],
    ["eventId", "0012", "0012"],
    ["eventId", "1.2E+03", bad],
    ["projectCode", "2,01E+12", bad],
    ["eventId", "E+05", "E+05"],
    ["title", '="Peace"', "Peace"],
    ["title", "'24 hours' course", "'24 hours' course"],
    ["title", "'Peace", "'Peace"],
    ["participants", "'25", 25],
    ["participants", '="25"', 25],
    ["participants", "=SUM(A1:A2)", bad],
    ["startDate", "'2024-03-05", "2024-03-05"],
    ["startDate", "5. März 2024", "2024-03-05"],
    ["endDate", "6. Dezember 2024", "2024-12-06"],
    ["cocRate", "'80%", 80],
    ["usefulnessScore", "4.2/5", 4.2],
    ["usefulnessScore", "4,2 / 5", 4.2],
    ["usefulnessScore", "4.2/10", bad],
    ["learningRelated", "WAHR", true],
    ["learningRelated", "Nein", false],
    ["participants", "#NV", empty],
    ["status", "En préparation", "planned"],
  ])("what a spreadsheet makes of %s: %s", (field, text, expected) => {
    expect(read(field, text)).toBe(expected);
  });

  test("words of a profile take the place of the usual ones", () => {
    const format = { empty: new Set(["0000", "ohne"]) };
    expect(read("participants", "0000", format)).toBe(empty);
    expect(read("city", "Ohne", format)).toBe(empty);
    expect(read("city", "TBD", format)).toBe("TBD");
  });
});

describe("formula errors", () => {
  test.each([
    "#REF!",
    "#DIV/0!",
    "#VALUE!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#¡VALOR!",
    "#NOM?",
    "########",
    "Err:502",
  ])("%s is unreadable in every kind of field", (text) => {
    const all: FieldName[] = ["title", "eventId", "participants", "startDate", "cocRate", "unit", "status"];
    for (const field of all) expect(read(field, text)).toBe(bad);
  });

  test.each(["#1 in the series", "#hashtag", "E-1", "Error in planning"])("%s is text", (text) => {
    expect(read("title", text)).toBe(text);
  });
});

describe("dates", () => {
  test.each<[string, unknown]>([
    ["2024-03-05", "2024-03-05"],
    ["2024-3-5", "2024-03-05"],
    ["2024/03/05", "2024-03-05"],
    ["20240305", "2024-03-05"],
    ["2024-03-05T00:00:00Z", "2024-03-05"],
    ["2024-03-05T23:59:59.999-11:00", "2024-03-05"],
    ["2024-03-05 00:30:00+1400", "2024-03-05"],
    ["2024-03-05 14:30", "2024-03-05"],
    ["5-Mar-24", "2024-03-05"],
    ["05-MAR-2024", "2024-03-05"],
    ["5 March 2024", "2024-03-05"],
    ["5th of March 2024", "2024-03-05"],
    ["Tuesday, 5 March 2024", "2024-03-05"],
    ["March 5, 2024", "2024-03-05"],
    ["Mar. 5th, 2024", "2024-03-05"],
    ["5 mars 2024", "2024-03-05"],
    ["1er février 2024", "2024-02-01"],
    ["mardi 5 mars 2024", "2024-03-05"],
    ["30 août 2024", "2024-08-30"],
    ["30 aou\u0302t 2024", "2024-08-30"],
    ["5 de marzo de 2024", "2024-03-05"],
    ["5 dic 2024", "2024-12-05"],
    ["12 March 2024, 10:15 AM", "2024-03-12"],
    ["45356", "2024-03-05"],
    ["45356.75", "2024-03-05"],
    ["05/05/2024", "2024-05-05"],
    ["25/03/2024", "2024-03-25"],
    ["03/25/2024", "2024-03-25"],
    ["25.03.24", "2024-03-25"],
    ["25/03/64", "2064-03-25"],
    ["25/03/65", "1965-03-25"],
    ["29 Feb 2024", "2024-02-29"],
    ["1900-01-01", "1900-01-01"],
    ["05/03/2024", bad],
    ["05/03/24", bad],
    ["2023-02-29", bad],
    ["2023-02-30", bad],
    ["2024-13-01", bad],
    ["0000-00-00", bad],
    ["31/04/2024", bad],
    ["31 April 2024", bad],
    ["March 2024", bad],
    ["5-Mar", bad],
    ["2024", bad],
    ["12345", bad],
    ["99999", bad],
    ["next week", bad],
    ["2024-03-05 to 2024-03-08", bad],
    ["5 Foo 2024", bad],
  ])("%s", (text, expected) => {
    expect(read("startDate", text)).toBe(expected);
  });

  test.each([
    ["05/03/2024", "dmy", "2024-03-05"],
    ["05/03/2024", "mdy", "2024-05-03"],
    ["5.3.24", "dmy", "2024-03-05"],
    ["5-3-2024 10:00", "mdy", "2024-05-03"],
    ["24/03/05", "ymd", "2024-03-05"],
    ["2024/03/05", "mdy", "2024-03-05"],
    ["25/03/2024", "mdy", bad],
    ["05/03/2024", "ymd", bad],
  ] as const)("%s in the order %s", (text, dateOrder, expected) => {
    expect(read("startDate", text, { dateOrder })).toBe(expected);
  });
});

describe("counts", () => {
  test.each<[string, unknown]>([
    ["12", 12],
    ["0", 0],
    ["007", 7],
    ["+5", 5],
    ["-5", -5],
    ["\u22125", -5],
    ["-0", 0],
    ["1,234", 1234],
    ["1 234", 1234],
    ["1\u00a0234", 1234],
    ["1\u202f234\u202f567", 1_234_567],
    ["1'234", 1234],
    ["1’234", 1234],
    ["1,234,567", 1_234_567],
    ["1.234.567", 1_234_567],
    ["12.0", 12],
    ["12,00", 12],
    ["1,234.0", 1234],
    ["1.234", bad],
    ["12.5", bad],
    ["12,5", bad],
    ["1,23", bad],
    ["1 23", bad],
    ["about thirty", bad],
    ["30+", bad],
    ["~30", bad],
    ["1e3", bad],
    ["0x10", bad],
    ["Infinity", bad],
    ["9007199254740993", bad],
    ["1/2", bad],
    ["(5)", bad],
    ["--5", bad],
  ])("%s", (text, expected) => {
    expect(read("participants", text)).toBe(expected);
  });

  test.each([
    ["1,234", ".", 1234],
    ["1,234", ",", bad],
    ["1.234", ",", 1234],
    ["1.234", ".", bad],
    ["1,000", ",", 1],
    ["12.0", ",", bad],
    ["1.234,0", ",", 1234],
  ] as const)("%s where the decimal sign is %s", (text, decimal, expected) => {
    expect(read("participants", text, { decimal })).toBe(expected);
  });
});

describe("rates", () => {
  test.each([
    ["85", undefined, 85],
    ["85%", undefined, 85],
    ["85 %", undefined, 85],
    ["0.85%", undefined, 0.85],
    ["12,5", undefined, 12.5],
    ["12.5", undefined, 12.5],
    ["33,333", undefined, 33.333],
    ["120", undefined, 120],
    ["-5", undefined, -5],
    ["0", undefined, 0],
    ["0.0", undefined, 0],
    ["0.85", undefined, bad],
    ["1", undefined, bad],
    ["1.05", undefined, bad],
    ["2.1", undefined, 2.1],
    ["0.85", "percent", 0.85],
    ["1", "percent", 1],
    ["0.85", "fraction", 85],
    ["0.29", "fraction", 29],
    ["0,123", "fraction", 12.3],
    ["1", "fraction", 100],
    ["1.05", "fraction", 105],
    ["85%", "fraction", 85],
    ["high", "percent", bad],
  ] as const)("%s as %s", (text, rate, expected) => {
    expect(read("cocRate", text, { rate })).toBe(expected);
  });
});

describe("scores, flags and codes", () => {
  test.each<[FieldName, string, unknown]>([
    ["usefulnessScore", "4.2", 4.2],
    ["usefulnessScore", "4,25", 4.25],
    ["usefulnessScore", "good", bad],
    ...["yes", "Y", "TRUE", "t", "1", "1.0", "-1", "Oui", "sí", "SI", "x", "X", "✓", "✔️", "vrai"].map(
      (text): [FieldName, string, unknown] => ["learningRelated", text, true],
    ),
    ...["no", "N", "FALSE", "0", "0.0", "non", "No.", "✗", "faux"].map(
      (text): [FieldName, string, unknown] => ["learningRelated", text, false],
    ),
    ["learningRelated", "maybe", bad],
    ["learningRelated", "2", bad],
    ["learningRelated", "10", bad],
    ["status", " Completed ", "completed"],
    ["status", "CANCELED", "cancelled"],
    ["status", "Annulé", "cancelled"],
    ["status", "who knows", bad],
    ["certificateType", "CoC", "completion"],
    ["certificateType", "CoC + CoP", "both"],
    ["deliveryMode", "Face to face", "face-to-face"],
    ["deliveryMode", "e learning", "e-learning"],
    ["platform", "UN CC:Learn", "uncclearn"],
    ["eventType", "ToT", "training of trainers"],
    ["eventType", "Masters", "master's programme"],
    ["eventType", "Master’s_Programme", "master's programme"],
    ["eventType", "Hackathon", "Hackathon"],
    ["unit", "MDPU", "MDP"],
    ["unit", "ABC", "ABC"],
    ["country", "Côte d'Ivoire", "CI"],
    ["country", "KEN", "KE"],
    ["country", "Atlantis", "Atlantis"],
    ["language", "français", "fr"],
    ["title", "\u00a0Mediation  basics\t", "Mediation  basics"],
    ["focalPointEmail", " Jane.Doe@Example.org ", "Jane.Doe@Example.org"],
    ["eventId", "007", "007"],
  ])("%s %j", (field, text, expected) => {
    expect(read(field, text)).toBe(expected);
  });
});

test.each([
  ["English", "en"],
  ["EN/FR", "en/fr"],
  ["English and French", "en/fr"],
  ["français, anglais et espagnol", "fr/en/es"],
  ["French & french", "fr"],
  ["English and others", "English and others"],
  ["Haitian Creole", "ht"],
])("a cell of languages: %s is %s", (text, value) => {
  expect(read("language", text)).toBe(value);
});
