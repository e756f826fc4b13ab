import { exampleClock, type OutcomeName, type Rule } from "../../rules/schema.ts";
import type { FactRecord } from "../../rules/value.ts";
import { concreteWitnesses } from "./concrete.ts";
import type { Formula } from "./formula.ts";
import { type Check, createJudge, minimised } from "./judge.ts";
import { farNeighbours, neighbours } from "./neighbours.ts";
import { isSought, type OutcomeFormulas, type SoughtOutcome, soughtOutcomes } from "./outcomes.ts";
import { createProblem, type Problem, plainRule } from "./problem.ts";
import { type SearchEnd, type Solution, search } from "./search.ts";
import type { Solver, SolverOptions, Verdict, Wanted, Witness } from "./solver.ts";
import { Unsolvable } from "./unsolvable.ts";

/** Nodes of one search. */
const defaultBudget = 5_000;
/** Nodes for a first look at each question: what is easy is found before what is hard is gone through. */
const glance = 200;
/** Solutions that may turn out to be none before the search is given up. */
const refusalsAtMost = 30;

/** Records at hand that are tried with one fact changed. */
const nearAtMost = 6;
/** Solutions that were none, kept to be changed a little. */
const refusedAtMost = 4;
/** Records with two facts changed that are tried. */
const repairsAtMost = 4_000;

/** Makes a solver for the rules of one vocabulary. */
export function createSolver(options: SolverOptions): Solver {
  const { vocabulary, asOf: clock = exampleClock, budget = defaultBudget } = options;
  const context = { vocabulary, conditions: { ...vocabulary.conditions, ...options.conditions } };

  function find(wanted: readonly Wanted[], near: readonly Witness[] = []): Verdict {
    const rules = wanted.map(({ rule }) => rule);
    const sought = wanted.map(({ outcomes }) => new Set(outcomes.flatMap(namesOf)));
    const judge = createJudge(rules, context);
    const check: Check = (witness) =>
      judge(witness).every((outcome, index) => sought[index]?.has(outcome) === true);
    return solve(
      rules,
      near,
      check,
      ({ outcomes, formulas }) => [
        formulas.and(
          outcomes.map((each, index) => formulas.or(formulasOf(each, sought[index] ?? new Set()))),
        ),
      ],
      () => (sought.some((names) => names.has("error")) ? "errors are not looked for" : undefined),
    );
  }

  function tellApart(one: Rule, other: Rule, near: readonly Witness[] = []): Verdict {
    const judge = createJudge([one, other], context);
    const check: Check = (witness) => {
      const [first, second] = judge(witness);
      return first !== second;
    };
    return solve(
      [one, other],
      near,
      check,
      ({ outcomes: [first, second], formulas }) =>
        first === undefined || second === undefined
          ? []
          : soughtOutcomes.map((name) =>
              formulas.and([
                first[name],
                formulas.or(soughtOutcomes.filter((each) => each !== name).map((each) => second[each])),
              ]),
            ),
      // Where one throws and the other does not they say different things, which no formula tells.
      (problem) => (problem.mayThrow ? "a comparison may throw" : undefined),
    );
  }

  /** Nothing but what is known to be no fault of the solver's is told as undecided. */
  function solve(...asked: Parameters<typeof solveValid>): Verdict {
    try {
      return solveValid(...asked);
    } catch (error) {
      if (error instanceof Unsolvable) return { verdict: "undecided", why: error.message };
      throw error;
    }
  }

  function solveValid(
    rules: readonly Rule[],
    near: readonly Witness[],
    check: Check,
    ask: (problem: Problem) => readonly Formula[],
    reservation: (problem: Problem) => string | undefined,
  ): Verdict {
    // A rule that cannot be compiled is told as such, before it is gone into.
    check({ record: {}, absent: [], asOf: clock });
    const found = near.find(check);
    if (found !== undefined) return { verdict: "possible", witness: minimised(found, check) };
    const problem = createProblem(
      rules.map((rule) => plainRule(rule, context)),
      vocabulary,
      usualOf(rules, near),
    );
    const left = { left: budget };
    let refusals = 0;
    let witness: Witness | undefined;
    const refused: Witness[] = [];
    const take = (solution: Solution): boolean => {
      if (++refusals > refusalsAtMost) return false;
      for (const each of concreteWitnesses(problem, solution, clock)) {
        if (check(each)) {
          witness = each;
          return true;
        }
        if (refused.length < refusedAtMost) refused.push(each);
      }
      return false;
    };
    const run = (formula: Formula, asOf: string | undefined, nodes: number): SearchEnd => {
      refusals = 0;
      const own = { left: Math.min(nodes, left.left) };
      const before = own.left;
      const end = search(
        formula,
        problem.start(asOf),
        problem.formulas,
        problem.variables.linears.figures,
        own,
        take,
      );
      left.left -= before - own.left;
      return end;
    };
    const ends = new Set<SearchEnd>();
    const questions = ask(problem);
    // Where dates are written out, a clock of its own may be needed; else any clock is as good as another.
    if (problem.hasDates) for (const formula of questions) if (run(formula, clock, glance) === "taken") break;
    const open =
      witness !== undefined
        ? []
        : questions.filter((formula) => {
            if (witness !== undefined) return false;
            const end = run(formula, undefined, glance);
            if (end !== "budget") ends.add(end);
            return end === "budget";
          });
    for (const formula of open) {
      if (witness !== undefined) break;
      ends.add(run(formula, undefined, budget));
    }
    const isProved = witness === undefined && !ends.has("budget") && !ends.has("refused");
    if (isProved && reservation(problem) === undefined && problem.gaps.length === 0)
      return { verdict: "impossible" };
    // Something like what somebody wrote is a better example than anything that is made up.
    witness = nearOne(problem, near, check) ?? witness ?? repaired(problem, refused, check);
    if (witness !== undefined) return { verdict: "possible", witness: minimised(witness, check) };
    const reason =
      reservation(problem) ??
      (ends.has("budget")
        ? "the search was given up: there are too many cases"
        : ends.has("refused")
          ? `no record was found, and none was excluded${problem.terms.loose.size === 0 ? "" : `: ${[...problem.terms.loose].join(", ")}`}`
          : problem.gaps[0]);
    return {
      verdict: "undecided",
      why: reason ?? "no record was found",
      ...(ends.has("budget") ? { isGivenUp: true } : {}),
    };
  }

  return { find, tellApart };
}

/** The first record that differs in one fact from one of those at hand. */
function nearOne(problem: Problem, near: readonly Witness[], check: Check): Witness | undefined {
  for (const each of near.slice(0, nearAtMost))
    for (const neighbour of neighbours(problem, each)) if (check(neighbour)) return neighbour;
  return undefined;
}

/** A record in one or two facts other than one that seemed to be a solution and was none. */
function repaired(problem: Problem, refused: readonly Witness[], check: Check): Witness | undefined {
  for (const each of refused)
    for (const neighbour of neighbours(problem, each)) if (check(neighbour)) return neighbour;
  let left = repairsAtMost;
  for (const each of refused) {
    for (const neighbour of farNeighbours(problem, each)) {
      if (check(neighbour)) return neighbour;
      if (left-- <= 0) return undefined;
    }
  }
  return undefined;
}

function namesOf(outcome: OutcomeName | "violated"): readonly OutcomeName[] {
  return outcome === "violated" ? ["failed", "notDue"] : [outcome];
}

function formulasOf(outcomes: OutcomeFormulas, names: ReadonlySet<OutcomeName>): readonly Formula[] {
  return [...names].filter(isSought).map((name: SoughtOutcome) => outcomes[name]);
}

/** Texts that people wrote, by fact, the most usual first: they are better examples than any that are made up. */
function usualOf(rules: readonly Rule[], near: readonly Witness[]): ReadonlyMap<string, readonly string[]> {
  const counts = new Map<string, Map<string, number>>();
  const records: readonly FactRecord[] = [
    ...near.map(({ record }) => record),
    ...rules.flatMap(({ examples }) => examples.map(({ event }) => event)),
  ];
  for (const record of records) {
    for (const [fact, value] of Object.entries(record)) {
      if (typeof value !== "string") continue;
      const ofFact = counts.get(fact) ?? new Map<string, number>();
      counts.set(fact, ofFact.set(value, (ofFact.get(value) ?? 0) + 1));
    }
  }
  return new Map(
    [...counts].map(([fact, ofFact]) => [
      fact,
      [...ofFact].sort(([, one], [, other]) => other - one).map(([text]) => text),
    ]),
  );
}
