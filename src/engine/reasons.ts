import type { Facts, FactTable, Withheld } from "./facts.ts";
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
 */
export function compileReasons(
  head: { readonly ruleId: string; readonly ruleVersion: number },
  slots: readonly number[],
  table: FactTable,
): (unknown: readonly number[], facts: Facts) => RuleOutcome {
  const sources = [...new Set(slots.flatMap((slot) => table.sourcesOf(slot)))];
  const known = new Map<number | string, Map<number | string, RuleOutcome>>();
  let count = 0;
  const bits = sources.map((slot) => (table.isOutside(slot) ? 3 : 2));
  const fits = bits.reduce((sum, each) => sum + each, 0) <= bitsInKey;

  function stateKey(facts: Facts): number | string {
    if (!fits) return sources.map((slot) => stateOf(slot, facts)).join("");
    let key = 0;
    for (let index = 0; index < sources.length; index++)
      key = (key << (bits[index] as number)) | stateOf(sources[index] as number, facts);
    return key;
  }

  function unknownKey(unknown: readonly number[]): number | string {
    if (!fits) return unknown.join();
    let key = 0;
    for (let index = 0; index < unknown.length; index++)
      key |= 1 << sources.indexOf(unknown[index] as number);
    return key;
  }

  // Record after record lacks the same: what was found last is compared before anything is looked up.
  let last:
    | { readonly state: number | string; readonly asked: number | string; readonly outcome: RuleOutcome }
    | undefined;

  return (unknown, facts) => {
    const state = stateKey(facts);
    const asked = unknownKey(unknown);
    if (last !== undefined && last.state === state && last.asked === asked) return last.outcome;
    const before = known.get(state)?.get(asked);
    if (before !== undefined) {
      last = { state, asked, outcome: before };
      return before;
    }
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
  };
}

/** The same object goes to many callers, none of whom may change it for the others. */
function frozen(missing: Missing): Missing {
  return Object.freeze(
    missing.why === "derived" ? { ...missing, from: Object.freeze(missing.from.map(frozen)) } : missing,
  );
}

/** 0 a value, 1 nothing, 2 something that cannot be read; more for why a fact from outside is not known. */
function stateOf(slot: number, facts: Facts): number {
  if (facts.values[slot] !== undefined) return 0;
  const withheld = facts.withheld[slot];
  return withheld !== undefined ? states[withheld] : facts.unreadable[slot] === true ? 2 : 1;
}

/** A fact has one kind, so that it is not handed over for one reason only. */
const states: Readonly<Record<Withheld, number>> = {
  noPrevious: 3,
  notLookedUp: 3,
  otherRecords: 3,
  lookupFailed: 4,
  lookupLate: 5,
  lookupCancelled: 6,
};
