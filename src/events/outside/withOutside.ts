import type { FactRecord } from "../../rules/value.ts";
import { normaliseEvent } from "../normalise.ts";
import type { EventRecord } from "../record.ts";
import { datasetFacts } from "./datasetFacts.ts";
import { lookupFacts } from "./lookupFacts.ts";
import type { PreviousField, PreviousName } from "./previousFacts.ts";

/** What is handed over with an event. */
export interface OutsideOfEvent {
  /** The stored version; `null` for an event that is new. Not given: nothing is known of it. */
  readonly previous?: object | null;
  /** By fact: a value, `null` where there is known to be none, or `Unavailable`. */
  readonly answers?: ReadonlyMap<string, unknown>;
}

const shipped: ReadonlySet<string> = new Set([...lookupFacts, ...datasetFacts].map(({ name }) => name));

type OutsideName = PreviousName | "isStored" | "projectCodeExists" | "cocIssuedOnPlatform" | DatasetName;
type DatasetName = "eventsWithSameId" | "similarEvents" | "participantsAmongPeers";

/**
 * An event with what is known of it from elsewhere. The stored version is read as an event itself is; what it does not
 * have is known to be empty. One literal, for the same reason as `recordOf`.
 */
export function withOutside(record: EventRecord, { previous, answers }: OutsideOfEvent): FactRecord {
  const stored = previous === undefined || previous === null ? undefined : normaliseEvent(previous);
  const none = previous === undefined ? undefined : null;
  const at = (field: PreviousField): unknown => (stored === undefined ? none : (stored[field] ?? null));
  const outside: Record<OutsideName, unknown> = {
    isStored: previous === undefined ? undefined : previous !== null,
    previousEventId: at("eventId"),
    previousStatus: at("status"),
    previousUpdatedOn: at("updatedOn"),
    previousUnit: at("unit"),
    previousDivision: at("division"),
    previousEventType: at("eventType"),
    previousLearningRelated: at("learningRelated"),
    previousObjectiveAssessment: at("objectiveAssessment"),
    previousCertificateType: at("certificateType"),
    previousMasterProgramme: at("masterProgramme"),
    previousMasterProgrammeCode: at("masterProgrammeCode"),
    previousStartDate: at("startDate"),
    previousEndDate: at("endDate"),
    previousCohortEndDate: at("cohortEndDate"),
    previousDeliveryMode: at("deliveryMode"),
    previousPlatform: at("platform"),
    previousCountry: at("country"),
    previousLanguage: at("language"),
    previousPlatformCourseCode: at("platformCourseCode"),
    previousRegistered: at("registered"),
    previousParticipants: at("participants"),
    previousUniqueBeneficiaries: at("uniqueBeneficiaries"),
    previousFemale: at("female"),
    previousMale: at("male"),
    previousOtherGender: at("otherGender"),
    previousGenderNotStated: at("genderNotStated"),
    previousDevelopingCountries: at("developingCountries"),
    previousLdcLldcSids: at("ldcLldcSids"),
    previousGovernment: at("government"),
    previousNgo: at("ngo"),
    previousAcademia: at("academia"),
    previousUnSystem: at("unSystem"),
    previousPrivateSector: at("privateSector"),
    previousOtherAffiliation: at("otherAffiliation"),
    previousCocIssued: at("cocIssued"),
    previousCopIssued: at("copIssued"),
    previousCocRate: at("cocRate"),
    previousCompletions: at("completions"),
    previousCertificatesRecordedOn: at("certificatesRecordedOn"),
    previousEvaluationConducted: at("evaluationConducted"),
    previousEvaluationResponses: at("evaluationResponses"),
    previousResponseRate: at("responseRate"),
    previousUsefulnessScore: at("usefulnessScore"),
    previousDonorFunded: at("donorFunded"),
    previousProjectCode: at("projectCode"),
    projectCodeExists: answers?.get("projectCodeExists"),
    cocIssuedOnPlatform: answers?.get("cocIssuedOnPlatform"),
    eventsWithSameId: answers?.get("eventsWithSameId"),
    similarEvents: answers?.get("similarEvents"),
    participantsAmongPeers: answers?.get("participantsAmongPeers"),
  };
  const whole: Record<string, unknown> = { ...record, ...outside };
  if (answers === undefined) return whole;
  for (const [name, answer] of answers) if (!shipped.has(name)) whole[name] = answer;
  return whole;
}
