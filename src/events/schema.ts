import * as z from "../zod.ts";

const text = z.string().nullable().optional();
const flag = z.boolean().nullable().optional();
const date = z.iso.date().nullable().optional();
const count = z.int().nullable().optional();
const number = z.number().nullable().optional();

/**
 * The canonical event as typed data: what a backend hands to `check`. Missing, `null` and blank are empty. Code values
 * are plain text here, since an unknown one is a rule's to find, not a schema's to refuse.
 */
export const eventSchema = z.strictObject({
  eventId: text,
  title: text,
  status: text,
  updatedOn: date,
  unit: text,
  division: text,
  focalPoint: text,
  focalPointEmail: text,
  eventType: text,
  learningRelated: flag,
  objectiveAssessment: flag,
  certificateType: text,
  masterProgramme: flag,
  masterProgrammeCode: text,
  cohort: text,
  startDate: date,
  endDate: date,
  cohortEndDate: date,
  deliveryMode: text,
  platform: text,
  country: text,
  city: text,
  language: text,
  platformCourseCode: text,
  registered: count,
  participants: count,
  uniqueBeneficiaries: count,
  female: count,
  male: count,
  otherGender: count,
  genderNotStated: count,
  developingCountries: count,
  ldcLldcSids: count,
  government: count,
  ngo: count,
  academia: count,
  unSystem: count,
  privateSector: count,
  otherAffiliation: count,
  cocIssued: count,
  copIssued: count,
  cocRate: number,
  completions: count,
  certificatesRecordedOn: date,
  evaluationConducted: flag,
  evaluationResponses: count,
  responseRate: number,
  usefulnessScore: number,
  donorFunded: flag,
  projectCode: text,
  partner: text,
  engagementStrategy: text,
});

/** An event as a program has it. Keys that are no canonical field are left alone. */
export type EmsEvent = Readonly<z.infer<typeof eventSchema>>;
