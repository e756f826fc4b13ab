/**
 * The rule language and its evaluator, for records of any kind. Pure: no Node, no EMS.
 *
 * @packageDocumentation
 */
export { createExplainer, type ExplainOptions, type Explanation, explainRule } from "./engine/explain.ts";
export { createFormats, type Formats } from "./engine/formats.ts";
export type { FailedField, Failure, Missing, Outcome, RuleOutcome } from "./engine/outcome.ts";
export { type CompiledRules, type CompileOptions, compileRules } from "./engine/rules.ts";
export { type Silenced, silencedRules } from "./engine/silenced.ts";
export type { RuleTranslation, RuleWording } from "./engine/wording.ts";
export { DataQualityError, formatProblem, type Problem } from "./errors.ts";
export type { Vocabulary } from "./rules/check.ts";
export { defineOperator, type TypedOperator } from "./rules/defineOperator.ts";
export type {
  BaseFact,
  DerivedFact,
  FactDefinition,
  FactType,
  Input,
  Outside,
  OutsideFact,
} from "./rules/fact.ts";
export type { Decorator, Operator, PresenceOperator, Test, ValueKind } from "./rules/operator.ts";
export { parseRules } from "./rules/parse.ts";
export {
  type Comparison,
  type Condition,
  conditionSchema,
  type Dimension,
  type Example,
  limits,
  type OutcomeName,
  type Rule,
  type Ruleset,
  ruleSchema,
  rulesetSchema,
  type Severity,
  type Value,
} from "./rules/schema.ts";
export {
  type FactRecord,
  type FactValue,
  type Scalar,
  Unavailable,
  type UnavailableReason,
  Unreadable,
  unreadable,
} from "./rules/value.ts";
export { decorators, operators } from "./rules/vocabulary.ts";
