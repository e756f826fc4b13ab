import type { CodeListName } from "../fields.ts";
import { anyCertificate, certificateTypes } from "./certificateType.ts";
import { countries } from "./country.ts";
import { deliveryModes } from "./deliveryMode.ts";
import { divisions } from "./division.ts";
import { eventTypes } from "./eventType.ts";
import { languages } from "./language.ts";
import { platforms } from "./platform.ts";
import { regions } from "./region.ts";
import { statuses } from "./status.ts";
import { units } from "./unit.ts";
import { type Vocabulary, vocabulary } from "./vocabulary.ts";

/** Every code list of the event, by its name. */
export const vocabularies: Readonly<Record<CodeListName, Vocabulary>> = {
  status: vocabulary(statuses),
  unit: vocabulary(units),
  division: vocabulary(divisions),
  eventType: vocabulary(eventTypes),
  certificateType: vocabulary(certificateTypes, anyCertificate),
  deliveryMode: vocabulary(deliveryModes),
  platform: vocabulary(platforms),
  country: vocabulary(countries, regions),
  language: vocabulary(languages),
};

/** The right values of each code list, for rules (`oneOf`). */
export const codeLists: Readonly<Record<CodeListName, readonly string[]>> = {
  status: vocabularies.status.codes,
  unit: vocabularies.unit.codes,
  division: vocabularies.division.codes,
  eventType: vocabularies.eventType.codes,
  certificateType: vocabularies.certificateType.codes,
  deliveryMode: vocabularies.deliveryMode.codes,
  platform: vocabularies.platform.codes,
  country: vocabularies.country.codes,
  language: vocabularies.language.codes,
};
