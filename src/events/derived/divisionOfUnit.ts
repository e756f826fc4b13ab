import type { DerivedFact } from "../../rules/fact.ts";
import { divisionOf } from "../vocabularies/divisionOf.ts";
import { units } from "../vocabularies/unit.ts";

const unitCodes = units.map(({ code }) => code);

export const divisionOfUnit: DerivedFact = {
  name: "divisionOfUnit",
  type: "text",
  doc: "Division to which the unit belongs; no value for an unknown or a support unit.",
  label: "division to which the unit belongs",
  from: ["unit"],
  derive: (unit) => (typeof unit === "string" ? divisionOf(unit) : undefined),
  behaviour: { kind: "cases", constants: unitCodes },
};
