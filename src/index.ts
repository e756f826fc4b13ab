/**
 * Checks records of learning events. Pure: runs in Node, a browser, Deno, an edge worker. Files are read by
 * `ems-data-quality/node`.
 *
 * @packageDocumentation
 */
export { type Checker, type CheckerOptions, createChecker } from "./checker/checker.ts";
export type { Clock } from "./checker/clock.ts";
export type { Judgement } from "./checker/judge.ts";
export { parseEventRules } from "./checker/parseEventRules.ts";
export type { Run, SourceInfo, SourceRun } from "./checker/run.ts";
export type { Missing, Outcome, RuleOutcome } from "./engine/outcome.ts";
export { DataQualityError, formatProblem, type Problem } from "./errors.ts";
export { defineDerivedFact, type FieldFact } from "./events/defineDerivedFact.ts";
export type { OwnVocabulary } from "./events/eventVocabulary.ts";
export { eventFacts } from "./events/facts.ts";
export { type FieldName, fieldNames, fields } from "./events/fields.ts";
export { normaliseEvent } from "./events/normalise.ts";
export type { EventRecord } from "./events/record.ts";
export { type EmsEvent, eventSchema } from "./events/schema.ts";
export { codeLists } from "./events/vocabularies/codes.ts";
export { type Finding, findingSchema } from "./findings/finding.ts";
export { type Report, reportSchema } from "./report/schema.ts";
export { defineOperator, type TypedOperator } from "./rules/defineOperator.ts";
export { type Rule, type Ruleset, ruleSchema, rulesetSchema } from "./rules/schema.ts";
export { Unreadable, unreadable } from "./rules/value.ts";
export { shippedRules } from "./shipped/rules.generated.ts";
