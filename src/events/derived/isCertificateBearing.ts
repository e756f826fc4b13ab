import type { DerivedFact } from "../../rules/fact.ts";

const awardingTypes = ["completion", "both", "diploma"] as const;
const awarding: ReadonlySet<unknown> = new Set(awardingTypes);

export const isCertificateBearing: DerivedFact = {
  name: "isCertificateBearing",
  type: "boolean",
  doc: "Whether the event awards a certificate that rests on an assessment of learning.",
  says: {
    true: "the event awards a certificate that rests on an assessment",
    false: "the event awards no certificate that rests on an assessment",
  },
  from: ["certificateType", { isEmpty: "certificateType" }, "isLearningEvent", "objectiveAssessment"],
  derive: (certificateType, certificateTypeIsEmpty, isLearningEvent, objectiveAssessment) => {
    if (certificateType !== undefined) return awarding.has(certificateType);
    // An absent column says nothing of the certificate; an empty cell leaves it to the policy: a learning event with
    // an objective assessment awards one.
    const byPolicy =
      certificateTypeIsEmpty === true && isLearningEvent === true && objectiveAssessment === true;
    return byPolicy ? true : undefined;
  },
  behaviour: { kind: "cases", constants: awardingTypes },
};
