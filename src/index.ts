/**
 * Checks records of learning events. Pure: runs in Node, a browser, Deno, an edge worker. Files are read by
 * `ems-data-quality/node`.
 *
 * @packageDocumentation
 */
export {
  type CheckAsyncOptions,
  type Checker,
  type CheckerOptions,
  type CheckOptions,
  createChecker,
} from "./checker/checker.ts";
export type { Clock } from "./checker/clock.ts";
export type { EventExplanation, ExplainedParam } from "./checker/explainEvent.ts";
export type { Judgement } from "./checker/judge.ts";
export type { LookupOptions, LookupUse } from "./checker/lookups.ts";
export { parseEventRules } from "./checker/parseEventRules.ts";
export type { Run, SourceInfo, SourceRun } from "./checker/run.ts";
export {
  type StandardEventSchema,
  type StandardSchemaOptions,
  standardSchemaOf,
} from "./checker/standardSchema.ts";
export type { Config } from "./config/config.ts";
export { type ConfigRules, parseConfig } from "./config/parse.ts";
export type { ConfigInput } from "./config/schema.ts";
export {
  type AppliedCorrection,
  applyCorrections,
  type Corrected,
  type CorrectionOptions,
  type Corrections,
  type SkippedCorrection,
  type SkipReason,
} from "./corrections/applyCorrections.ts";
export type { PatchOperation } from "./corrections/jsonPatch.ts";
export type {
  ExplainedComparison,
  ExplainedCondition,
  ExplainedFact,
  Explanation,
  RulePart,
} from "./engine/explain.ts";
export type { Formats } from "./engine/formats.ts";
export type { FailedField, Failure, Missing, Outcome, RuleOutcome } from "./engine/outcome.ts";
export type { RuleTranslation } from "./engine/wording.ts";
export { DataQualityError, formatProblem, type Problem } from "./errors.ts";
export { defineDerivedFact, type FieldFact } from "./events/defineDerivedFact.ts";
export type { OwnVocabulary } from "./events/eventVocabulary.ts";
export { eventFacts, outsideFacts } from "./events/facts.ts";
export { type FieldName, fieldNames, fields } from "./events/fields.ts";
export { normaliseEvent } from "./events/normalise.ts";
export {
  defineLookup,
  type FieldLookup,
  type Lookup,
  type LookupContext,
} from "./events/outside/defineLookup.ts";
export type { EventRecord } from "./events/record.ts";
export { type EmsEvent, eventSchema } from "./events/schema.ts";
export { codeLists } from "./events/vocabularies/codes.ts";
export {
  type BaselineGatherer,
  type BaselineRun,
  baselineOf,
  gatherBaseline,
} from "./findings/baseline/gather.ts";
export { parseBaseline } from "./findings/baseline/parse.ts";
export type { Baseline } from "./findings/baseline/schema.ts";
export type { BaselineUse } from "./findings/baseline/use.ts";
export { type Finding, findingSchema } from "./findings/finding.ts";
export { isBlocking } from "./findings/isBlocking.ts";
export { type ParseWaiversOptions, parseWaivers } from "./findings/waivers/parse.ts";
export type { Waiver } from "./findings/waivers/schema.ts";
export type { WaiverUse } from "./findings/waivers/use.ts";
export { type Catalogue, parseCatalogue } from "./locale/catalogue.ts";
export { hashOfTexts } from "./locale/hashOfTexts.ts";
export {
  createWording,
  defaultWording,
  languages,
  type Wording,
  type WordingOptions,
} from "./locale/wording.ts";
export type { Profile } from "./profile/schema.ts";
export {
  eventNotAcceptable,
  type ProblemDetails,
  type ProblemDetailsOptions,
  problemDetails,
  problemDetailsSchema,
  problemMediaType,
} from "./report/problemDetails.ts";
export { type Overridden, type Report, type ReportHead, reportSchema } from "./report/schema.ts";
export { defineOperator, type TypedOperator } from "./rules/defineOperator.ts";
export type { DerivedFact, FactType } from "./rules/fact.ts";
export type { Operator } from "./rules/operator.ts";
export {
  type Condition,
  type Confidence,
  type Dimension,
  type Effect,
  type OutcomeName,
  type Rule,
  type Ruleset,
  ruleSchema,
  rulesetSchema,
  type Severity,
  type Stage,
} from "./rules/schema.ts";
export {
  type FactRecord,
  type FactValue,
  type Scalar,
  type UnavailableReason,
  Unreadable,
  unreadable,
} from "./rules/value.ts";
export type { TextKey } from "./shipped/locales.generated.ts";
export { shippedRules } from "./shipped/rules.generated.ts";
