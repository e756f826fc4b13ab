import type { BaseFact, DerivedFact, FactDefinition, FactType } from "../rules/fact.ts";
import { affiliationSum } from "./derived/affiliationSum.ts";
import { certificatesTotal } from "./derived/certificatesTotal.ts";
import { certificationDueFrom } from "./derived/certificationDueFrom.ts";
import { cocCountState } from "./derived/cocCountState.ts";
import { computedCocRate } from "./derived/computedCocRate.ts";
import { computedResponseRate } from "./derived/computedResponseRate.ts";
import { daysSinceEnd } from "./derived/daysSinceEnd.ts";
import { daysUntilEnd } from "./derived/daysUntilEnd.ts";
import { daysUntilStart } from "./derived/daysUntilStart.ts";
import { divisionOfUnit } from "./derived/divisionOfUnit.ts";
import { durationDays } from "./derived/durationDays.ts";
import { expectsCoc } from "./derived/expectsCoc.ts";
import { femaleMaleSum } from "./derived/femaleMaleSum.ts";
import { genderSum } from "./derived/genderSum.ts";
import { hasEnded } from "./derived/hasEnded.ts";
import { isCertificateBearing } from "./derived/isCertificateBearing.ts";
import { isGenderWithheld } from "./derived/isGenderWithheld.ts";
import { isKnownCalledOff } from "./derived/isKnownCalledOff.ts";
import { isKnownMasterCourse } from "./derived/isKnownMasterCourse.ts";
import { isLearningEvent } from "./derived/isLearningEvent.ts";
import { isMasterCourse } from "./derived/isMasterCourse.ts";
import { lowestCount } from "./derived/lowestCount.ts";
import { quarter } from "./derived/quarter.ts";
import { type FieldDefinition, type FieldKind, fieldNames, fields } from "./fields.ts";

/** Derived facts of an event, each after those that it rests on. */
export const derivedFacts: readonly DerivedFact[] = [
  isLearningEvent,
  isCertificateBearing,
  expectsCoc,
  isMasterCourse,
  isKnownMasterCourse,
  hasEnded,
  isKnownCalledOff,
  durationDays,
  daysSinceEnd,
  daysUntilStart,
  daysUntilEnd,
  certificationDueFrom,
  computedCocRate,
  computedResponseRate,
  femaleMaleSum,
  genderSum,
  isGenderWithheld,
  affiliationSum,
  certificatesTotal,
  divisionOfUnit,
  quarter,
  lowestCount,
  cocCountState,
];

const typeOf: Readonly<Record<FieldKind, FactType>> = {
  id: "text",
  text: "text",
  person: "text",
  email: "text",
  code: "text",
  openCode: "text",
  flag: "boolean",
  date: "date",
  count: "number",
  percent: "number",
  score: "number",
};

/** Free text may hold a name, an address or a telephone number wherever people can type. */
const personalKinds: ReadonlySet<FieldKind> = new Set(["text", "person", "email"]);

function baseFact(name: string, { kind, group: _, codeList, ...words }: FieldDefinition): BaseFact {
  return {
    name,
    type: typeOf[kind],
    ...words,
    ...(codeList === undefined ? {} : { codeList }),
    ...(kind === "count" ? { whole: true } : {}),
    ...(personalKinds.has(kind) ? { personal: true } : {}),
  };
}

/** Every fact that a rule about events may use: the fields of the canonical event, and what is derived from them. */
export const eventFacts: readonly FactDefinition[] = [
  ...fieldNames.map((name) => baseFact(name, fields[name])),
  ...derivedFacts,
];
