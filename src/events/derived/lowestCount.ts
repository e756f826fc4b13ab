import type { DerivedFact } from "../../rules/fact.ts";

export const lowestCount: DerivedFact = {
  name: "lowestCount",
  type: "number",
  doc: "The lowest of all counts that have a value.",
  label: "lowest of all counts",
  whole: true,
  from: [
    "registered",
    "participants",
    "uniqueBeneficiaries",
    "female",
    "male",
    "otherGender",
    "genderNotStated",
    "developingCountries",
    "ldcLldcSids",
    "government",
    "ngo",
    "academia",
    "unSystem",
    "privateSector",
    "otherAffiliation",
    "cocIssued",
    "copIssued",
    "completions",
    "evaluationResponses",
  ],
  derive: (...counts) => {
    let lowest: number | undefined;
    for (const count of counts) {
      if (typeof count === "number" && (lowest === undefined || count < lowest)) lowest = count;
    }
    return lowest;
  },
  behaviour: { kind: "least" },
};
