import type { Vocabulary } from "../../rules/check.ts";
import { isDerived } from "../../rules/fact.ts";
import { written } from "../../rules/meaning.ts";
import { comparisonsIn, factsIn, factsOfComparison } from "../../rules/references.ts";
import type { Comparison, Rule } from "../../rules/schema.ts";
import type { RuleContext } from "../ruleContext.ts";
import { type Asked, addBaseFacts, textCells } from "./baseFacts.ts";
import { comparisonTriple } from "./comparisons.ts";
import { dayOf } from "./dayNumbers.ts";
import { resolvedDays } from "./days.ts";
import { definitionsOf, guessTypes, type PlainRule, reach } from "./facts.ts";
import { createFormulas, type Formula, type Formulas, type Settled } from "./formula.ts";
import { bounded, createLinears, sumOfFigure } from "./linear.ts";
import { firstDay, lastDay, type OutcomeFormulas, outcomeFormulas } from "./outcomes.ts";
import { createTerms } from "./terms.ts";
import { type Parsed, parseComparison } from "./tests.ts";
import type { Triple } from "./triple.ts";
import { type Cell, createVariables, type Variables } from "./variables.ts";
import type { Terms } from "./worth.ts";

/** Rules put into formulas, each with where it has which outcome. */
export interface Problem {
  readonly outcomes: readonly OutcomeFormulas[];
  readonly formulas: Formulas;
  readonly variables: Variables;
  readonly terms: Terms;
  readonly comparisons: readonly Comparison[];
  readonly rules: readonly PlainRule[];
  readonly base: ReadonlyMap<string, number>;
  /** Why an end without a solution proves nothing; empty where it does. */
  readonly gaps: readonly string[];
  /** Whether a comparison may throw, which is an outcome that the formulas do not tell. */
  readonly mayThrow: boolean;
  /** Whether there are dates besides the clock. */
  readonly hasDates: boolean;
  /** Everything open; with a clock it is that one, and dates are near it. */
  readonly start: (asOf: string | undefined) => Settled;
}

/** Days before and after the clock of dates as people expect them. */
const daysBefore = 60 * 365;
const daysAfter = 10 * 365;

export function plainRule(rule: Rule, { conditions, vocabulary }: RuleContext): PlainRule {
  const all = { ...vocabulary.conditions, ...conditions };
  const params = rule.params ?? {};
  return {
    rule,
    when: written(rule.when, all, params, 0),
    violation: written(rule.violation, all, params, 0),
    due: rule.due === undefined ? undefined : { after: rule.due.after, days: resolvedDays(rule) },
  };
}

function allComparisons(rule: PlainRule): readonly Comparison[] {
  const { from, to } = rule.rule.effective ?? {};
  return [
    ...comparisonsIn(rule.when),
    ...comparisonsIn(rule.violation),
    ...(from === undefined ? [] : [{ fact: "endDate", operator: "onOrAfter", value: from }]),
    ...(to === undefined ? [] : [{ fact: "endDate", operator: "onOrBefore", value: to }]),
  ];
}

export function createProblem(
  rules: readonly PlainRule[],
  vocabulary: Vocabulary,
  usual: ReadonlyMap<string, readonly string[]>,
): Problem {
  const comparisons = rules.flatMap(allComparisons);
  const parsedBy = new Map<string, Parsed>();
  for (const comparison of comparisons) {
    const key = JSON.stringify(comparison);
    if (!parsedBy.has(key)) parsedBy.set(key, parseComparison(comparison, vocabulary));
  }
  const parsed = [...parsedBy.values()];
  const dueAfter = rules.flatMap(({ due }) => (due === undefined ? [] : [due.after]));
  const names = [...comparisons.flatMap(factsOfComparison), ...dueAfter];
  const reached = reach(names, vocabulary);
  const guessed = guessTypes(comparisons, dueAfter, vocabulary);
  const asked = { ...reached, parsed, guessed, vocabulary, usual, derivedTexts: new Set<string>() };
  const first = createGround(asked);
  // What a derived fact comes to is known once it is derived; facts that it is compared with need these texts too.
  const texts = derivedTexts(comparisons, first.terms, reached.derived);
  const ground = texts.size === 0 ? first : createGround({ ...asked, derivedTexts: texts });
  const { linears, variables, formulas, asOf, terms, base, gaps } = ground;
  const related = new Set(
    comparisons.flatMap(({ fact, value }) => (typeof value === "object" ? [fact, ...factsIn(value)] : [])),
  );
  const triples = new Map<string, Triple>();
  const free = new Map<string, number>();
  // A derived fact that says nothing of itself may throw, which makes an error of the rules that use it.
  let mayThrow = new Set(rules.map((rule) => unknownDerived(rule, vocabulary))).size > 1;
  const scope = {
    terms,
    base,
    vocabulary,
    isRelated: (figure: number) => related.has(linears.figures[figure]?.name ?? ""),
    throws: () => {
      mayThrow = true;
    },
    free: ({ comparison, operator, isOfLanguage }: Parsed): Formula => {
      // An operator of one's own may throw; one of the language does not, for what the rule file's checks let through.
      if (!isOfLanguage) mayThrow = true;
      const isTurned = comparison.operator.startsWith("not:");
      const plain = isTurned ? { ...comparison, operator: comparison.operator.slice(4) } : comparison;
      const key = JSON.stringify([plain.fact, plain.operator, plain.value]);
      let variable = free.get(key);
      if (variable === undefined) {
        const cells: readonly Cell[] = [
          { kind: "value", value: true },
          { kind: "value", value: false },
        ];
        variable = variables.add({
          name: `${operator?.name} ${key}`,
          of: "comparison",
          type: "boolean",
          cells,
        });
        free.set(key, variable);
      }
      return formulas.cell(variable, isTurned ? 2n : 1n);
    },
  };
  const tripleOf = (comparison: Comparison): Triple => {
    const key = JSON.stringify(comparison);
    const known = triples.get(key);
    if (known !== undefined) return known;
    const fresh = comparisonTriple(parsedBy.get(key) ?? parseComparison(comparison, vocabulary), scope);
    triples.set(key, fresh);
    return fresh;
  };
  const outcomes = rules.map((rule) => outcomeFormulas(rule, terms, tripleOf));

  const mostDays = Math.max(0, ...rules.map(({ due }) => due?.days ?? 0));

  function start(clock: string | undefined): Settled {
    const cells = variables.all.map((variable) => (1n << BigInt(variable.cells.length)) - 1n);
    let bounds: Settled["bounds"] = new Map();
    for (const [figure, { kind }] of linears.figures.entries()) {
      if (kind !== "date") continue;
      const today = clock === undefined ? undefined : dayOf(clock);
      // Rules are not run with a clock whose due dates are beyond the calendar.
      const last = figure === asOf ? lastDay - mostDays : lastDay;
      const [low, high] =
        today === undefined
          ? [firstDay, last]
          : figure === asOf
            ? [today, today]
            : [Math.max(firstDay, today - daysBefore), Math.min(last, today + daysAfter)];
      for (const [day, relation] of [
        [low, ">="],
        [high, "<="],
      ] as const) {
        const { terms: own } = sumOfFigure(figure);
        const test = linears.compare({ terms: own, constant: -day }, relation);
        if (typeof test !== "boolean") bounds = bounded(bounds, test) ?? bounds;
      }
    }
    return { cells, bounds };
  }

  const hasDates = linears.figures.some(({ kind }, figure) => kind === "date" && figure !== asOf);
  return { outcomes, formulas, variables, terms, comparisons, rules, base, gaps, mayThrow, hasDates, start };
}

/** The derived facts of a rule that say nothing of themselves, as text. */
function unknownDerived(rule: PlainRule, vocabulary: Vocabulary): string {
  const names = [
    ...allComparisons(rule).flatMap(factsOfComparison),
    ...(rule.due === undefined ? [] : [rule.due.after]),
  ];
  const definitions = definitionsOf(vocabulary);
  return [...reach(names, vocabulary).derived]
    .filter((name) => {
      const fact = definitions.get(name);
      return fact !== undefined && isDerived(fact) && fact.behaviour === undefined;
    })
    .sort()
    .join(" ");
}

/** The variables of a problem, and what facts come to by them. */
function createGround(asked: Asked) {
  const linears = createLinears();
  const variables = createVariables(linears);
  const formulas = createFormulas();
  const asOf = linears.add({ name: "asOf", isWhole: true, kind: "date" });
  const { variables: base, gaps } = addBaseFacts(variables, asked);
  const textsFor = (name: string): readonly Cell[] => textCells(name, asked, new Map());
  const terms = createTerms({ vocabulary: asked.vocabulary, base, variables, formulas, asOf, textsFor });
  return { linears, variables, formulas, asOf, base, gaps, terms };
}

/** What derived facts come to that are compared with other facts. */
function derivedTexts(
  comparisons: readonly Comparison[],
  terms: Terms,
  derived: ReadonlySet<string>,
): ReadonlySet<string> {
  const related = comparisons.flatMap(({ fact, value }) => {
    const others = factsIn(value);
    return others.length === 0 ? [] : [fact, ...others];
  });
  return new Set(
    related
      .filter((name) => derived.has(name))
      .flatMap((name) => terms.casesOf(name))
      .flatMap(({ worth }) =>
        worth.kind === "scalar" && typeof worth.value === "string" ? [worth.value] : [],
      ),
  );
}
