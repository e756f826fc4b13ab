import { DataQualityError } from "../errors.ts";
import { jsonPath } from "../issues.ts";
import { addDays } from "../rules/calendar.ts";
import { isDerived, type Outside } from "../rules/fact.ts";
import { isItems } from "../rules/isItems.ts";
import { givesAway } from "../rules/masked.ts";
import { mayBePersonal } from "../rules/personal.ts";
import { factsIn } from "../rules/references.ts";
import {
  type Comparison,
  type Condition,
  limits,
  type Operand,
  type Rule,
  type Value,
} from "../rules/schema.ts";
import type { FactRecord, FactValue, Scalar } from "../rules/value.ts";
import { compileCondition, invalid, type Scope } from "./compile.ts";
import { createFactTable, type Facts } from "./facts.ts";
import { FALSE, TRUE, type Truth } from "./kleene.ts";
import type { Missing, RuleOutcome } from "./outcome.ts";
import { type CompileOptions, compileRules, createScope } from "./rules.ts";

/** A truth value of a condition, by its name. */
export type TruthName = "true" | "false" | "unknown";

/** A fact as a comparison found it. */
export interface ExplainedFact {
  readonly name: string;
  /** It stands in the record, is derived from other facts, is the clock, or comes from outside the record. */
  readonly origin: "record" | "derived" | "clock" | Outside;
  /** Header of its column, where the record is from a table and it has one. */
  readonly column?: string;
  /** Not given where there is none, and where it is hidden. */
  readonly value?: FactValue;
  /** There is a value, but it may be personal. */
  readonly hidden?: true;
  /** Why there is no value. */
  readonly missing?: Missing;
  /** What the fact said when it threw. */
  readonly error?: string;
  /** What it is derived from, or looked up by; each fact once. */
  readonly from?: readonly ExplainedFact[];
}

/** What a comparison compares with. */
export interface ExplainedValue {
  /** As it stands in the rule. */
  readonly written: Value;
  /**
   * With parameters and facts put in; the items of a list or a sum, and `of` and `points`, each by itself. Not given
   * where a fact in it has no value or is hidden, and for the name of a code list.
   */
  readonly resolved?: FactValue | { readonly of: FactValue; readonly points: FactValue };
  /** The facts that stand in it. */
  readonly facts: readonly ExplainedFact[];
}

interface Explained {
  /** Where it is written: in the rule, or below `$.conditions` for what is inside a named condition. */
  readonly path: string;
  readonly truth: TruthName;
}

/** A comparison of a fact with a value, and how it came out. */
export interface ExplainedComparison extends Explained {
  readonly kind: "comparison";
  readonly fact: ExplainedFact;
  /** With its decorators. */
  readonly operator: string;
  readonly value: ExplainedValue;
  /** Why the operator threw. */
  readonly error?: string;
}

/** Several conditions of which all, or any, must hold. */
export interface ExplainedGroup extends Explained {
  readonly kind: "all" | "any";
  readonly parts: readonly ExplainedCondition[];
  /**
   * Which parts decide. Of a group that is true or false: a smallest choice of parts that keeps it so whatever the others
   * are; where several are as small, the first. Of one that is unknown: those that are unknown themselves.
   */
  readonly decidedBy: readonly number[];
}

/** A condition turned round. */
export interface ExplainedNot extends Explained {
  readonly kind: "not";
  readonly part: ExplainedCondition;
}

/** A condition that is called by its name. */
export interface ExplainedName extends Explained {
  readonly kind: "condition";
  readonly name: string;
  readonly part: ExplainedCondition;
}

/** A condition with the truth of each of its parts. */
export type ExplainedCondition = ExplainedGroup | ExplainedNot | ExplainedName | ExplainedComparison;

/** Whether the time that a rule gives is over. */
export interface ExplainedDue {
  readonly path: string;
  readonly state: "ahead" | "past" | "unknown";
  readonly after: ExplainedFact;
  /** Of grace. */
  readonly days: number;
  /** Not given where it is unknown. */
  readonly date?: string;
}

export type RulePart = "when" | "effective" | "violation" | "due";

/** Why a rule says of a record what it says. Plain data; holds nothing that may be personal. */
export interface Explanation {
  /** The same as the evaluator's. */
  readonly outcome: RuleOutcome;
  /** The clock. */
  readonly asOf: string;
  readonly when: ExplainedCondition;
  /** Only of a rule that has dates between which it is in force. */
  readonly effective?: ExplainedCondition;
  readonly violation: ExplainedCondition;
  /** Only of a rule that gives time. */
  readonly due?: ExplainedDue;
  /** The parts of the rule that decide the outcome, in the order in which they are asked; all where the rule threw. */
  readonly decidedBy: readonly RulePart[];
}

/** What a rule is explained with: as it is compiled, and the named conditions that it may use. */
export interface ExplainOptions extends CompileOptions {
  readonly conditions?: Readonly<Record<string, Condition>>;
  /** Headers of the columns that facts of the record stand in. Default: the record is from no table. */
  readonly columns?: ReadonlyMap<string, string>;
}

/** Explains what one rule says of a record. */
export type Explain = (record: FactRecord) => Explanation;

/**
 * What a rule says of a record, and why: the truth of each condition, the facts that it rests on with what they are
 * derived from, and which conditions decide. For one record; {@link createExplainer} is for many.
 *
 * @throws {DataQualityError} where the rule cannot be compiled.
 *
 * @example
 * ```ts
 * const { outcome, violation } = explainRule(rule, { participants: 20, cocIssued: 25 }, { asOf: "2025-06-30" });
 * violation.truth; // "true"
 * ```
 */
export function explainRule(rule: Rule, record: FactRecord, options: ExplainOptions): Explanation {
  return createExplainer(rule, options)(record);
}

/** As {@link explainRule}, prepared once for many records. A retired rule is explained as if it were in use. */
export function createExplainer(rule: Rule, options: ExplainOptions): Explain {
  const { conditions = {}, asOf } = options;
  const live: Rule = rule.state === "retired" ? { ...rule, state: "active" } : rule;
  const evaluator = compileRules({ name: "explained", version: "0", conditions, rules: [live] }, options);
  const table = createFactTable(options.facts ?? [], new Set(options.absent ?? []), asOf);
  const shared = createScope(conditions, table, options);
  const scope: FactScope = { ...shared, params: rule.params ?? {}, columns: options.columns ?? new Map() };
  const context: Context = { scope, conditions, nodes: { count: 0 } };
  const when = prepare(rule.when, "$.when", context, 1);
  const effective = prepareEffective(rule, context, options.effectiveOn ?? "endDate");
  const violation = prepare(rule.violation, "$.violation", context, 1);
  const due = prepareDue(rule, scope, asOf);
  const facts = table.createFacts();

  return (record) => {
    const [outcome] = evaluator.evaluate(record);
    if (outcome === undefined) throw new RangeError("one rule has one outcome");
    table.load(record, facts);
    shared.questions.answer(facts);
    const parts = {
      when: when(facts).node,
      ...(effective === undefined ? {} : { effective: effective(facts).node }),
      violation: violation(facts).node,
      ...(due === undefined ? {} : { due: due(facts) }),
    };
    return { outcome, asOf, ...parts, decidedBy: decidedBy(outcome, parts) };
  };
}

/**
 * The comparisons that decide a condition, in their order: they keep it true or false whatever the others are; one that is
 * unknown is kept so by them, and would be decided if they were.
 */
export function decidingComparisons(condition: ExplainedCondition): readonly ExplainedComparison[] {
  switch (condition.kind) {
    case "comparison":
      return [condition];
    case "not":
    case "condition":
      return decidingComparisons(condition.part);
    default:
      return condition.parts.flatMap((part, index) =>
        condition.decidedBy.includes(index) ? decidingComparisons(part) : [],
      );
  }
}

/** Conditions with names written out in their place; more than a rule that is read by people could have. */
const mostNodes = 20 * limits.nodes;

/** With what is known of where facts stand. */
interface FactScope extends Scope {
  readonly columns: ReadonlyMap<string, string>;
}

interface Context {
  readonly scope: FactScope;
  readonly conditions: Readonly<Record<string, Condition>>;
  readonly nodes: { count: number };
}

/** A condition explained, and how many comparisons it takes to decide it. */
interface Weighed {
  readonly node: ExplainedCondition;
  readonly size: number;
}

type Prepared = (facts: Facts) => Weighed;

function prepare(condition: Condition, path: string, context: Context, depth: number): Prepared {
  if (depth > limits.depth) throw invalid(`A condition is nested more than ${limits.depth} levels deep.`);
  context.nodes.count++;
  if (context.nodes.count > mostNodes)
    throw invalid(`With its named conditions written out the rule has more than ${mostNodes} conditions.`);
  if ("all" in condition) return prepareGroup("all", condition.all, path, context, depth);
  if ("any" in condition) return prepareGroup("any", condition.any, path, context, depth);
  if ("not" in condition) {
    const inner = prepare(condition.not, `${path}.not`, context, depth + 1);
    return (facts) => {
      const { node: part, size } = inner(facts);
      return { node: { kind: "not", path, truth: opposite[part.truth], part }, size };
    };
  }
  if ("condition" in condition) return prepareName(condition.condition, path, context, depth);
  return prepareComparison(condition, path, context.scope);
}

const opposite: Readonly<Record<TruthName, TruthName>> = { true: "false", false: "true", unknown: "unknown" };

function prepareName(name: string, path: string, context: Context, depth: number): Prepared {
  const named = Object.hasOwn(context.conditions, name) ? context.conditions[name] : undefined;
  if (named === undefined) throw invalid(`There is no condition ${JSON.stringify(name)}.`);
  // Shared by rules: it has no parameters of a rule.
  const inside = { ...context, scope: { ...context.scope, params: {} } };
  const inner = prepare(named, jsonPath(["conditions", name]), inside, depth + 1);
  return (facts) => {
    const { node: part, size } = inner(facts);
    return { node: { kind: "condition", path, truth: part.truth, name, part }, size };
  };
}

function prepareGroup(
  kind: "all" | "any",
  conditions: readonly Condition[],
  path: string,
  context: Context,
  depth: number,
): Prepared {
  return grouped(
    kind,
    path,
    conditions.map((part, index) => prepare(part, `${path}.${kind}[${index}]`, context, depth + 1)),
  );
}

function grouped(kind: "all" | "any", path: string, parts: readonly Prepared[]): Prepared {
  // What one part alone brings about: a false `all`, a true `any`.
  const alone: TruthName = kind === "all" ? "false" : "true";
  return (facts) => {
    const weighed = parts.map((part) => part(facts));
    const truths = weighed.map(({ node }) => node.truth);
    // json-rules-engine holds an empty `any` for true.
    const truth =
      weighed.length === 0
        ? "true"
        : truths.includes(alone)
          ? alone
          : truths.includes("unknown")
            ? "unknown"
            : opposite[alone];
    const having = [...weighed.keys()].filter((index) => truths[index] === truth);
    const sizeOf = (index: number): number => weighed[index]?.size ?? 0;
    const least = Math.min(...having.map(sizeOf));
    const deciding = truth === alone ? having.filter((index) => sizeOf(index) === least).slice(0, 1) : having;
    return {
      node: { kind, path, truth, parts: weighed.map(({ node }) => node), decidedBy: deciding },
      size: deciding.reduce((sum, index) => sum + sizeOf(index), 0),
    };
  };
}

function prepareEffective(rule: Rule, context: Context, on: string): Prepared | undefined {
  if (rule.effective === undefined) return undefined;
  const { from, to } = rule.effective;
  const bounds: readonly (readonly [string, string, string | undefined])[] = [
    ["$.effective.from", "onOrAfter", from],
    ["$.effective.to", "onOrBefore", to],
  ];
  return grouped(
    "all",
    "$.effective",
    bounds.flatMap(([path, operator, value]) =>
      value === undefined ? [] : [prepareComparison({ fact: on, operator, value }, path, context.scope)],
    ),
  );
}

function prepareComparison(comparison: Comparison, path: string, scope: FactScope): Prepared {
  const { fact, operator, value } = comparison;
  const compiled = compileCondition(comparison, scope);
  const slot = scope.table.slotOf(fact);
  const explainValue = prepareValue(operator, value, scope);
  return (facts) => {
    const error = [...compiled.questions].map((question) => facts.broken.get(question)).find((each) => each);
    const node: ExplainedComparison = {
      kind: "comparison",
      path,
      truth: nameOf(compiled.run(facts)),
      fact: explainFact(slot, facts, scope),
      operator,
      value: explainValue(facts),
      ...(error === undefined ? {} : { error }),
    };
    return { node, size: 1 };
  };
}

function nameOf(truth: Truth): TruthName {
  return truth === TRUE ? "true" : truth === FALSE ? "false" : "unknown";
}

function prepareValue(operator: string, written: Value, scope: FactScope): (facts: Facts) => ExplainedValue {
  const slots = [...new Set(factsIn(written).map((name) => scope.table.slotOf(name)))];
  const definition = scope.operators.get(operator.split(":").at(-1) ?? "");
  const isName = definition?.value === "codeList";
  return (facts) => {
    const inside = slots.map((slot) => explainFact(slot, facts, scope));
    const isHidden = inside.some(({ hidden }) => hidden === true);
    const resolved = isName || isHidden ? undefined : resolve(written, facts, scope);
    return { written, ...(resolved === undefined ? {} : { resolved }), facts: inside };
  };
}

function resolve(value: Value, facts: Facts, scope: Scope): ExplainedValue["resolved"] {
  if (typeof value !== "object") return value;
  if (isItems(value)) {
    const items = value.map((item) => resolveOperand(item, facts, scope));
    return items.every(isScalar) ? items : undefined;
  }
  if (!("of" in value)) return resolveOperand(value, facts, scope);
  const of = resolveOperand(value.of, facts, scope);
  const points = resolveOperand(value.points, facts, scope);
  return of === undefined || points === undefined ? undefined : { of, points };
}

function resolveOperand(operand: Operand, facts: Facts, { table, params }: Scope): FactValue | undefined {
  if (typeof operand !== "object") return operand;
  if ("fact" in operand) return facts.values[table.slotOf(operand.fact)];
  return Object.hasOwn(params, operand.param) ? params[operand.param]?.default : undefined;
}

function isScalar(value: FactValue | undefined): value is Scalar {
  return value !== undefined && typeof value !== "object";
}

function explainFact(index: number, facts: Facts, scope: FactScope): ExplainedFact {
  const { table } = scope;
  const slot = table.slots[index];
  if (slot === undefined) throw new RangeError("every fact has a slot");
  const { name } = slot;
  if (slot.kind === "constant") return { name, origin: "clock", value: slot.value };
  const value = facts.values[index];
  const error = facts.thrown.get(index);
  const found =
    value === undefined
      ? { missing: table.missing(index, facts) }
      : isHidden(name, value, scope)
        ? { hidden: true as const }
        : { value };
  if (slot.kind === "base") {
    const column = scope.columns.get(name);
    const by = slot.outside?.by ?? [];
    return {
      name,
      origin: outsideOf(name, scope) ?? "record",
      ...(column === undefined ? {} : { column }),
      ...found,
      ...(by.length === 0 ? {} : { from: by.map((input) => explainFact(input, facts, scope)) }),
    };
  }
  const inputs = [...new Set(slot.inputs.map((input) => input.slot))];
  return {
    name,
    origin: "derived",
    ...found,
    ...(error === undefined ? {} : { error }),
    from: inputs.map((input) => explainFact(input, facts, scope)),
  };
}

function outsideOf(name: string, { table }: Scope): Outside | undefined {
  const fact = table.definition(name);
  return fact === undefined || isDerived(fact) ? undefined : fact.outside;
}

/** An explanation goes to logs and mails, as a message does. */
function isHidden(name: string, value: FactValue, { table }: Scope): boolean {
  if (mayBePersonal(name, table.definition)) return true;
  const items: readonly Scalar[] = typeof value === "object" ? value : [value];
  return items.some((item) => typeof item === "string" && givesAway(item));
}

function prepareDue(
  { due, params }: Rule,
  scope: FactScope,
  asOf: string,
): ((facts: Facts) => ExplainedDue) | undefined {
  if (due === undefined) return undefined;
  const slot = scope.table.slotOf(due.after);
  const days = typeof due.days === "number" ? due.days : params?.[due.days.param]?.default;
  if (typeof days !== "number")
    throw new DataQualityError([{ code: "rule-invalid", message: "There are no days." }]);
  return (facts) => {
    const after = facts.values[slot];
    const date = typeof after === "string" ? addDays(after, days) : undefined;
    const explained = explainFact(slot, facts, scope);
    return {
      path: "$.due",
      state: date === undefined ? "unknown" : date > asOf ? "ahead" : "past",
      // A value that gives no date is none to this rule.
      after:
        date === undefined && explained.missing === undefined
          ? { ...explained, missing: scope.table.missing(slot, facts) }
          : explained,
      days,
      ...(date === undefined ? {} : { date }),
    };
  };
}

interface Parts {
  readonly when: ExplainedCondition;
  readonly effective?: ExplainedCondition;
  readonly violation: ExplainedCondition;
  readonly due?: ExplainedDue;
}

function decidedBy(outcome: RuleOutcome, { when, effective, violation, due }: Parts): readonly RulePart[] {
  const asked: readonly RulePart[] = ["when", ...(effective === undefined ? [] : ["effective" as const])];
  const last: readonly RulePart[] = due === undefined ? [] : ["due"];
  switch (outcome.outcome) {
    case "notApplicable":
      // Switched off, the rule is not asked; who switched it off says so beside the explanation.
      return outcome.because === "configuration" ? [] : [outcome.because];
    case "passed":
      return [...asked, "violation"];
    case "notAssessed":
      if (when.truth === "unknown" || effective?.truth === "unknown")
        return asked.filter((part) => (part === "when" ? when : effective)?.truth === "unknown");
      return violation.truth === "unknown" ? ["violation"] : last;
    default:
      return [...asked, "violation", ...last];
  }
}
