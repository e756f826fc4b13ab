import type { DerivedFact } from "../../rules/fact.ts";
import { sum, zeroIfEmpty } from "./inputs.ts";

export const previousCertificatesTotal: DerivedFact = {
  name: "previousCertificatesTotal",
  type: "number",
  doc: "Certificates of Completion and of Participation in the stored version together; an empty cell counts as 0, no value where there is no stored version to look into.",
  label: "sum of the certificates in the stored version",
  whole: true,
  from: [
    "previousCocIssued",
    { isEmpty: "previousCocIssued" },
    "previousCopIssued",
    { isEmpty: "previousCopIssued" },
  ],
  derive: (cocIssued, isCocEmpty, copIssued, isCopEmpty) =>
    sum([zeroIfEmpty(cocIssued, isCocEmpty), zeroIfEmpty(copIssued, isCopEmpty)]),
  behaviour: { kind: "sum" },
};
