import type { FactRecord } from "../../rules/value.ts";
import type { FieldName } from "../fields.ts";
import type { EventRecord } from "../record.ts";
import { datasetFacts } from "./datasetFacts.ts";
import { lookupFacts } from "./lookupFacts.ts";
import type { PreviousField, PreviousName } from "./previousFacts.ts";

/** What is handed over with an event. */
export interface OutsideOfEvent {
  /** The stored version, read as the event itself was; `null` for an event that is new. Not given: nothing is known of it. */
  readonly previous?: EventRecord | null | undefined;
  /** By fact: a value, `null` where there is known to be none, or `Unavailable`. */
  readonly answers?: ReadonlyMap<string, unknown> | undefined;
}

const shipped: ReadonlySet<string> = new Set([...lookupFacts, ...datasetFacts].map(({ name }) => name));

type OutsideName = PreviousName | "isStored" | "projectCodeExists" | "cocIssuedOnPlatform" | DatasetName;
type DatasetName = "eventsWithSameId" | "similarEvents" | "participantsAmongPeers";

/**
 * An event with what is known of it from elsewhere. What its stored version does not have is known to be empty. One
 * literal, for the same reason as `recordOf`: spreading one into the other takes a hundred times as long.
 */
export function withOutside(record: EventRecord, { previous, answers }: OutsideOfEvent): FactRecord {
  const none = previous === undefined ? undefined : null;
  const at = (field: PreviousField): unknown => previous?.[field] ?? none;
  const whole: Record<FieldName | OutsideName, unknown> = {
    eventId: record.eventId,
    title: record.title,
    status: record.status,
    updatedOn: record.updatedOn,
    unit: record.unit,
    division: record.division,
    focalPoint: record.focalPoint,
    focalPointEmail: record.focalPointEmail,
    eventType: record.eventType,
    learningRelated: record.learningRelated,
    objectiveAssessment: record.objectiveAssessment,
    certificateType: record.certificateType,
    masterProgramme: record.masterProgramme,
    masterProgrammeCode: record.masterProgrammeCode,
    cohort: record.cohort,
    startDate: record.startDate,
    endDate: record.endDate,
    cohortEndDate: record.cohortEndDate,
    deliveryMode: record.deliveryMode,
    platform: record.platform,
    country: record.country,
    city: record.city,
    language: record.language,
    platformCourseCode: record.platformCourseCode,
    registered: record.registered,
    participants: record.participants,
    uniqueBeneficiaries: record.uniqueBeneficiaries,
    female: record.female,
    male: record.male,
    otherGender: record.otherGender,
    genderNotStated: record.genderNotStated,
    developingCountries: record.developingCountries,
    ldcLldcSids: record.ldcLldcSids,
    government: record.government,
    ngo: record.ngo,
    academia: record.academia,
    unSystem: record.unSystem,
    privateSector: record.privateSector,
    otherAffiliation: record.otherAffiliation,
    cocIssued: record.cocIssued,
    copIssued: record.copIssued,
    cocRate: record.cocRate,
    completions: record.completions,
    certificatesRecordedOn: record.certificatesRecordedOn,
    evaluationConducted: record.evaluationConducted,
    evaluationResponses: record.evaluationResponses,
    responseRate: record.responseRate,
    usefulnessScore: record.usefulnessScore,
    donorFunded: record.donorFunded,
    projectCode: record.projectCode,
    partner: record.partner,
    engagementStrategy: record.engagementStrategy,
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
  return answers === undefined ? whole : withOwn(whole, answers);
}

/** With the answers about facts of one's own, whose names are no field's. */
function withOwn(whole: Record<string, unknown>, answers: ReadonlyMap<string, unknown>): FactRecord {
  for (const [name, answer] of answers) if (!shipped.has(name)) whole[name] = answer;
  return whole;
}
