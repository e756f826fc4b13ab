import type { DerivedFact } from "../../rules/fact.ts";

export const isKnownCalledOff: DerivedFact = {
  name: "isKnownCalledOff",
  type: "boolean",
  doc: "Whether the record says that the event was cancelled or postponed; false where it says nothing.",
  says: {
    true: "the record says that the event was cancelled or postponed",
    false: "the record does not say that the event was cancelled or postponed",
  },
  from: ["status"],
  derive: (status) => status === "cancelled" || status === "postponed",
  behaviour: { kind: "cases", constants: ["cancelled", "postponed"] },
};
