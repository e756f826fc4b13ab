import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { type CodeListName, fields } from "../../../src/events/fields.ts";
import { certificateTypes } from "../../../src/events/vocabularies/certificateType.ts";
import { codeLists, vocabularies } from "../../../src/events/vocabularies/codes.ts";
import { countries } from "../../../src/events/vocabularies/country.ts";
import { deliveryModes } from "../../../src/events/vocabularies/deliveryMode.ts";
import { divisions } from "../../../src/events/vocabularies/division.ts";
import { divisionOf } from "../../../src/events/vocabularies/divisionOf.ts";
import { eventTypes } from "../../../src/events/vocabularies/eventType.ts";
import { languages } from "../../../src/events/vocabularies/language.ts";
import { platforms } from "../../../src/events/vocabularies/platform.ts";
import { statuses } from "../../../src/events/vocabularies/status.ts";
import { units } from "../../../src/events/vocabularies/unit.ts";
import type { Entry } from "../../../src/events/vocabularies/vocabulary.ts";
import { fold } from "../../../src/fold.ts";

const lists: Readonly<Record<CodeListName, readonly Entry[]>> = {
  status: statuses,
  unit: units,
  division: divisions,
  eventType: eventTypes,
  certificateType: certificateTypes,
  deliveryMode: deliveryModes,
  platform: platforms,
  country: countries,
  language: languages,
};
const names = Object.keys(lists) as CodeListName[];

describe.each(names)("%s", (list) => {
  test("no name stands for two entries", () => {
    const owners = new Map<string, Set<string>>();
    for (const { code, synonyms = [] } of lists[list]) {
      for (const name of [code, ...synonyms]) {
        expect(fold(name)).not.toBe("");
        owners.set(fold(name), (owners.get(fold(name)) ?? new Set()).add(code));
      }
    }
    expect([...owners].filter(([, codes]) => codes.size > 1)).toEqual([]);
  });

  test("every entry and every name is looked up, whatever its case and signs", () => {
    for (const { code, synonyms = [] } of lists[list]) {
      for (const name of [code, ...synonyms]) {
        expect(vocabularies[list].lookUp(name)).toBe(code);
        expect(vocabularies[list].lookUp(` ${name.toUpperCase().replaceAll(" ", "_")} `)).toBe(code);
      }
    }
    expect(new Set(codeLists[list]).size).toBe(lists[list].length);
  });

  test("belongs to a field", () => {
    expect(Object.values(fields).some((field) => "codeList" in field && field.codeList === list)).toBe(true);
  });
});

test("the entries are the texts of the domain", () => {
  expect(codeLists.status).toEqual(["planned", "ongoing", "completed", "cancelled", "postponed"]);
  expect(codeLists.certificateType).toEqual(["none", "participation", "completion", "both", "diploma"]);
  expect(codeLists.deliveryMode).toEqual(["face-to-face", "e-learning", "blended", "virtual"]);
  expect(codeLists.platform).toEqual([
    "moodle",
    "uncclearn",
    "edapp",
    "openwho",
    "who-academy",
    "other",
    "none",
  ]);
  expect(codeLists.eventType).toEqual([
    "course",
    "workshop",
    "seminar",
    "webinar",
    "training of trainers",
    "study tour",
    "fellowship",
    "master's programme",
    "summer school",
    "conference",
    "public lecture",
    "meeting",
    "briefing",
    "side event",
    "joint workshop",
    "other",
  ]);
});

test.each([
  ["unit", "MDPU", "MDP"],
  ["unit", "NCD", "NDC"],
  ["unit", "ptpu", "PTP"],
  ["unit", "PMCPU", "PMCP"],
  ["unit", "Hiroshima Office", "HO"],
  ["unit", "SDP/CGN", "SDP"],
  ["unit", "UNITAR-UNOSAT", "UNOSAT"],
  ["unit", "UNITAR CWM", "CWM"],
  ["eventType", "cours en ligne", "course"],
  ["eventType", "Atelier en ligne", "workshop"],
  ["certificateType", "achèvement", "completion"],
  ["certificateType", "Réussite", "completion"],
  ["certificateType", "aprobación", "completion"],
  ["eventType", "ToT", "training of trainers"],
  ["eventType", "Masters", "master's programme"],
  ["eventType", "MASTER’S PROGRAMME", "master's programme"],
  ["deliveryMode", "in person", "face-to-face"],
  ["deliveryMode", "e learning", "e-learning"],
  ["deliveryMode", "Présentiel", "face-to-face"],
  ["deliveryMode", "online", "virtual"],
  ["country", "Kenya", "KE"],
  ["country", "KEN", "KE"],
  ["country", "CÔTE D’IVOIRE", "CI"],
  ["country", "Bolivia (Plurinational State of)", "BO"],
  ["country", "États-Unis", "US"],
  ["country", "España", "ES"],
  ["country", "NA", "NA"],
  ["language", "Anglais", "en"],
  ["language", "FR", "fr"],
] as const)("%s: %s is %s", (list, text, code) => {
  expect(vocabularies[list].lookUp(text)).toBe(code);
});

test("a name that two countries share tells neither", () => {
  expect(vocabularies.country.lookUp("Congo")).toBeUndefined();
  expect(vocabularies.country.lookUp("W3")).toBeUndefined();
});

test.each([
  ["eventType", "Worksop", "workshop"],
  ["eventType", "Trainning of trainers", "training of trainers"],
  ["country", "Swizerland", "CH"],
  ["country", "Guinnee", "GN"],
  ["country", "Nigerr", "NE"],
  ["country", "Africa", undefined],
  ["country", "West Africa", undefined],
  ["country", "Afrique de l'Ouest", undefined],
  ["country", "América Latina", undefined],
  ["country", "Afrique du Sud", "ZA"],
  ["unit", "XYZ", undefined],
  ["certificateType", "certificat", undefined],
  ["eventType", "birthday party", undefined],
] as const)("%s: nearest to %s is %s", (list, text, code) => {
  expect(vocabularies[list].nearest(text)).toBe(code);
});

test("every unit stands in its division", () => {
  expect(divisionOf("CGN")).toBe("People");
  expect(divisionOf("SCYCLE")).toBe("Planet");
  expect(divisionOf("CITSU")).toBeUndefined();
  expect(divisionOf("PPME")).toBeUndefined();
  expect(divisionOf("toString")).toBeUndefined();
  for (const { division } of units)
    if (division !== undefined) expect(codeLists.division).toContain(division);
});

test("the countries are those of the library that the table was made from", () => {
  const require = createRequire(import.meta.url);
  const library: typeof import("i18n-iso-countries") = require("i18n-iso-countries");
  const alpha3 = library.getAlpha2Codes();
  expect([...codeLists.country].sort()).toEqual(Object.keys(alpha3).sort());
  for (const language of ["en", "fr", "es"]) {
    library.registerLocale(require(`i18n-iso-countries/langs/${language}.json`));
    for (const [code, all] of Object.entries(library.getNames(language, { select: "all" }))) {
      for (const name of [code, alpha3[code] ?? code, ...all]) {
        if (fold(name) !== "congo") expect([name, vocabularies.country.lookUp(name)]).toEqual([name, code]);
      }
    }
  }
});
