import type { DerivedFact } from "../../rules/fact.ts";
import { zeroIfEmpty } from "./inputs.ts";

export const affiliationSum: DerivedFact = {
  name: "affiliationSum",
  type: "number",
  doc: "The six affiliations together. Where at least one is entered, an empty cell counts as 0; no value where a column is absent or unreadable.",
  label: "sum of the six affiliations",
  whole: true,
  from: [
    "government",
    { isEmpty: "government" },
    "ngo",
    { isEmpty: "ngo" },
    "academia",
    { isEmpty: "academia" },
    "unSystem",
    { isEmpty: "unSystem" },
    "privateSector",
    { isEmpty: "privateSector" },
    "otherAffiliation",
    { isEmpty: "otherAffiliation" },
  ],
  derive: (...inputs) => {
    let total = 0;
    let isEntered = false;
    for (let index = 0; index < inputs.length; index += 2) {
      const count = zeroIfEmpty(inputs[index], inputs[index + 1]);
      if (typeof count !== "number") return undefined;
      total += count;
      isEntered ||= inputs[index] !== undefined;
    }
    return isEntered ? total : undefined;
  },
  behaviour: { kind: "sum" },
};
