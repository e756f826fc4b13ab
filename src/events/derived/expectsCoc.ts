import type { DerivedFact } from "../../rules/fact.ts";

export const expectsCoc: DerivedFact = {
  name: "expectsCoc",
  type: "boolean",
  doc: "Whether Certificates of Completion are expected of the event: it bears them and was not called off.",
  says: {
    true: "Certificates of Completion are expected of the event",
    false: "no Certificates of Completion are expected of the event",
  },
  from: ["isCertificateBearing", "status"],
  derive: (isCertificateBearing, status) => {
    const isCalledOff = status === undefined ? undefined : status === "cancelled" || status === "postponed";
    if (isCertificateBearing === false || isCalledOff === true) return false;
    return isCertificateBearing === true && isCalledOff === false ? true : undefined;
  },
  behaviour: { kind: "cases", constants: ["cancelled", "postponed"] },
};
