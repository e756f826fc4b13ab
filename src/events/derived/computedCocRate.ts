import type { DerivedFact } from "../../rules/fact.ts";
import { percentage } from "./inputs.ts";

export const computedCocRate: DerivedFact = {
  name: "computedCocRate",
  type: "number",
  doc: "Certificates of Completion issued per hundred participants; no value where there were none.",
  from: ["cocIssued", "participants"],
  derive: (cocIssued, participants) => percentage(cocIssued, participants),
};
