import type { DerivedFact } from "../../rules/fact.ts";
import { sum } from "./inputs.ts";

export const affiliationSum: DerivedFact = {
  name: "affiliationSum",
  type: "number",
  doc: "The six affiliations together; no value where one is missing.",
  from: ["government", "ngo", "academia", "unSystem", "privateSector", "otherAffiliation"],
  derive: (government, ngo, academia, unSystem, privateSector, otherAffiliation) =>
    sum([government, ngo, academia, unSystem, privateSector, otherAffiliation]),
};
