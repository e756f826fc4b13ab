import type { Condition, OutcomeName, Rule } from "../../rules/schema.ts";
import { runExamples } from "../examples/runExamples.ts";
import { witnessOf } from "../examples/witnessOf.ts";
import { createSolver } from "../solve/createSolver.ts";
import type { Verdict, Wanted, Witness } from "../solve/solver.ts";
import { type Corpus, createCorpus } from "./corpus.ts";
import type { LocatedRule, Subject } from "./subject.ts";

/** What can be asked of the rules; each question is answered once. */
export interface Questions {
  readonly corpus: Corpus;
  /** Whether a record makes the rule say one of the outcomes. */
  readonly says: (located: LocatedRule, outcome: "violated" | "passed") => Verdict;
  /** Whether its `when`, its `violation`, or the two together can be true at all, on whatever day. */
  readonly holds: (located: LocatedRule, part: "when" | "violation" | "both") => Verdict;
  /** Whether a record makes two rules say what is wanted of each. */
  readonly both: (one: Asked, other: Asked) => Verdict;
  /** Whether a rule differs from what it would be with another condition. */
  readonly differs: (located: LocatedRule, other: Rule) => Verdict;
  /** Whether a condition can be true. */
  readonly find: (wanted: readonly Wanted[], near?: readonly Witness[]) => Verdict;
}

/** A rule, by its place in the corpus, and what it is to say. */
export interface Asked {
  readonly index: number;
  readonly outcomes: readonly (OutcomeName | "violated")[];
}

const everyRecord: Condition = { all: [] };
/** Witnesses that a search starts from; more cost more than they help. */
const mostNear = 4;

function isViolated(outcome: OutcomeName | undefined): boolean {
  return outcome === "failed" || outcome === "notDue";
}

function matches(outcome: OutcomeName | undefined, outcomes: Asked["outcomes"]): boolean {
  return outcomes.some((wanted) => (wanted === "violated" ? isViolated(outcome) : wanted === outcome));
}

export function createQuestions(subject: Subject): Questions {
  const { vocabulary, conditions } = subject;
  const solver = createSolver({ vocabulary, conditions });
  const corpus = createCorpus(subject);
  const indices = new Map(corpus.rules.map((located, index) => [located, index]));
  const answers = new Map<string, Verdict>();

  function once(key: string, answer: () => Verdict): Verdict {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const fresh = answer();
    answers.set(key, fresh);
    return fresh;
  }

  function rowFor(asked: readonly Asked[]): Witness | undefined {
    return corpus.rows.find(({ outcomes }) =>
      asked.every((each) => matches(outcomes[each.index], each.outcomes)),
    )?.witness;
  }

  /** Records of which one of the rules says what is wanted: the search has not far to go. */
  function nearTo(asked: readonly Asked[]): readonly Witness[] {
    return asked
      .flatMap((each) =>
        corpus.rows
          .filter(({ outcomes }) => matches(outcomes[each.index], each.outcomes))
          .slice(0, mostNear / 2),
      )
      .map(({ witness }) => witness);
  }

  function ask(asked: readonly Asked[]): Verdict {
    const seen = rowFor(asked);
    if (seen !== undefined) return { verdict: "possible", witness: seen };
    const wanted = asked.flatMap(({ index, outcomes }) => {
      const rule = corpus.rules[index]?.rule;
      return rule === undefined ? [] : [{ rule, outcomes }];
    });
    const verdict = solver.find(wanted, nearTo(asked));
    // What was found answers other questions too.
    if (verdict.verdict === "possible") corpus.add(corpus.evaluate(verdict.witness));
    return verdict;
  }

  return {
    corpus,
    says(located, outcome) {
      const index = indices.get(located);
      return once(`says ${located.rule.id} ${outcome}`, () =>
        index === undefined
          ? { verdict: "undecided", why: "the rule is retired" }
          : ask([{ index, outcomes: [outcome] }]),
      );
    },
    holds(located, part) {
      const { due: _due, effective: _effective, ...rule } = located.rule;
      const alone =
        part === "both" ? rule : { ...rule, [part === "when" ? "violation" : "when"]: everyRecord };
      return once(`holds ${rule.id} ${part}`, () => solver.find([{ rule: alone, outcomes: ["failed"] }]));
    },
    both: (one, other) => ask([one, other]),
    differs(located, other) {
      const { rule } = located;
      const context = { vocabulary, conditions };
      const before = runExamples(rule, rule.examples, context);
      const after = runExamples(other, rule.examples, context);
      const at = before.findIndex(({ outcome }, index) => outcome !== after[index]?.outcome);
      const example = rule.examples[at];
      if (example !== undefined) return { verdict: "possible", witness: witnessOf(example) };
      return solver.tellApart(
        rule,
        other,
        nearTo([{ index: indices.get(located) ?? -1, outcomes: ["violated", "passed"] }]),
      );
    },
    find: solver.find,
  };
}
