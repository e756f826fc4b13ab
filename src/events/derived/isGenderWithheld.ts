import type { DerivedFact } from "../../rules/fact.ts";

export const isGenderWithheld: DerivedFact = {
  name: "isGenderWithheld",
  type: "boolean",
  doc: "Whether the record says that all participants are of a gender not stated; false where it says nothing.",
  says: {
    true: "the record says that all participants are of a gender not stated",
    false: "the record does not say that all participants are of a gender not stated",
  },
  from: ["participants", "genderNotStated", "female", "male"],
  derive: (participants, notStated, female = 0, male = 0) =>
    typeof notStated === "number" && notStated === participants && female === 0 && male === 0,
  behaviour: { kind: "cases", constants: [0] },
};
