import type { DerivedFact } from "../../rules/fact.ts";

export const isMasterCourse: DerivedFact = {
  name: "isMasterCourse",
  type: "boolean",
  doc: "Whether the event is a course of a master's programme.",
  says: {
    true: "the event is a course of a master's programme",
    false: "the event is no course of a master's programme",
  },
  from: ["masterProgramme", "eventType", "masterProgrammeCode"],
  derive: (masterProgramme, eventType, masterProgrammeCode) => {
    if (masterProgramme === true || eventType === "master's programme" || masterProgrammeCode !== undefined)
      return true;
    return masterProgramme === false ? false : undefined;
  },
  behaviour: { kind: "cases", constants: ["master's programme"] },
};
