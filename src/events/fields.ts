import type { FactWords } from "../rules/fact.ts";

/**
 * How a field's cells are read:
 * `id` an identifier; `text` free text; `person` a name of a person; `email`; `code` an entry of a code list;
 * `openCode` the same, but other text is kept so that a rule can speak about it; `flag` yes or no; `date` a calendar
 * date; `count` a whole number; `percent` 0–100; `score` a number.
 */
export type FieldKind =
  | "id"
  | "text"
  | "person"
  | "email"
  | "code"
  | "openCode"
  | "flag"
  | "date"
  | "count"
  | "percent"
  | "score";

export type FieldGroup =
  | "identity"
  | "ownership"
  | "classification"
  | "schedule"
  | "delivery"
  | "participation"
  | "certification"
  | "evaluation"
  | "funding";

export interface FieldDefinition extends FactWords {
  readonly kind: FieldKind;
  readonly group: FieldGroup;
  /** One line: what it is, with its unit. */
  readonly doc: string;
  readonly codeList?: CodeListName;
}

export type CodeListName =
  | "status"
  | "unit"
  | "division"
  | "eventType"
  | "certificateType"
  | "deliveryMode"
  | "platform"
  | "country"
  | "language";

/** The canonical event: every field that an export can have, in the order of the documentation. Only `eventId` is required. */
export const fields = {
  eventId: { kind: "id", group: "identity", doc: "Identifier of the event in the EMS." },
  title: { kind: "text", group: "identity", doc: "Title of the event." },
  status: {
    kind: "code",
    group: "identity",
    codeList: "status",
    doc: "Where the event stands: planned, ongoing, completed, cancelled, postponed.",
  },
  updatedOn: {
    kind: "date",
    group: "identity",
    doc: "Date of the last change of the record.",
    label: "date of the last change",
  },
  unit: {
    kind: "openCode",
    group: "ownership",
    codeList: "unit",
    doc: "Programme unit that owns the event.",
  },
  division: { kind: "openCode", group: "ownership", codeList: "division", doc: "Division of the unit." },
  focalPoint: { kind: "person", group: "ownership", doc: "Who answers for the event's data." },
  focalPointEmail: {
    kind: "email",
    group: "ownership",
    doc: "Address of the focal point.",
    label: "e-mail address of the focal point",
  },
  eventType: { kind: "openCode", group: "classification", codeList: "eventType", doc: "Kind of event." },
  learningRelated: {
    kind: "flag",
    group: "classification",
    doc: "Whether the event has learning outcomes.",
    says: {
      true: "the event is recorded as learning-related",
      false: "the event is recorded as not learning-related",
      whether: "the event is learning-related",
    },
  },
  objectiveAssessment: {
    kind: "flag",
    group: "classification",
    doc: "Whether learning is assessed objectively.",
    says: {
      true: "learning is recorded as assessed objectively",
      false: "learning is recorded as not assessed objectively",
      whether: "learning is assessed objectively",
    },
  },
  certificateType: {
    kind: "code",
    group: "classification",
    codeList: "certificateType",
    doc: "Certificate that the event awards: none, participation, completion, both, diploma.",
  },
  masterProgramme: {
    kind: "flag",
    group: "classification",
    doc: "Whether the event is part of a master's programme.",
    label: "master's programme",
    says: {
      true: "the event is recorded as part of a master's programme",
      false: "the event is recorded as not part of a master's programme",
      whether: "the event is part of a master's programme",
    },
  },
  masterProgrammeCode: {
    kind: "id",
    group: "classification",
    doc: "Code of the master's programme.",
    label: "code of the master's programme",
  },
  cohort: { kind: "text", group: "classification", doc: "Cohort of the master's programme." },
  startDate: { kind: "date", group: "schedule", doc: "First day." },
  endDate: { kind: "date", group: "schedule", doc: "Last day." },
  cohortEndDate: {
    kind: "date",
    group: "schedule",
    doc: "Last day of the cohort.",
    label: "end date of the cohort",
  },
  deliveryMode: {
    kind: "code",
    group: "delivery",
    codeList: "deliveryMode",
    doc: "How it is held: face-to-face, e-learning, blended, virtual.",
  },
  platform: { kind: "code", group: "delivery", codeList: "platform", doc: "Learning platform." },
  country: { kind: "openCode", group: "delivery", codeList: "country", doc: "Country, ISO 3166-1 alpha-2." },
  city: { kind: "text", group: "delivery", doc: "City." },
  language: {
    kind: "openCode",
    group: "delivery",
    codeList: "language",
    doc: "Language of instruction, ISO 639-1; several joined by a slash, the main one first, as in en/fr.",
  },
  platformCourseCode: {
    kind: "id",
    group: "delivery",
    doc: "Code of the course on the platform.",
    label: "code of the course on the platform",
  },
  registered: {
    kind: "count",
    group: "participation",
    doc: "People registered.",
    label: "people registered",
  },
  participants: { kind: "count", group: "participation", doc: "People who took part." },
  uniqueBeneficiaries: { kind: "count", group: "participation", doc: "Different people who took part." },
  female: { kind: "count", group: "participation", doc: "Participants: women.", label: "women" },
  male: { kind: "count", group: "participation", doc: "Participants: men.", label: "men" },
  otherGender: {
    kind: "count",
    group: "participation",
    doc: "Participants: another gender.",
    label: "participants of another gender",
  },
  genderNotStated: {
    kind: "count",
    group: "participation",
    doc: "Participants: gender not stated.",
    label: "participants whose gender is not stated",
  },
  developingCountries: {
    kind: "count",
    group: "participation",
    doc: "Participants from developing countries.",
    label: "participants from developing countries",
  },
  ldcLldcSids: {
    kind: "count",
    group: "participation",
    doc: "Participants from least developed, landlocked developing and small island developing States.",
    label: "participants from least developed, landlocked developing and small island developing States",
  },
  government: {
    kind: "count",
    group: "participation",
    doc: "Participants from government.",
    label: "participants from government",
  },
  ngo: {
    kind: "count",
    group: "participation",
    doc: "Participants from non-governmental organizations.",
    label: "participants from non-governmental organizations",
  },
  academia: {
    kind: "count",
    group: "participation",
    doc: "Participants from academia.",
    label: "participants from academia",
  },
  unSystem: {
    kind: "count",
    group: "participation",
    doc: "Participants from the UN system.",
    label: "participants from the UN system",
  },
  privateSector: {
    kind: "count",
    group: "participation",
    doc: "Participants from the private sector.",
    label: "participants from the private sector",
  },
  otherAffiliation: {
    kind: "count",
    group: "participation",
    doc: "Participants with another affiliation.",
    label: "participants with another affiliation",
  },
  cocIssued: {
    kind: "count",
    group: "certification",
    doc: "Certificates of Completion issued.",
    label: "Certificates of Completion issued",
  },
  copIssued: {
    kind: "count",
    group: "certification",
    doc: "Certificates of Participation issued.",
    label: "Certificates of Participation issued",
  },
  cocRate: {
    kind: "percent",
    group: "certification",
    doc: "CoC rate as recorded, in percent.",
    label: "recorded CoC rate",
    unit: "%",
  },
  completions: { kind: "count", group: "certification", doc: "Participants who completed." },
  certificatesRecordedOn: {
    kind: "date",
    group: "certification",
    doc: "Date on which the certificates were recorded.",
    label: "date on which the certificates were recorded",
  },
  evaluationConducted: {
    kind: "flag",
    group: "evaluation",
    doc: "Whether an evaluation was held.",
    says: {
      true: "an evaluation was held",
      false: "no evaluation was held",
      whether: "an evaluation was held",
    },
  },
  evaluationResponses: {
    kind: "count",
    group: "evaluation",
    doc: "Answers to the evaluation.",
    label: "answers to the evaluation",
  },
  responseRate: {
    kind: "percent",
    group: "evaluation",
    doc: "Response rate as recorded, in percent.",
    label: "recorded response rate",
    unit: "%",
  },
  usefulnessScore: { kind: "score", group: "evaluation", doc: "Mean score of usefulness, 1 to 5." },
  donorFunded: {
    kind: "flag",
    group: "funding",
    doc: "Whether a donor funds the event.",
    says: {
      true: "a donor funds the event",
      false: "no donor funds the event",
      whether: "a donor funds the event",
    },
  },
  projectCode: { kind: "id", group: "funding", doc: "Code of the project." },
  partner: { kind: "text", group: "funding", doc: "Implementing or funding partner." },
  engagementStrategy: { kind: "text", group: "funding", doc: "How learners are kept engaged." },
} as const satisfies Record<string, FieldDefinition>;

/** Name of a field of the event. */
export type FieldName = keyof typeof fields;
/** The names of {@link fields}, in their order. */
export const fieldNames = Object.keys(fields) as readonly FieldName[];
