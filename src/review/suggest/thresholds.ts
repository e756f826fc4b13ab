import { compareText } from "../../compareText.ts";
import { createFactTable } from "../../engine/facts.ts";
import type { Comparison, Condition, Rule } from "../../rules/schema.ts";
import type { RuleContext } from "../ruleContext.ts";
import { countOf, hasBit } from "./bits.ts";
import { createEvaluator, verdictsOn } from "./evaluate.ts";
import { patternOf } from "./kinds/pattern.ts";
import type { ThresholdAdvice } from "./schema.ts";
import { outerFence, quantile, roundedUp, wilson } from "./statistics.ts";
import type { EventTable } from "./table.ts";

/** Another value is worth telling from this factor on. */
const worthTelling = 2;
/** A limit that more events are over is too strict for what is implausible. */
const mostOver = 0.02;
/** Where so many are over it, the rule does not fit the data, and another limit mends nothing. */
const mostUnfit = 0.2;
/** How far a limit may lie above what 99 % keep to. */
const widest = 10;
/** Different numbers that there must be. */
const different = 10;
/** Scales on which values spread by factors. */
const units: ReadonlySet<string> = new Set(["people", "days"]);
const upper: ReadonlySet<string> = new Set(["greaterThan", "greaterThanInclusive"]);

/** Facts that a rule has an upper limit for, as a parameter. */
export function limitedFacts(rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(
    thresholdsIn(rules)
      .filter(isLimit)
      .map(({ comparison }) => comparison.fact),
  );
}

function thresholdsIn(rules: readonly Rule[]): readonly Threshold[] {
  return rules
    .filter(({ state }) => state !== "retired")
    .flatMap((rule) => thresholdsOf(rule, rule.violation, []));
}

function isLimit({ comparison, rule, param }: Threshold): boolean {
  return upper.has(comparison.operator) && units.has(rule.params?.[param]?.unit ?? "");
}

interface Threshold {
  readonly rule: Rule;
  readonly comparison: Comparison;
  readonly param: string;
  /** What else must hold for the comparison to decide. */
  readonly beside: readonly Condition[];
}

/**
 * Upper limits and patterns of rules for which the events support another value: advice for whoever owns the parameter.
 */
export function adviseOnThresholds(
  table: EventTable,
  { rules, ...context }: RuleContext & { readonly rules: readonly Rule[]; readonly asOf: string },
  minSupport: number,
): readonly ThresholdAdvice[] {
  const found = thresholdsIn(rules);
  const limits = found.filter(isLimit);
  const patterns = found.filter(({ comparison }) => comparison.operator === "not:matches");
  const advice = [
    ...adviseOnLimits(table, limits, context, minSupport),
    ...patterns.flatMap((each) => adviseOnPattern(table, each, minSupport)),
  ].sort((one, other) => other.support - one.support);
  // A parameter may stand in several comparisons: what most events say of it is told.
  const first = new Map<string, ThresholdAdvice>();
  for (const each of advice) {
    const key = `${each.ruleId} ${each.param}`;
    if (!first.has(key)) first.set(key, each);
  }
  return [...first.values()].sort(
    (one, other) => compareText(one.ruleId, other.ruleId) || compareText(one.param, other.param),
  );
}

function thresholdsOf(rule: Rule, condition: Condition, beside: readonly Condition[]): readonly Threshold[] {
  if ("all" in condition)
    return condition.all.flatMap((part) =>
      thresholdsOf(rule, part, [...beside, ...condition.all.filter((other) => other !== part)]),
    );
  if ("any" in condition) return condition.any.flatMap((part) => thresholdsOf(rule, part, beside));
  if (!("fact" in condition)) return [];
  const { value } = condition;
  return typeof value === "object" && "param" in value
    ? [{ rule, comparison: condition, param: value.param, beside }]
    : [];
}

function adviseOnLimits(
  table: EventTable,
  limits: readonly Threshold[],
  context: RuleContext & { readonly asOf: string },
  minSupport: number,
): readonly ThresholdAdvice[] {
  const rules = limits.map(({ rule: { due: _, ...rule }, comparison, beside }, index) => ({
    ...rule,
    id: `limit-${index}`,
    when: { all: [rule.when, ...beside] },
    violation: comparison,
  }));
  const { passed, failed } = verdictsOn(table, createEvaluator(rules, context, context.asOf));
  const facts = createFactTable(context.vocabulary.facts ?? [], new Set(), context.asOf);
  const slots = limits.map(({ comparison }) => facts.slotOf(comparison.fact));
  const values: number[][] = limits.map(() => []);
  const loaded = facts.createFacts();
  for (let row = 0; row < table.rows; row++) {
    const about = limits.flatMap((_, index) => {
      const [kept, broken] = [passed[index], failed[index]];
      return kept !== undefined && broken !== undefined && (hasBit(kept, row) || hasBit(broken, row))
        ? [index]
        : [];
    });
    if (about.length === 0) continue;
    facts.load(table.recordOf(row), loaded);
    for (const index of about) {
      const value = loaded.values[slots[index] ?? -1];
      if (typeof value === "number" && value > 0) values[index]?.push(value);
    }
  }
  return limits.flatMap(({ rule, comparison, param }, index) => {
    const sorted = (values[index] ?? []).sort((one, other) => one - other);
    const current = rule.params?.[param]?.default;
    if (typeof current !== "number" || sorted.length < minSupport || new Set(sorted).size < different)
      return [];
    const fence = outerFence(sorted);
    if (fence === undefined) return [];
    const suggested = roundedUp(fence);
    const isOver = (value: number, limit: number): boolean =>
      comparison.operator === "greaterThan" ? value > limit : value >= limit;
    const failedNow = countOf(failed[index] ?? new Uint32Array());
    const failedThen = sorted.filter((value) => isOver(value, suggested)).length;
    const [half, high] = [quantile(sorted, 0.5), quantile(sorted, 0.99)];
    // Values without an upper end, or a rule that is not for such data: no limit can be read from them.
    if (suggested > widest * high || failedNow > mostUnfit * sorted.length) return [];
    const isTooStrict = suggested > current && failedNow > mostOver * sorted.length;
    const isTooWide = suggested * worthTelling <= current && failedThen <= mostOver * sorted.length;
    if (!isTooStrict && !isTooWide) return [];
    const unit = rule.params?.[param]?.unit ?? "";
    return [
      {
        ruleId: rule.id,
        param,
        fact: comparison.fact,
        unit,
        current,
        suggested,
        support: sorted.length,
        failedNow,
        failedThen,
        interval: wilson(sorted.length - failedThen, sorted.length),
        why: `half of the events have ${rounded(half)} ${unit} or fewer, 99 % have ${rounded(high)} or fewer; the suggested limit is three times the range of the middle half above its upper end, on the scale of logarithms`,
      },
    ];
  });
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function adviseOnPattern(
  table: EventTable,
  { rule, comparison, param }: Threshold,
  minSupport: number,
): readonly ThresholdAdvice[] {
  const column = table.column(comparison.fact);
  const current = rule.params?.[param]?.default;
  if (column?.type !== "shape" || typeof current !== "string") return [];
  const found = patternOf(column);
  if (found === undefined || found.support < minSupport || found.holds < 0.98 * found.support) return [];
  if (found.source === current) return [];
  return [
    {
      ruleId: rule.id,
      param,
      fact: comparison.fact,
      unit: "pattern",
      current,
      suggested: found.source,
      support: found.support,
      failedNow: 0,
      failedThen: found.support - found.holds,
      interval: wilson(found.holds, found.support),
      why: `${found.holds} of ${found.support} have the form ${found.form}`,
    },
  ];
}
