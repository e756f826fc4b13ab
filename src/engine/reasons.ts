import type { Facts, FactTable, State } from "./facts.ts";
import type { Truth } from "./kleene.ts";
import type { Missing, RuleOutcome } from "./outcome.ts";

/** Sets of reasons of one rule that are kept; more are made anew each time. */
const kept = 500;
/** The states of all slots must fit into a small integer, which a map finds several times as fast as text. */
const bitsInKey = 30;

/**
 * Makes the outcome *not assessed* of a rule, with its reasons. Most records lack the same few facts, so that the same
 * reasons come again and again: one object for each set of them, found by a number.
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
  const known = new Map<number | string, Map<number | string, RuleOutcome>>();
  let count = 0;
  const bits = sources.map((slot) => (table.isOutside(slot) ? 3 : 2));
  const fits = bits.reduce((sum, each) => sum + each, 0) <= bitsInKey;

  function stateKey({ states }: Facts): number | string {
    if (!fits) return sources.map((slot) => states[slot]).join("");
    let key = 0;
    for (let index = 0; index < sources.length; index++)
      key = (key << (bits[index] as number)) | (states[sources[index] as number] as State);
    return key;
  }

  function unknownKey(unknown: readonly number[]): number | string {
    if (!fits) return unknown.join();
    let key = 0;
    for (let index = 0; index < unknown.length; index++)
      key |= 1 << sources.indexOf(unknown[index] as number);
    return key;
  }

  function find(unknown: readonly number[], facts: Facts): RuleOutcome {
    const state = stateKey(facts);
    const asked = unknownKey(unknown);
    const before = known.get(state)?.get(asked);
    if (before !== undefined) return before;
    const reasons = [...new Set(unknown)].map((slot) => frozen(table.missing(slot, facts)));
    const fresh: RuleOutcome = Object.freeze({
      ...head,
      outcome: "notAssessed",
      reasons: Object.freeze(reasons),
    });
    if (count++ < kept) {
      const sameState = known.get(state) ?? new Map<number | string, RuleOutcome>();
      known.set(state, sameState.set(asked, fresh));
    }
    return fresh;
  }

  // Record after record lacks the same: it is compared with the one before, before anything is looked up.
  const states = new Uint8Array(sources.length);
  const answers = new Uint8Array(questions.length);
  let last: RuleOutcome | undefined;

  function isAsBefore(facts: Facts): boolean {
    for (let index = 0; index < states.length; index++)
      if (facts.states[sources[index] as number] !== states[index]) return false;
    for (let index = 0; index < answers.length; index++)
      if (facts.answers[questions[index] as number] !== answers[index]) return false;
    return true;
  }

  return (facts, unknowns) => {
    if (last !== undefined && isAsBefore(facts)) return last;
    const unknown: number[] = [];
    unknowns(facts, unknown);
    last = find(unknown, facts);
    for (const [index, slot] of sources.entries()) states[index] = facts.states[slot] as State;
    for (const [index, question] of questions.entries()) answers[index] = facts.answers[question] as Truth;
    return last;
  };
}

/** The same object goes to many callers, none of whom may change it for the others. */
function frozen(missing: Missing): Missing {
  return Object.freeze(
    missing.why === "derived" ? { ...missing, from: Object.freeze(missing.from.map(frozen)) } : missing,
  );
}
