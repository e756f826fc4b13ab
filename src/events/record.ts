import type { CellValue } from "./cells/read.ts";
import { type FieldName, fieldNames } from "./fields.ts";

/** An event as rules see it. `undefined` is an empty cell; whether the source has the column at all is not said here. */
export type EventRecord = { readonly [Field in FieldName]: CellValue };

const nothing: readonly CellValue[] = fieldNames.map(() => undefined);

/** An event of which nothing is known. */
export function emptyRecord(): EventRecord {
  return recordOf(nothing);
}

/**
 * An event from the values of its fields, in the order of `fieldNames`. One literal, so that all events have the same
 * hidden class: rules read them several times as fast as objects that grew field by field.
 */
export function recordOf(values: readonly CellValue[]): EventRecord {
  return {
    eventId: values[0],
    title: values[1],
    status: values[2],
    updatedOn: values[3],
    unit: values[4],
    division: values[5],
    focalPoint: values[6],
    focalPointEmail: values[7],
    eventType: values[8],
    learningRelated: values[9],
    objectiveAssessment: values[10],
    certificateType: values[11],
    masterProgramme: values[12],
    masterProgrammeCode: values[13],
    cohort: values[14],
    startDate: values[15],
    endDate: values[16],
    cohortEndDate: values[17],
    deliveryMode: values[18],
    platform: values[19],
    country: values[20],
    city: values[21],
    language: values[22],
    platformCourseCode: values[23],
    registered: values[24],
    participants: values[25],
    uniqueBeneficiaries: values[26],
    female: values[27],
    male: values[28],
    otherGender: values[29],
    genderNotStated: values[30],
    developingCountries: values[31],
    ldcLldcSids: values[32],
    government: values[33],
    ngo: values[34],
    academia: values[35],
    unSystem: values[36],
    privateSector: values[37],
    otherAffiliation: values[38],
    cocIssued: values[39],
    copIssued: values[40],
    cocRate: values[41],
    completions: values[42],
    certificatesRecordedOn: values[43],
    evaluationConducted: values[44],
    evaluationResponses: values[45],
    responseRate: values[46],
    usefulnessScore: values[47],
    donorFunded: values[48],
    projectCode: values[49],
    partner: values[50],
    engagementStrategy: values[51],
  };
}
