import type { DerivedFact, FactDefinition } from "../rules/fact.ts";
import { baseFact } from "./baseFact.ts";
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
import { hadCertificates } from "./derived/hadCertificates.ts";
import { hasEnded } from "./derived/hasEnded.ts";
import { isCertificateBearing } from "./derived/isCertificateBearing.ts";
import { isGenderWithheld } from "./derived/isGenderWithheld.ts";
import { isKnownCalledOff } from "./derived/isKnownCalledOff.ts";
import { isKnownMasterCourse } from "./derived/isKnownMasterCourse.ts";
import { isLearningEvent } from "./derived/isLearningEvent.ts";
import { isMasterCourse } from "./derived/isMasterCourse.ts";
import { lowestCount } from "./derived/lowestCount.ts";
import { quarter } from "./derived/quarter.ts";
import { fieldNames, fields } from "./fields.ts";
import { datasetFacts } from "./outside/datasetFacts.ts";
import { lookupFacts } from "./outside/lookupFacts.ts";
import { previousFacts } from "./outside/previousFacts.ts";

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
  hadCertificates,
  divisionOfUnit,
  quarter,
  lowestCount,
  cocCountState,
];

/** Facts that do not stand in the event: the version stored before a save, what is looked up, what the other events tell. */
export const outsideFacts = [...previousFacts, ...lookupFacts, ...datasetFacts];

/**
 * Every fact that a rule about events may use: the fields of the canonical event, what is known of it from elsewhere, and
 * what is derived from them.
 */
export const eventFacts: readonly FactDefinition[] = [
  ...fieldNames.map((name) => baseFact(name, fields[name])),
  ...outsideFacts,
  ...derivedFacts,
];

/** The same with facts of one's own, among which a look-up may take the place of a fact of the package. */
export function eventFactsWith(own: readonly FactDefinition[]): readonly FactDefinition[] {
  if (own.length === 0) return eventFacts;
  const taken = new Set(own.map(({ name }) => name));
  return [...eventFacts.filter(({ name }) => !taken.has(name)), ...own];
}
