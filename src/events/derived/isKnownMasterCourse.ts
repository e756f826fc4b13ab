import type { DerivedFact } from "../../rules/fact.ts";

export const isKnownMasterCourse: DerivedFact = {
  name: "isKnownMasterCourse",
  type: "boolean",
  doc: "Whether the record says that the event is a course of a master's programme; false where it says nothing.",
  says: {
    true: "the record says that the event is a course of a master's programme",
    false: "the record does not say that the event is a course of a master's programme",
  },
  from: ["isMasterCourse"],
  derive: (isMasterCourse) => isMasterCourse === true,
  behaviour: { kind: "cases", constants: [] },
};
