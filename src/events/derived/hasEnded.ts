import type { DerivedFact } from "../../rules/fact.ts";

export const hasEnded: DerivedFact = {
  name: "hasEnded",
  type: "boolean",
  doc: "Whether the last day is over. Without one: false where the first day is still to come.",
  says: { true: "the event has ended", false: "the event has not ended" },
  from: ["endDate", "startDate", "asOf"],
  derive: (endDate, startDate, asOf) => {
    if (endDate !== undefined && asOf !== undefined) return endDate < asOf;
    return startDate !== undefined && asOf !== undefined && startDate > asOf ? false : undefined;
  },
  behaviour: { kind: "cases", constants: [] },
};
