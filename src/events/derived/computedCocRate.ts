import type { DerivedFact } from "../../rules/fact.ts";
import { percentage } from "./inputs.ts";

export const computedCocRate: DerivedFact = {
  name: "computedCocRate",
  type: "number",
  doc: "Certificates of Completion issued per hundred participants; no value where there were none.",
  label: "CoC rate that follows from the numbers",
  unit: "%",
  from: ["cocIssued", "participants"],
  derive: (cocIssued, participants) => percentage(cocIssued, participants),
  behaviour: { kind: "percentage" },
};
