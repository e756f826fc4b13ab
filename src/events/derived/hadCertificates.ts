import type { DerivedFact } from "../../rules/fact.ts";
import type { FactValue } from "../../rules/value.ts";

export const hadCertificates: DerivedFact = {
  name: "hadCertificates",
  type: "boolean",
  doc: "Whether the stored version has Certificates of Completion or of Participation; an empty number counts as none. No value where the stored version is not known.",
  says: {
    true: "certificates were issued by the stored version",
    false: "no certificates were issued by the stored version",
  },
  from: [
    "previousCocIssued",
    { isEmpty: "previousCocIssued" },
    "previousCopIssued",
    { isEmpty: "previousCopIssued" },
  ],
  derive: (cocIssued, isCocEmpty, copIssued, isCopEmpty) => {
    if (isAny(cocIssued) || isAny(copIssued)) return true;
    const isKnown =
      (cocIssued !== undefined || isCocEmpty === true) && (copIssued !== undefined || isCopEmpty === true);
    return isKnown ? false : undefined;
  },
  behaviour: { kind: "cases", constants: [0] },
};

function isAny(count: FactValue | undefined): boolean {
  return typeof count === "number" && count > 0;
}
