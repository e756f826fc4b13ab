import type { Facts, FactTable, State } from "./facts.ts";
import type { Truth } from "./kleene.ts";
import type { Missing, RuleOutcome } from "./outcome.ts";

/** Outcomes of one rule that are kept; more are made anew each time. */
const kept = 500;
/** The states of all slots, and the answers to all questions, must fit into a small integer each, which a map finds several times as fast as text. */
const bitsInKey = 30;

type Key = number | string;

/**
 * Makes the outcome *not assessed* of a rule, with its reasons. Most records lack the same few facts, so that the same
 * reasons come again and again: one object for each set of them, found by numbers.
 *
 * @param slots The slots that the rule reads itself.
 * @param questions The questions that it asks.
 * @returns Called with what tells the slots without a value that keep the rule from being assessed; these hang on the
 * answers to its questions and on the states of its facts alone.
 */
export function compileReasons(
  head: { readonly ruleId: string; readonly ruleVersion: number },
  slots: readonly number[],
  questions: readonly number[],
  table: FactTable,
): (facts: Facts, unknowns: (facts: Facts, into: number[]) => void) => RuleOutcome {
  const sources = [...new Set(slots.flatMap((slot) => table.sourcesOf(slot)))];
  const bits = sources.map((slot) => (table.isOutside(slot) ? 3 : 2));
  const statesFit = bits.reduce((sum, each) => sum + each, 0) <= bitsInKey;
  const answersFit = 2 * questions.length <= bitsInKey;
  const byAnswers = new Map<Key, Map<Key, RuleOutcome>>();
  const byUnknown = new Map<Key, Map<string, RuleOutcome>>();
  let count = 0;

  function stateKey({ states }: Facts): Key {
    if (!statesFit) return sources.map((slot) => states[slot]).join("");
    let key = 0;
    for (let index = 0; index < sources.length; index++)
      key = (key << (bits[index] as number)) | (states[sources[index] as number] as State);
    return key;
  }

  function answersKey({ answers }: Facts): Key {
    if (!answersFit) return questions.map((question) => answers[question]).join("");
    let key = 0;
    for (let index = 0; index < questions.length; index++)
      key = (key << 2) | (answers[questions[index] as number] as Truth);
    return key;
  }

  // Record after record lacks the same: what was found last is compared before anything is looked up.
  let last: { readonly state: Key; readonly answer: Key; readonly outcome: RuleOutcome } | undefined;

  return (facts, unknowns) => {
    const state = stateKey(facts);
    const answer = answersKey(facts);
    if (last !== undefined && last.state === state && last.answer === answer) return last.outcome;
    let outcome = byAnswers.get(state)?.get(answer);
    if (outcome === undefined) {
      const unknown: number[] = [];
      unknowns(facts, unknown);
      outcome = outcomeOf(state, [...new Set(unknown)], facts);
      if (count++ < kept) keep(byAnswers, state, answer, outcome);
    }
    last = { state, answer, outcome };
    return outcome;
  };

  /** Other answers may leave the same unknown, and what is the same is one object. */
  function outcomeOf(state: Key, unknown: readonly number[], facts: Facts): RuleOutcome {
    const asked = unknown.join();
    const before = byUnknown.get(state)?.get(asked);
    if (before !== undefined) return before;
    const reasons = unknown.map((slot) => frozen(table.missing(slot, facts)));
    const fresh: RuleOutcome = Object.freeze({
      ...head,
      outcome: "notAssessed",
      reasons: Object.freeze(reasons),
    });
    if (count < kept) keep(byUnknown, state, asked, fresh);
    return fresh;
  }
}

function keep<Inner>(
  known: Map<Key, Map<Inner, RuleOutcome>>,
  state: Key,
  key: Inner,
  outcome: RuleOutcome,
): void {
  const sameState = known.get(state) ?? new Map<Inner, RuleOutcome>();
  known.set(state, sameState.set(key, outcome));
}

/** The same object goes to many callers, none of whom may change it for the others. */
function frozen(missing: Missing): Missing {
  return Object.freeze(
    missing.why === "derived" ? { ...missing, from: Object.freeze(missing.from.map(frozen)) } : missing,
  );
}
