import { DataQualityError, type Problem, refuseProblems } from "../../errors.ts";
import type { Example, Rule } from "../../rules/schema.ts";
import { runExamples, wrongExamples } from "../examples/runExamples.ts";
import { witnessOf } from "../examples/witnessOf.ts";
import type { RuleContext } from "../ruleContext.ts";
import type { Solver, Witness } from "../solve/solver.ts";
import { inlined, usesCondition } from "./inlined.ts";
import { areRunnable, killersOf } from "./killers.ts";
import { type KillingExample, killingExample } from "./killingExample.ts";
import { mutantsOf, mutantsOfCondition } from "./mutantsOf.ts";
import type { Edit } from "./mutation.ts";
import { nearbyWitness } from "./nearby.ts";

/** What became of a mutant. */
export type Fate =
  /** An example of a rule has another outcome than it expects. */
  | { readonly status: "killed"; readonly by: { readonly ruleId: string; readonly example: string } }
  /** No example tells it from the rule; this one would. */
  | ({ readonly status: "survived"; readonly ruleId: string } & KillingExample)
  /** It says the same as the rule of every record: proved. */
  | { readonly status: "equivalent" }
  /** No example tells it from the rule, and whether one could is not known. */
  | { readonly status: "undecided"; readonly why: string };

/** A mutant of a rule, or of a condition that rules share by name, and what became of it. */
export interface MutantResult extends Omit<Edit, "rule"> {
  readonly of: { readonly rule: string } | { readonly condition: string };
  readonly mutation: string;
  readonly fate: Fate;
}

export interface MutateOptions extends RuleContext {
  readonly solver: Solver;
  /** Named conditions to mutate as well, once each; any example of any rule that rests on one may kill. */
  readonly ownConditions?: readonly string[];
  /** Called before each rule and condition, with how many are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Mutates rules and says which mutants their examples kill. Deterministic: the same rules have the same result.
 *
 * @throws {DataQualityError} where an example of a rule fails as it is: it would kill every mutant.
 */
export function mutateRules(rules: readonly Rule[], options: MutateOptions): readonly MutantResult[] {
  refuseProblems(rules.flatMap((rule) => failing(rule, options)));
  const { ownConditions = [], onProgress } = options;
  const total = rules.length + ownConditions.length;
  const results: MutantResult[] = [];
  for (const [index, rule] of rules.entries()) {
    onProgress?.(index, total);
    for (const result of mutateRule(rule, options)) results.push(result);
  }
  for (const [index, name] of ownConditions.entries()) {
    onProgress?.(rules.length + index, total);
    for (const result of mutateCondition(name, rules, options)) results.push(result);
  }
  return results;
}

function failing(rule: Rule, context: RuleContext): readonly Problem[] {
  return wrongExamples(rule, context).map(({ example, found }) => ({
    code: "example-wrong",
    message: `The example ${JSON.stringify(example.title)} of ${rule.id} is ${found}, and ${example.expect} is expected.`,
    hint: "Mutants say something only where every example is right: `ems-dq rules test` shows why it is not.",
  }));
}

/** What becomes of the mutants of one rule, whose examples are right as they are. */
export function mutateRule(rule: Rule, options: MutateOptions): readonly MutantResult[] {
  const mutants = runnable(mutantsOf(rule, options), (mutant) => [mutant.rule], options);
  const killers = killersOf(
    mutants.map((mutant) => mutant.rule),
    rule.examples,
    options,
  );
  const before: Survivors = { proposed: new Map(), givenUp: 0 };
  return mutants.map(({ rule: mutated, ...edit }, index) => {
    const killer = killers[index];
    const fate: Fate =
      killer === undefined
        ? fateOfSurvivor([{ rule, mutated }], before, options)
        : { status: "killed", by: { ruleId: rule.id, example: killer.title } };
    return { of: { rule: rule.id }, ...edit, fate };
  });
}

/** What becomes of the mutants of a condition that these rules share by name. */
export function mutateCondition(
  name: string,
  rules: readonly Rule[],
  options: MutateOptions,
): readonly MutantResult[] {
  const { conditions } = options;
  const condition = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
  if (condition === undefined)
    throw new DataQualityError([
      { code: "unknown-condition", message: `There is no condition ${JSON.stringify(name)}.` },
    ]);
  const users = rules.filter((rule) => usesCondition(rule, name, conditions));
  // What no rule rests on decides nothing, and nothing could kill it.
  if (users.length === 0) return [];
  const mutants = runnable(
    mutantsOfCondition(name, condition, options).map(({ condition: by, ...edit }) => ({
      edit,
      pairs: users.map((rule) => ({ rule, mutated: inlined(rule, name, by, conditions) })),
    })),
    ({ pairs }) => pairs.map(({ mutated }) => mutated),
    options,
  );
  const fates = new Map<number, Fate>();
  for (const [position, rule] of users.entries()) {
    const alive = [...mutants.keys()].filter((index) => !fates.has(index));
    const killers = killersOf(
      alive.flatMap((index) => mutants[index]?.pairs[position]?.mutated ?? []),
      rule.examples,
      options,
    );
    for (const [at, killer] of killers.entries()) {
      const index = alive[at];
      if (index !== undefined && killer !== undefined)
        fates.set(index, { status: "killed", by: { ruleId: rule.id, example: killer.title } });
    }
  }
  const before: Survivors = { proposed: new Map(), givenUp: 0 };
  return mutants.map(({ edit, pairs }, index) => ({
    of: { condition: name },
    ...edit,
    fate: fates.get(index) ?? fateOfSurvivor(pairs, before, options),
  }));
}

/** Those that can be run; hardly ever they are not all, so that they are tried together first. */
function runnable<Mutant>(
  mutants: readonly Mutant[],
  rulesOf: (mutant: Mutant) => readonly Rule[],
  context: RuleContext,
): readonly Mutant[] {
  return areRunnable(mutants.flatMap(rulesOf), context)
    ? mutants
    : mutants.filter((mutant) => areRunnable(rulesOf(mutant), context));
}

interface Pair {
  readonly rule: Rule;
  readonly mutated: Rule;
}

/** What became of the survivors before. */
interface Survivors {
  /** Examples that were proposed already, by the rule that they are for. */
  readonly proposed: Map<string, readonly Example[]>;
  /** Questions that took the solver long and were not decided. */
  givenUp: number;
}

/** What is left then would take as long, and people wait. */
const mostGivenUp = 12;

/** What becomes of a mutant that no example kills: of a condition that rules share it must be the same for all of them. */
function fateOfSurvivor(
  pairs: readonly Pair[],
  survivors: Survivors,
  { solver, ...context }: MutateOptions,
): Fate {
  const { proposed } = survivors;
  let undecided: string | undefined;
  for (const { rule, mutated } of pairs) {
    const before = proposed.get(rule.id) ?? [];
    const propose = (witness: Witness | undefined): Fate | undefined => {
      const killing = witness && killingExample(rule, mutated, witness, context);
      if (killing === undefined) return undefined;
      proposed.set(rule.id, [...before, killing.example]);
      return { status: "survived", ruleId: rule.id, ...killing };
    };
    // One example that kills several is better than one for each.
    const [killer] = killersOf([mutated], before, context);
    const [says] = killer === undefined ? [] : runExamples(mutated, [killer], context);
    if (killer !== undefined && says !== undefined)
      return { status: "survived", ruleId: rule.id, example: killer, mutantSays: says.outcome };
    const fate = propose(nearbyWitness(rule, mutated, context));
    if (fate !== undefined) return fate;
    if (survivors.givenUp >= mostGivenUp) {
      undecided ??= "too much about this rule could not be decided";
      continue;
    }
    const verdict = solver.tellApart(rule, mutated, rule.examples.map(witnessOf));
    if (verdict.verdict === "impossible") continue;
    if (verdict.verdict === "undecided" && verdict.isGivenUp === true) survivors.givenUp++;
    const found = verdict.verdict === "possible" ? propose(verdict.witness) : undefined;
    if (found !== undefined) return found;
    if (verdict.verdict === "undecided" && holdAlike(rule, mutated, solver)) continue;
    undecided ??=
      verdict.verdict === "undecided" ? verdict.why : "an event was found that an example cannot hold";
  }
  return undecided === undefined ? { status: "equivalent" } : { status: "undecided", why: undecided };
}

/**
 * Whether the conditions that differ are proved to hold for the same records, whatever else the rules ask. Then the rules
 * say the same too; it is the smaller question, and easier to answer.
 */
function holdAlike(rule: Rule, mutated: Rule, solver: Solver): boolean {
  const { due, effective, ...bare } = rule;
  if (
    JSON.stringify([due, effective, rule.params]) !==
    JSON.stringify([mutated.due, mutated.effective, mutated.params])
  )
    return false;
  return (["when", "violation"] as const).every((key) => {
    if (JSON.stringify(rule[key]) === JSON.stringify(mutated[key])) return true;
    const about = (violation: Rule["violation"]): Rule => ({ ...bare, when: { all: [] }, violation });
    return solver.tellApart(about(rule[key]), about(mutated[key])).verdict === "impossible";
  });
}
