import type { Severity } from "../../rules/schema.ts";
import type { Check, MeaningCheck } from "./check.ts";
import { conditionNotUsed } from "./checks/conditionNotUsed.ts";
import { conditionRedundant } from "./checks/conditionRedundant.ts";
import { effectiveReversed } from "./checks/effectiveReversed.ts";
import {
  exampleAbsentValue,
  exampleContradicts,
  exampleFieldUnknown,
  exampleKindMissing,
  examplePersonal,
  exampleRepeated,
  exampleTitleRepeated,
  exampleValueWrong,
} from "./checks/examples.ts";
import { fieldNotUsed } from "./checks/fieldNotUsed.ts";
import { fileMisplaced } from "./checks/fileMisplaced.ts";
import {
  alwaysFires,
  neverFires,
  violationNeverTrue,
  whenExcludesViolation,
  whenNeverTrue,
} from "./checks/fires.ts";
import { historyMissing, historyOrder } from "./checks/history.ts";
import { jargon } from "./checks/jargon.ts";
import {
  idNotInLedger,
  idRecycled,
  idRemoved,
  ledgerLine,
  ledgerMissing,
  meaningChanged,
  versionOrder,
} from "./checks/ledger.ts";
import { ruleRedundant, rulesContradict, rulesSame } from "./checks/pairs.ts";
import { paramNotUsed } from "./checks/paramNotUsed.ts";
import { patternRedundant, patternsOverlap } from "./checks/patterns.ts";
import { placeholderDue } from "./checks/placeholderDue.ts";
import { placeholderText } from "./checks/placeholderText.ts";
import { fieldRepeated, sourceRepeated, tagRepeated } from "./checks/repeated.ts";
import { schemaMissing, schemaWrong } from "./checks/schema.ts";
import { doubleNot, emptyCondition, partRepeated, singlePart, valueRepeated } from "./checks/structure.ts";
import { titleRepeated } from "./checks/titleRepeated.ts";
import { unfinishedSentence } from "./checks/unfinishedSentence.ts";
import { unknownCode } from "./checks/unknownCode.ts";

/** Checks of what stands in the files. What keeps a rule from being loaded is told by `parseRules`. */
export const checks: readonly Check[] = [
  unknownCode,
  placeholderDue,
  placeholderText,
  unfinishedSentence,
  jargon,
  fieldNotUsed,
  fieldRepeated,
  paramNotUsed,
  conditionNotUsed,
  tagRepeated,
  sourceRepeated,
  titleRepeated,
  fileMisplaced,
  schemaMissing,
  schemaWrong,
  historyMissing,
  historyOrder,
  effectiveReversed,
  singlePart,
  emptyCondition,
  doubleNot,
  partRepeated,
  valueRepeated,
  exampleKindMissing,
  exampleFieldUnknown,
  exampleValueWrong,
  exampleAbsentValue,
  exampleRepeated,
  exampleContradicts,
  exampleTitleRepeated,
  examplePersonal,
  ledgerMissing,
  ledgerLine,
  idNotInLedger,
  idRemoved,
  idRecycled,
  meaningChanged,
  versionOrder,
];

/** Checks of what the rules mean. */
export const meaningChecks: readonly MeaningCheck[] = [
  whenNeverTrue,
  violationNeverTrue,
  whenExcludesViolation,
  neverFires,
  alwaysFires,
  rulesContradict,
  rulesSame,
  ruleRedundant,
  conditionRedundant,
  patternRedundant,
  patternsOverlap,
];

/** Told in the place of what a check of meaning could not decide. */
export const couldNotDecide = {
  code: "could-not-decide",
  severity: "info",
  doc: "A question about what the rules mean could not be decided; nothing is claimed of it.",
} as const;

/** Every code of a check, with its severity and a line of what it is about. */
export const checkList: readonly {
  readonly code: string;
  readonly severity: Severity;
  readonly doc: string;
}[] = [...checks, ...meaningChecks, couldNotDecide].map(({ code, severity, doc }) => ({
  code,
  severity,
  doc,
}));
