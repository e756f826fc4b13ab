import type { Vocabulary } from "../../rules/check.ts";
import type { Formula } from "./formula.ts";
import { type Sum, sumOfFigure } from "./linear.ts";
import type { Parsed } from "./tests.ts";
import type { Case, Terms, Worth } from "./worth.ts";

/** Where a comparison of known values holds, and where it does not. */
export interface Answers {
  readonly yes: Formula;
  readonly no: Formula;
}

export interface Margin {
  /** Added to what a figure may be, or taken from it where it is below 0. */
  readonly margin: number;
}

export interface ComparisonScope {
  readonly terms: Terms;
  readonly base: ReadonlyMap<string, number>;
  readonly vocabulary: Vocabulary;
  /** Tells that a comparison may be anything; a solution may then be none. */
  readonly free: (parsed: Parsed) => Formula;
  /** Whether a rate is compared with other facts as well, so that its own figure and its parts must agree. */
  readonly isRelated: (figure: number) => boolean;
  /** Tells that a comparison may throw. */
  readonly throws: () => void;
}

export function valuesOf(name: string, { terms }: ComparisonScope): readonly Case[] {
  return terms.casesOf(name).filter(({ worth }) => worth.kind !== "none");
}

/** Puts together what each case of the left fact answers. */
export function overCases(
  cases: readonly Case[],
  answer: (worth: Worth) => Answers | undefined,
  { terms: { formulas } }: ComparisonScope,
): Answers | undefined {
  const yes: Formula[] = [];
  const no: Formula[] = [];
  for (const { guard, worth } of cases) {
    const answers = answer(worth);
    if (answers === undefined) return undefined;
    yes.push(formulas.and([guard, answers.yes]));
    no.push(formulas.and([guard, answers.no]));
  }
  return { yes: formulas.or(yes), no: formulas.or(no) };
}

export function fixed(truth: boolean | undefined, { terms: { formulas } }: ComparisonScope): Answers {
  // A comparison that throws makes the rule an error: it is neither.
  return {
    yes: truth === true ? formulas.yes : formulas.no,
    no: truth === false ? formulas.yes : formulas.no,
  };
}

export function turnedAnswers({ yes, no }: Answers): Answers {
  return { yes: no, no: yes };
}

export function tried(test: () => boolean, scope: ComparisonScope): boolean | undefined {
  try {
    return test();
  } catch {
    scope.throws();
    return undefined;
  }
}

/** Whether a sum adds up fractions, so that the machine's result may be off by a little. */
export function isInexact(sum: Sum, { terms }: ComparisonScope): boolean {
  const { figures } = terms.variables.linears;
  return sum.terms.size > 1 && [...sum.terms.keys()].some((variable) => figures[variable]?.isWhole !== true);
}

/** The figure of a worth, as it stands in a sum with others. */
export function figureSum(worth: Worth): { readonly type: "number" | "date"; readonly sum: Sum } | undefined {
  if (worth.kind === "figure") return worth;
  return worth.kind === "rate" ? { type: "number", sum: sumOfFigure(worth.figure) } : undefined;
}
