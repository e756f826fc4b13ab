import { addDays, isCalendarDate } from "../rules/calendar.ts";
import type { CodeList, FactDefinition } from "../rules/fact.ts";
import { measureConditions } from "../rules/levels.ts";
import type { AnyOperator, Operator } from "../rules/operator.ts";
import { rulesetOf } from "../rules/rulesetOf.ts";
import { type Condition, limits, type Param, type Rule, type Ruleset } from "../rules/schema.ts";
import type { FactRecord } from "../rules/value.ts";
import { decorators, operators as shippedOperators } from "../rules/vocabulary.ts";
import { type Compiled, compileCondition, compileNamed, invalid, type Scope } from "./compile.ts";
import { createFactTable, type Facts, type FactTable } from "./facts.ts";
import { compileFailure } from "./failure.ts";
import { FALSE, TRUE, UNKNOWN } from "./kleene.ts";
import type { Failure, RuleOutcome } from "./outcome.ts";
import { truthAt } from "./program.ts";
import { createQuestions } from "./questions.ts";
import { compileReasons } from "./reasons.ts";
import { englishWording, type RuleWording } from "./wording.ts";

/** What rules are compiled with; see {@link compileRules}. */
export interface CompileOptions {
  /** The clock: a calendar date, as `2025-06-30`. Nothing reads the machine's clock. */
  readonly asOf: string;
  /** What is known of the facts, and how facts are derived from others. Default: any name is a fact of the record. */
  readonly facts?: readonly FactDefinition[];
  /** Operators besides those of the language; a name of the language cannot be taken. */
  readonly operators?: readonly Operator[];
  /** Lists of right values, for `oneOf`. */
  readonly codeLists?: Readonly<Record<string, CodeList>>;
  /** Facts that the source does not have at all. */
  readonly absent?: Iterable<string>;
  /** The date fact that `effective` is held against. Default `endDate`. */
  readonly effectiveOn?: string;
  /** In which words a rule speaks when it fails. Default: its own, with numbers and dates as in English. */
  readonly wording?: RuleWording;
}

/** Rules ready to be evaluated. Immutable for its users; safe to share. */
export interface CompiledRules {
  /** The rules that are evaluated, in the order of the outcomes: all but the retired ones. */
  readonly rules: readonly Rule[];
  /** The facts of the record that the rules use, whatever is derived from them in between. */
  readonly facts: readonly string[];
  /**
   * One outcome for each rule, in the order of `rules`. Synchronous, and never throws because of the record: a rule
   * that throws has the outcome `error`.
   */
  readonly evaluate: (record: FactRecord) => readonly RuleOutcome[];
}

/**
 * Compiles rules to predicates over three values, once, for many records of any kind.
 *
 * @throws {DataQualityError} where a rule names an operator, parameter, code list or condition that is not there;
 * {@link parseRules} tells such mistakes with their place.
 *
 * @example
 * ```ts
 * const compiled = compileRules(parseRules(json), { asOf: "2025-06-30" });
 * compiled.evaluate({ participants: 20, cocIssued: 25, endDate: "2025-03-01" })[0]?.outcome; // "failed"
 * ```
 */
export function compileRules(rules: Ruleset | readonly Rule[], options: CompileOptions): CompiledRules {
  if (!isCalendarDate(options.asOf))
    throw invalid(`asOf must be a date such as 2025-06-30, not ${JSON.stringify(options.asOf)}.`);
  const set = rulesetOf(rules);
  const absent = new Set(options.absent ?? []);
  const table = createFactTable(options.facts ?? [], absent, options.asOf);
  const shared = createScope(set.conditions ?? {}, table, options);
  const live = set.rules.filter(({ state }) => state !== "retired");
  const compiled = live.map((rule) => compileRule(rule, { ...shared, params: rule.params ?? {} }, options));
  const facts = table.createFacts();

  function evaluate(record: FactRecord): readonly RuleOutcome[] {
    table.load(record, facts);
    shared.questions.answer(facts);
    // Facts and operators throw hardly ever: only then it is looked which rules they break.
    if (facts.thrown.size > 0 || facts.broken.size > 0)
      return compiled.map((rule) => judgeBroken(rule, facts));
    const outcomes: RuleOutcome[] = new Array(compiled.length);
    const { answers } = facts;
    for (let index = 0; index < compiled.length; index++) {
      const rule = compiled[index] as CompiledRule;
      const about = truthAt(rule.when, 0, answers);
      outcomes[index] =
        about === FALSE
          ? rule.elsewhere
          : // What most rules say of most records is said here, without a call of the rule's own.
            about === TRUE && !rule.isLimited && truthAt(rule.violation, 0, answers) === FALSE
            ? rule.passed
            : rule.judge(facts);
    }
    return outcomes;
  }

  const used = table.slots.flatMap((slot) => (slot.kind === "base" ? [slot.name] : []));
  return { rules: live, facts: used, evaluate };
}

/** What conditions are compiled with, but for the parameters of the rule that they are in. */
export function createScope(
  conditions: Readonly<Record<string, Condition>>,
  table: FactTable,
  options: CompileOptions,
): Omit<Scope, "params"> {
  const operators = new Map<string, AnyOperator>(
    shippedOperators.map((operator) => [operator.name, operator]),
  );
  for (const operator of options.operators ?? []) {
    if (operators.has(operator.name)) throw invalid(`The operator ${operator.name} is there already.`);
    operators.set(operator.name, operator);
  }
  const done = new Map<string, Compiled>();
  const levelsOf = measureConditions(conditions);
  const scope: Omit<Scope, "params"> = {
    table,
    operators,
    decorators: new Map(decorators.map((decorator) => [decorator.name, decorator])),
    codeLists: options.codeLists ?? {},
    questions: createQuestions(),
    named: (name, depth) => {
      const condition = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
      if (condition === undefined) throw invalid(`There is no condition ${JSON.stringify(name)}.`);
      const levels = levelsOf(name);
      if (levels === Number.POSITIVE_INFINITY)
        throw invalid(`The condition ${JSON.stringify(name)} refers to itself, or is too deep.`);
      // Asked each time: it may be named near the root in one rule and far from it in another.
      if (depth - 1 + levels > limits.depth)
        throw invalid(`A condition is nested more than ${limits.depth} levels deep.`);
      const known = done.get(name);
      if (known !== undefined) return known;
      // Named conditions are shared by rules, so they have no parameters of a rule.
      const compiled = compileNamed(compileCondition(condition, { ...scope, params: {} }, depth), scope);
      done.set(name, compiled);
      return compiled;
    },
  };
  return scope;
}

interface CompiledRule {
  readonly judge: (facts: Facts) => RuleOutcome;
  readonly failedBy: (error: string) => RuleOutcome;
  /** The facts that it rests on, with their names. */
  readonly slots: ReadonlyMap<number, string>;
  /** The questions that it asks, in the order in which they matter. */
  readonly questions: readonly ReadonlySet<number>[];
  readonly when: Int32Array;
  readonly violation: Int32Array;
  /** Whether it is in force for some records only. */
  readonly isLimited: boolean;
  readonly passed: RuleOutcome;
  /** It is not about the record. */
  readonly elsewhere: RuleOutcome;
}

/** The outcome of a rule where a fact or an operator threw: an error where the rule needs it, never a pass. */
function judgeBroken(rule: CompiledRule, facts: Facts): RuleOutcome {
  for (const [slot, message] of facts.thrown) {
    const name = rule.slots.get(slot);
    if (name !== undefined) return rule.failedBy(`${name}: ${message}`);
  }
  const outcome = rule.judge(facts);
  // A rule that is not about the record, as its `when` alone says, does not get to its violation.
  const asked = rule.questions.slice(
    0,
    outcome.outcome === "notApplicable" ? 1 : outcome.outcome === "failed" ? 3 : 2,
  );
  for (const questions of asked) {
    for (const [question, message] of facts.broken)
      if (questions.has(question)) return rule.failedBy(`an operator: ${message}`);
  }
  return outcome;
}

function compileRule(rule: Rule, scope: Scope, options: CompileOptions): CompiledRule {
  const { table } = scope;
  const head = { ruleId: rule.id, ruleVersion: rule.version };
  // The three plain outcomes are the same for every record: one object each, made once.
  const passed: RuleOutcome = Object.freeze({ ...head, outcome: "passed" });
  const elsewhere: RuleOutcome = Object.freeze({ ...head, outcome: "notApplicable", because: "when" });
  const outOfForce: RuleOutcome = Object.freeze({ ...head, outcome: "notApplicable", because: "effective" });
  const when = compileCondition(rule.when, scope);
  const violation = compileCondition(rule.violation, scope);
  const effective = compileEffective(rule, scope, options.effectiveOn ?? "endDate");
  const due = compileDue(rule, table, options.asOf);
  const failure = compileFailure(rule, scope, options.wording ?? englishWording);
  const slots = new Set([...when.slots, ...violation.slots, ...(effective?.slots ?? []), ...due.slots]);
  const questions = new Set([...when.questions, ...violation.questions, ...(effective?.questions ?? [])]);
  const notAssessed = compileReasons(head, [...slots], [...questions], table);

  function unknownsAbout(facts: Facts, into: number[]): void {
    if (when.run(facts) === UNKNOWN) when.unknowns(facts, into);
    if (effective?.run(facts) === UNKNOWN) effective.unknowns(facts, into);
  }

  function judge(facts: Facts): RuleOutcome {
    const about = when.run(facts);
    if (about !== TRUE && about !== UNKNOWN) return elsewhere;
    const inForce = effective === undefined ? TRUE : effective.run(facts);
    if (inForce !== TRUE && inForce !== UNKNOWN) return outOfForce;
    if (about === UNKNOWN || inForce === UNKNOWN) return notAssessed(facts, unknownsAbout);
    const wrong = violation.run(facts);
    if (wrong === UNKNOWN) return notAssessed(facts, violation.unknowns);
    return wrong === TRUE ? judgeDue(facts) : passed;
  }

  function judgeDue(facts: Facts): RuleOutcome {
    const date = due.date(facts);
    if (date === "unknown") return notAssessed(facts, due.unknowns);
    if (date !== undefined && date > options.asOf) return { ...head, outcome: "notDue", due: date };
    const failed: Failure = failure.tell(facts, date);
    return { ...head, outcome: "failed", failure: failed };
  }

  return {
    judge,
    failedBy: (error) => ({ ...head, outcome: "error", error }),
    slots: new Map(
      [...slots]
        .flatMap((slot) => table.sourcesOf(slot))
        .map((slot) => [slot, table.slots[slot]?.name ?? ""]),
    ),
    questions: [
      when.questions,
      new Set([...violation.questions, ...(effective?.questions ?? [])]),
      failure.questions,
    ],
    when: Int32Array.from(when.program),
    violation: Int32Array.from(violation.program),
    isLimited: effective !== undefined,
    passed,
    elsewhere,
  };
}

function compileEffective(rule: Rule, scope: Scope, on: string): Compiled | undefined {
  if (rule.effective === undefined) return undefined;
  const { from, to } = rule.effective;
  return compileCondition(
    {
      all: [
        ...(from === undefined ? [] : [{ fact: on, operator: "onOrAfter", value: from }]),
        ...(to === undefined ? [] : [{ fact: on, operator: "onOrBefore", value: to }]),
      ],
    },
    scope,
  );
}

interface Due {
  /** `undefined` where the rule has no due date. */
  readonly date: (facts: Facts) => string | "unknown" | undefined;
  readonly unknowns: Compiled["unknowns"];
  readonly slots: ReadonlySet<number>;
}

function compileDue(rule: Rule, table: FactTable, asOf: string): Due {
  if (rule.due === undefined) return { date: () => undefined, unknowns: () => {}, slots: new Set() };
  const slot = table.slotOf(rule.due.after);
  const days = daysOf(rule.due.days, rule.params ?? {});
  if (addDays(asOf, days) === undefined) throw invalid(`${days} days of grace are too many.`);
  return {
    date: (facts) => {
      const after = facts.values[slot];
      return (typeof after === "string" ? addDays(after, days) : undefined) ?? "unknown";
    },
    unknowns: (_, into) => void into.push(slot),
    slots: new Set([slot]),
  };
}

function daysOf(days: number | { readonly param: string }, params: Readonly<Record<string, Param>>): number {
  if (typeof days === "number") return days;
  const value = Object.hasOwn(params, days.param) ? params[days.param]?.default : undefined;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0) {
    throw invalid(`The parameter ${JSON.stringify(days.param)} must be a whole number of days.`);
  }
  return value;
}
