import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DataQualityError } from "../../../src/errors.ts";
import { parseWaivers } from "../../../src/findings/waivers/parse.ts";
import { namesRole } from "../../../src/findings/waivers/role.ts";
import { entryOf } from "./waiver.ts";

describe("who answers for a waiver", () => {
  test.each([
    "head of unit",
    "Head of Unit",
    "HEAD OF UNIT",
    "Chief",
    "Chief, CWM",
    "Programme Manager",
    "Senior Programme Officer",
    "CWM focal point",
    "Data Quality Officer",
    "Data steward",
    "data owner",
    "programme lead",
    "Learning Solutions Team",
    "Executive Director",
    "team-leader",
    "trainers",
    "cheffe d’unité",
    "Chargée de programme",
    "Coordonnatrice de l'équipe",
    "point focal",
    "Jefe de la unidad",
    "Oficial de programas",
    "punto focal",
    "Secrétariat",
    "CWM",
    "Hiroshima Office",
    "PPME",
    "Monitoring and Evaluation",
    "data protection",
    "رئيس الوحدة",
    "руководитель отдела",
  ])("%s is a role", (responsible) => {
    expect(parseWaivers([entryOf("a", { responsible })])[0]?.responsible).toBe(responsible);
  });

  test.each([
    "Jane Roe",
    "JANE ROE",
    "jane roe",
    "Roe, Jane",
    "J. Roe",
    "Jane van Roe",
    "Jane Roe-Doe",
    "Roe",
    "Jane Ho",
  ])("%s may be a person, and is not repeated", (responsible) => {
    const read = (): unknown => parseWaivers([entryOf("a", { responsible })]);
    expect(read).toThrow(DataQualityError);
    expect(read).toThrow(/at \$\[0\]\.responsible: Who answers for a waiver is a role\./);
    expect(read).toThrow(
      /Expected: a role, such as head of unit or data quality officer\. \[personal-data\]/,
    );
    expect(read).not.toThrow(/jane|roe/i);
  });

  test("what has a word of a role in it is one, however it is written", () => {
    const word = fc.constantFrom("officer", "Manager", "HEAD", "équipe", "Unidad");
    fc.assert(
      fc.property(fc.string(), word, fc.string(), (before, role, after) => {
        expect(namesRole(`${before} ${role} ${after}`)).toBe(true);
      }),
    );
  });
});
