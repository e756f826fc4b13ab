import type { DerivedFact } from "../../rules/fact.ts";

export const expectsCoc: DerivedFact = {
  name: "expectsCoc",
  type: "boolean",
  doc: "Whether Certificates of Completion are expected of the event: it bears them and was not called off.",
  from: ["isCertificateBearing", "status"],
  derive: (isCertificateBearing, status) => {
    const isCalledOff = status === undefined ? undefined : status === "cancelled" || status === "postponed";
    if (isCertificateBearing === false || isCalledOff === true) return false;
    return isCertificateBearing === true && isCalledOff === false ? true : undefined;
  },
};
