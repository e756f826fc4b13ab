import type { DerivedFact } from "../../rules/fact.ts";
import { sum } from "./inputs.ts";

export const certificatesTotal: DerivedFact = {
  name: "certificatesTotal",
  type: "number",
  doc: "Certificates of Completion and of Participation issued together.",
  label: "sum of the Certificates of Completion and of Participation issued",
  whole: true,
  from: ["cocIssued", "copIssued"],
  derive: (cocIssued, copIssued) => sum([cocIssued, copIssued]),
  behaviour: { kind: "sum" },
};
