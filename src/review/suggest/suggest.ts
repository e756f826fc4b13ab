import { grouped } from "../../report/table/counted.ts";
import { meaningOf } from "../../rules/meaning.ts";
import type { Rule, Ruleset } from "../../rules/schema.ts";
import { runExamples } from "../examples/runExamples.ts";
import { witnessOf } from "../examples/witnessOf.ts";
import type { RuleContext } from "../ruleContext.ts";
import type { Solver } from "../solve/solver.ts";
import { conditionInWords } from "../words/conditionInWords.ts";
import { type Bits, countOf, rowsOf } from "./bits.ts";
import { type Draft, type MineOptions, suggestionKinds } from "./draft.ts";
import { overlapOf } from "./duplicates.ts";
import { createEvaluator, type Evaluator, isBroken, verdictsOn } from "./evaluate.ts";
import { factsOf } from "./factsOf.ts";
import { mergedPresence } from "./kinds/presence.ts";
import { miners } from "./miners.ts";
import { listed } from "./naming.ts";
import { percent } from "./percent.ts";
import type { Suggested, Suggestions } from "./schema.ts";
import { wilson } from "./statistics.ts";
import type { EventTable } from "./table.ts";
import { adviseOnThresholds, limitedFacts } from "./thresholds.ts";

/** Events that a rule must be about: fewer cannot carry one, whatever they say. */
const usualSupport = 30;
/** The share of events that must keep to a regularity for it to be told, with its exceptions. */
const toldShare = 0.98;
/** Of a single false rule among all that are suggested; shared equally by the kinds. */
const risk = 0.05;
/** Counter-examples that are listed; all are counted. */
const mostListed = 5;

export interface SuggestOptions extends RuleContext {
  /** Rules that there are already: none of them is suggested again, nor what follows from them. */
  readonly rules: Ruleset["rules"];
  readonly solver: Solver;
  /** The clock. */
  readonly asOf: string;
  /** Default: {@link usualSupport}. */
  readonly minSupport?: number;
}

/**
 * Rules that events support and that no rule says yet.
 *
 * A rule is suggested where no event contradicts it; where a few do, it is an observation, with the events that
 * contradict it. Deterministic: the same events have the same suggestions.
 */
export function suggestRules(table: EventTable, options: SuggestOptions): Suggestions {
  const { minSupport = usualSupport, asOf } = options;
  const source = listed(table.sources.map(({ file }) => file));
  const mineOptions: MineOptions = {
    minSupport,
    minShare: toldShare,
    risk: risk / suggestionKinds.length,
    source,
    words: (condition) => conditionInWords(condition, { ...options, params: {} }),
  };
  const tried: Record<string, number> = {};
  const drafts: Draft[] = [];
  for (const kind of suggestionKinds) {
    const mined = miners[kind](table, mineOptions);
    tried[kind] = mined.tried;
    drafts.push(...[...mined.drafts].sort((one, other) => other.weight - one.weight));
  }
  const shipped = createEvaluator(
    options.rules.filter(({ state }) => state !== "retired"),
    options,
    asOf,
  );
  const others: Evaluator[] = [shipped];
  const used = new Set(options.rules.map(({ id }) => id));
  const duplicates = new Map<string, number>();

  /** What the evaluator says of all events: no count but its own. */
  function judge(drafts: readonly Draft[]): readonly Judged[] {
    const named = withIds(drafts, used).map((draft) => ({ draft, rule: ruleOf(draft, source) }));
    const evaluator = createEvaluator(
      named.map(({ draft, rule }) => (draft.about === undefined ? rule : { ...rule, when: draft.about })),
      options,
      asOf,
    );
    const verdicts = verdictsOn(table, evaluator);
    return named.map(({ draft, rule }, index) => {
      const [passed, failed] = [verdicts.passed[index], verdicts.failed[index]];
      if (passed === undefined || failed === undefined) throw new RangeError("each rule has its verdicts");
      const holds = countOf(passed);
      return { draft, rule, passed, failed, holds, support: holds + countOf(failed) };
    });
  }

  /** Rules about the same events as one, where that holds without exception too. */
  function putTogether(rules: readonly Judged[]): readonly Judged[] {
    const merged = mergedPresence(
      rules.map(({ draft }) => draft),
      mineOptions,
    );
    const made = judge(merged.map(([draft]) => draft)).flatMap((each, index) => {
      const rule = withSoundExamples(each.rule, options);
      const isSound = rule !== undefined && each.support >= minSupport && each.holds === each.support;
      return isSound ? [{ each: { ...each, rule }, parts: merged[index]?.[1] ?? [] }] : [];
    });
    const replaced = new Set(made.flatMap(({ parts }) => parts));
    return [...rules.filter(({ draft }) => !replaced.has(draft)), ...made.map(({ each }) => each)];
  }

  function isNew(each: Judged): boolean {
    const { draft, rule, passed } = each;
    const { isDuplicate, ruleId } = overlapOf(table, draft, rule, passed, others, options, asOf);
    const of = isDuplicate ? ruleId : impliedBy(rule, options);
    if (of !== undefined) duplicates.set(of, (duplicates.get(of) ?? 0) + 1);
    if (of === undefined) others.push(createEvaluator([rule], options, asOf));
    return of === undefined;
  }
  // Where a rule has a limit already, another value of it is advice, not another rule.
  const limited = limitedFacts(options.rules);
  const judged = judge(
    drafts.filter(
      ({ kind, rule }) => kind !== "range" || ![...factsOf(rule)].some((fact) => limited.has(fact)),
    ),
  );
  const told = judged.filter(({ holds, support }) => support >= minSupport && holds >= toldShare * support);
  // What has no exception first: it may explain what has some.
  const certain = told.filter(({ holds, support }) => holds === support);
  const unsure = told.filter(({ holds, support }) => holds < support);
  const fresh = certain.flatMap((each) => {
    const rule = withSoundExamples(each.rule, options);
    return rule !== undefined && isNew(each) ? [{ ...each, rule }] : [];
  });
  const rules = [...putTogether(fresh)]
    .sort((one, other) => placeOf(one) - placeOf(other))
    .map((each) => suggestionOf(each, table, shipped, source));
  const observations = unsure.filter(isNew).map((each) => suggestionOf(each, table, shipped, source));
  return {
    schema: "ems-data-quality/rule-suggestions/1",
    files: table.sources.map(({ file }) => file),
    events: table.rows,
    copies: table.copies,
    asOf,
    minSupport,
    risk,
    tried,
    rules,
    observations,
    thresholds: adviseOnThresholds(table, options, minSupport),
    duplicates: [...duplicates]
      .map(([ruleId, count]) => ({ ruleId, count }))
      .filter(({ ruleId }) => options.rules.some(({ id }) => id === ruleId)),
  };
}

interface Judged {
  readonly draft: Draft;
  readonly rule: Rule;
  readonly passed: Bits;
  readonly failed: Bits;
  readonly holds: number;
  readonly support: number;
}

/** With an id that nobody has. */
function withIds(drafts: readonly Draft[], used: Set<string>): readonly Draft[] {
  return drafts.map((draft) => {
    let { id } = draft.rule;
    for (let number = 2; used.has(id); number++)
      id = `${draft.rule.id.split("-").slice(0, 15).join("-")}-${number}`;
    used.add(id);
    return { ...draft, rule: { ...draft.rule, id } };
  });
}

/** In the order of the kinds, and within a kind the rule about most events first. */
function placeOf({ draft, support }: Judged): number {
  return suggestionKinds.indexOf(draft.kind) - support / (support + 1) / 2;
}

function ruleOf({ rule }: Draft, source: string): Rule {
  return { ...rule, sources: [`ours: suggested from ${source}; nobody has decided on it yet`] };
}

/** What the data say, for whoever decides on the rule. */
function rationaleOf({ rule, holds, support, draft }: Judged, source: string): string {
  const { low } = wilson(holds, support);
  return `${rule.rationale} Suggested from data: it holds for ${holds} of ${support} events of ${source} (95 % interval ${percent(low)} to 100 %, Wilson). Chance alone would show as much less than once in ${timesInWords(draft.chance)} times.`;
}

/** How rarely something so unlikely happens, as a power of ten that is not too high. */
function timesInWords(chance: number): string {
  const power = Math.min(12, Math.floor(-Math.log10(chance)));
  return power >= 12 ? "a million million" : grouped(10 ** power);
}

function suggestionOf(each: Judged, table: EventTable, shipped: Evaluator, source: string): Suggested {
  const { draft, rule, failed, holds, support } = each;
  const rows = rowsOf(failed);
  const facts = factsOf(rule);
  const isKnown = (row: number): boolean => {
    const outcomes = shipped.outcomes(table.recordOf(row), table.sourceOf(row));
    return shipped.rules.some(
      (known, index) => isBroken(outcomes[index]) && [...factsOf(known)].some((fact) => facts.has(fact)),
    );
  };
  return {
    kind: draft.kind,
    claim: draft.claim,
    ruleId: rule.id,
    support,
    holds,
    interval: wilson(holds, support),
    chance: draft.chance,
    counterExamples: rows.slice(0, mostListed).map(table.placeOf),
    foundAlready: rows.filter(isKnown).length,
    rule: { ...rule, rationale: rationaleOf(each, source) },
  };
}

/** With the examples that are right by the evaluator's word; `undefined` where none shows it broken, or none kept. */
function withSoundExamples(rule: Rule, context: RuleContext): Rule | undefined {
  const outcomes = runExamples(rule, rule.examples, context);
  const titles = new Set<string>();
  const examples = rule.examples.filter(({ expect, title }, index) => {
    if (outcomes[index]?.outcome !== expect || titles.has(title)) return false;
    titles.add(title);
    return true;
  });
  const has = (outcome: string): boolean => examples.some(({ expect }) => expect === outcome);
  return has("failed") && has("passed") ? { ...rule, examples } : undefined;
}

/** A rule that says the same; or that is broken, with others about the same facts, by every record that breaks this one. */
function impliedBy(rule: Rule, { rules, conditions, solver }: SuggestOptions): string | undefined {
  const meaning = meaningOf(rule, conditions);
  const same = rules.find((each) => meaningOf(each, conditions) === meaning);
  if (same !== undefined) return same.id;
  const facts = factsOf(rule);
  const related = rules.filter(
    (each) => each.state !== "retired" && [...factsOf(each)].some((fact) => facts.has(fact)),
  );
  if (related.length === 0) return undefined;
  // Its own examples mostly show at once that it says something new.
  const near = rule.examples.map(witnessOf);
  const isFoundBy = (others: readonly Rule[]): boolean =>
    solver.find(
      [
        { rule, outcomes: ["violated"] },
        ...others.map((each) => ({
          rule: each,
          outcomes: ["passed", "notApplicable", "notAssessed"] as const,
        })),
      ],
      near,
    ).verdict === "impossible";
  return isFoundBy(related) ? (related.find((each) => isFoundBy([each])) ?? related[0])?.id : undefined;
}
