import type { DerivedFact } from "../../rules/fact.ts";
import { percentage } from "./inputs.ts";

export const computedResponseRate: DerivedFact = {
  name: "computedResponseRate",
  type: "number",
  doc: "Answers to the evaluation per hundred participants; no value where there were none.",
  label: "response rate that follows from the numbers",
  unit: "%",
  from: ["evaluationResponses", "participants"],
  derive: (evaluationResponses, participants) => percentage(evaluationResponses, participants),
  behaviour: { kind: "percentage" },
};
