import type { DerivedFact } from "../../rules/fact.ts";

export const certificationDueFrom: DerivedFact = {
  name: "certificationDueFrom",
  type: "date",
  doc: "The day from which certificates can be recorded: the end of the cohort for a course known to be a master's, else the last day.",
  label: "day from which certificates can be recorded",
  from: ["isMasterCourse", "cohortEndDate", "endDate"],
  derive: (isMasterCourse, cohortEndDate, endDate) => (isMasterCourse === true ? cohortEndDate : endDate),
  behaviour: { kind: "choice" },
};
