import { DataQualityError } from "../errors.ts";
import type { DerivedFact, FactDefinition, Outside } from "../rules/fact.ts";
import { isDerived } from "../rules/fact.ts";
import {
  type FactRecord,
  type FactValue,
  Unavailable,
  type UnavailableReason,
  Unreadable,
} from "../rules/value.ts";
import type { Truth } from "./kleene.ts";
import type { Missing } from "./outcome.ts";
import { thrownText } from "./thrownText.ts";

/** The facts of the record at hand. One is made for a set of compiled rules and filled anew for each record. */
export interface Facts {
  /** By slot; `undefined` where there is no value. */
  readonly values: (FactValue | undefined)[];
  /** By slot: whether there is a value, and if not, why. */
  readonly states: State[];
  /** Why a derived fact threw, by slot; rules that use it are errors. */
  readonly thrown: Map<number, string>;
  /** The answers to the questions of all rules, by the question's number. */
  readonly answers: Truth[];
  /** Why a question could not be answered, by its number; rules that ask it are errors. */
  readonly broken: Map<number, string>;
}

/** Numbers, since what is not known of a record is compared with what was not known of the one before. */
export type State = 0 | 1 | 2 | 3 | 4 | 5 | 6;
const VALUE: State = 0;
/** Nothing is there; of a derived fact, that it has no value. */
export const EMPTY: State = 1;
/** There is something that cannot be read. */
const UNREADABLE: State = 2;
/** From here on: nothing at all is known of a fact from outside the record, not even whether it is empty. */
const NOT_HANDED_OVER: State = 3;
const withoutAnswer: Readonly<Record<UnavailableReason, State>> = { failed: 4, late: 5, cancelled: 6 };

export function isWithheld(state: State): boolean {
  return state >= NOT_HANDED_OVER;
}

/** Why a fact from outside the record is not known. */
type Withheld = Extract<Missing["why"], `no${string}` | "otherRecords" | `lookup${string}`>;

const notHandedOver: Readonly<Record<Outside, Withheld>> = {
  previous: "noPrevious",
  lookup: "notLookedUp",
  dataset: "otherRecords",
};

const unanswered: readonly Withheld[] = ["lookupFailed", "lookupLate", "lookupCancelled"];

type BaseSlot = {
  readonly kind: "base";
  readonly name: string;
  readonly absent: boolean;
  /** Every object has something under this name, `constructor` for one; a record has it only where it is its own. */
  readonly isInherited: boolean;
  /** Set where the fact is no part of the record. */
  readonly outside?: Outsider;
};
interface Outsider {
  /** What it says of the fact that it is not handed over. */
  readonly withheld: Withheld;
  /** The facts that it is looked up by. */
  readonly by: readonly number[];
}
type DerivedSlot = {
  readonly kind: "derived";
  readonly name: string;
  readonly fact: DerivedFact;
  readonly inputs: readonly {
    readonly slot: number;
    readonly isEmpty: boolean;
    readonly isOutside: boolean;
  }[];
  /** Filled anew for each record, so that none is made. */
  readonly arguments: (FactValue | undefined)[];
};
type ConstantSlot = { readonly kind: "constant"; readonly name: string; readonly value: FactValue };
export type Slot = BaseSlot | DerivedSlot | ConstantSlot;

/** Gives each fact that the rules use a slot, derived facts after what they are derived from. */
export interface FactTable {
  readonly slotOf: (name: string) => number;
  readonly slots: readonly Slot[];
  readonly definition: (name: string) => FactDefinition | undefined;
  /** Fills the facts from a record. */
  readonly load: (record: FactRecord, facts: Facts) => void;
  readonly createFacts: () => Facts;
  /** Whether the fact of this slot is handed over from outside the record, or not handed over. */
  readonly isOutside: (slot: number) => boolean;
  /** Why the fact of this slot has no value, or none that can be used. */
  readonly missing: (slot: number, facts: Facts) => Missing;
  /** The facts of the record itself that a slot rests on. */
  readonly baseOf: (slot: number) => readonly string[];
  /** A slot and every slot that it is derived from. */
  readonly sourcesOf: (slot: number) => readonly number[];
}

const objectPrototypeNames: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

export function createFactTable(
  definitions: readonly FactDefinition[],
  absent: ReadonlySet<string>,
  asOf: string,
): FactTable {
  const defined = new Map(definitions.map((fact) => [fact.name, fact]));
  const slots: Slot[] = [];
  const byName = new Map<string, number>();

  function slotOf(name: string, path: readonly string[] = []): number {
    const known = byName.get(name);
    if (known !== undefined) return known;
    if (path.includes(name))
      throw new DataQualityError([
        { code: "fact-cycle", message: `The fact ${name} is derived from itself.` },
      ]);
    const slot = createSlot(name, path);
    slots.push(slot);
    byName.set(name, slots.length - 1);
    return slots.length - 1;
  }

  function createSlot(name: string, path: readonly string[]): Slot {
    if (name === "asOf") return { kind: "constant", name, value: asOf };
    const fact = defined.get(name);
    if (fact === undefined || !isDerived(fact)) {
      const own = { name, absent: absent.has(name), isInherited: objectPrototypeNames.has(name) };
      if (fact?.outside === undefined) return { kind: "base", ...own };
      const by = (fact.by ?? []).map((each) => slotOf(each, [...path, name]));
      return { kind: "base", ...own, outside: { withheld: notHandedOver[fact.outside], by } };
    }
    const inputs = fact.from.map((input) => {
      const isEmpty = typeof input !== "string";
      const slot = slotOf(isEmpty ? input.isEmpty : input, [...path, name]);
      return { slot, isEmpty, isOutside: outsideOf(slot) !== undefined };
    });
    return { kind: "derived", name, fact, inputs, arguments: [] };
  }

  function outsideOf(index: number): BaseSlot["outside"] {
    const slot = slots[index];
    return slot?.kind === "base" && !slot.absent ? slot.outside : undefined;
  }

  /** What to read and what to derive, as it was when the last slot was added. */
  let plan: Plan | undefined;

  function planOf(facts: Facts): Plan {
    if (plan?.size === slots.length) return plan;
    const all = slots.flatMap((slot, index) =>
      slot.kind === "base" && !slot.absent ? [{ slot, index }] : [],
    );
    const base = all.filter(({ slot }) => slot.outside === undefined);
    plan = {
      size: slots.length,
      names: base.map(({ slot }) => slot.name),
      indexes: base.map(({ index }) => index),
      inherited: new Set(base.flatMap(({ slot }) => (slot.isInherited ? [slot.name] : []))),
      outside: all.flatMap(({ slot: { name, isInherited, outside }, index }) =>
        outside === undefined ? [] : [{ name, isInherited, index }],
      ),
      derived: slots.flatMap((slot, index) => (slot.kind === "derived" ? [{ slot, index }] : [])),
    };
    for (const [index, slot] of slots.entries()) {
      facts.states[index] = slot.kind === "constant" ? VALUE : EMPTY;
      facts.values[index] = slot.kind === "constant" ? slot.value : undefined;
    }
    return plan;
  }

  function load(record: FactRecord, facts: Facts): void {
    const { names, indexes, inherited, outside, derived } = planOf(facts);
    const { values, states } = facts;
    if (facts.thrown.size > 0) facts.thrown.clear();
    for (let position = 0; position < names.length; position++) {
      try {
        for (; position < names.length; position++) {
          const name = names[position] as string;
          const index = indexes[position] as number;
          const isNone = inherited.size > 0 && inherited.has(name) && !Object.hasOwn(record, name);
          const found = isNone ? undefined : readFound(record[name]);
          const isUnreadable = typeof found === "object" && found instanceof Unreadable;
          states[index] = isUnreadable ? UNREADABLE : found === undefined ? EMPTY : VALUE;
          values[index] = isUnreadable ? undefined : found;
        }
      } catch {
        // A getter or a proxy that throws: there is something, and nobody can read it.
        const index = indexes[position] as number;
        states[index] = UNREADABLE;
        values[index] = undefined;
      }
    }
    for (let position = 0; position < outside.length; position++)
      loadOutside(record, outside[position] as OutsidePlan, facts);
    for (let position = 0; position < derived.length; position++) {
      const { slot, index } = derived[position] as Plan["derived"][number];
      const value = derive(slot, index, facts);
      values[index] = value;
      states[index] = value === undefined ? EMPTY : VALUE;
    }
  }

  /** A fact from outside is handed over or not: other than a cell, it is not empty because it is not there. */
  function loadOutside(record: FactRecord, { name, isInherited, index }: OutsidePlan, facts: Facts): void {
    let found: unknown;
    try {
      found = isInherited && !Object.hasOwn(record, name) ? undefined : record[name];
    } catch {
      found = new Unreadable("");
    }
    facts.values[index] = undefined;
    if (found === undefined) facts.states[index] = NOT_HANDED_OVER;
    else if (found === null) facts.states[index] = EMPTY;
    else if (found instanceof Unavailable) facts.states[index] = withoutAnswer[found.reason];
    else {
      const value = readFound(found);
      const isUnreadable = value instanceof Unreadable;
      facts.states[index] = isUnreadable ? UNREADABLE : value === undefined ? EMPTY : VALUE;
      facts.values[index] = isUnreadable ? undefined : value;
    }
  }

  function derive(slot: DerivedSlot, index: number, facts: Facts): FactValue | undefined {
    const { inputs, fact } = slot;
    try {
      // Almost every fact has at most four inputs; a call with spread arguments costs several times more.
      switch (inputs.length) {
        case 1:
          return fact.derive(input(slot, 0, facts));
        case 2:
          return fact.derive(input(slot, 0, facts), input(slot, 1, facts));
        case 3:
          return fact.derive(input(slot, 0, facts), input(slot, 1, facts), input(slot, 2, facts));
        case 4:
          return fact.derive(
            input(slot, 0, facts),
            input(slot, 1, facts),
            input(slot, 2, facts),
            input(slot, 3, facts),
          );
      }
      for (let position = 0; position < inputs.length; position++)
        slot.arguments[position] = input(slot, position, facts);
      return fact.derive(...slot.arguments);
    } catch (error) {
      facts.thrown.set(index, thrownText(error));
      return undefined;
    }
  }

  function input(slot: DerivedSlot, position: number, facts: Facts): FactValue | undefined {
    const from = slot.inputs[position];
    if (from === undefined) return undefined;
    const value = facts.values[from.slot];
    if (!from.isEmpty) return value;
    const state = facts.states[from.slot] as State;
    if (from.isOutside && isWithheld(state)) return undefined;
    return isAbsent(from.slot) ? undefined : state === EMPTY;
  }

  function isAbsent(index: number): boolean {
    const slot = slots[index];
    return slot?.kind === "base" && slot.absent;
  }

  function missing(index: number, facts: Facts): Missing {
    const slot = slots[index] as Slot;
    if (slot.kind === "derived") {
      const lacking = slot.inputs.filter((_, position) => input(slot, position, facts) === undefined);
      const from = [...new Set(lacking.map((each) => each.slot))].map((source) => missing(source, facts));
      return from.length === 0
        ? { fact: slot.name, why: "undefined" }
        : { fact: slot.name, why: "derived", from };
    }
    if (isAbsent(index)) return { fact: slot.name, why: "absent" };
    const state = facts.states[index] as State;
    const outside = outsideOf(index);
    if (outside !== undefined && isWithheld(state)) return missingOutside(slot.name, outside, state, facts);
    // There is a value, but it is not of use: the date on which something is due is no date, or beyond the calendar.
    if (facts.values[index] !== undefined) return { fact: slot.name, why: "undefined" };
    return { fact: slot.name, why: state === UNREADABLE ? "unreadable" : "empty" };
  }

  /** What nobody could look up, since what it is looked up by has no value, is missing for that. */
  function missingOutside(fact: string, { withheld, by }: Outsider, state: State, facts: Facts): Missing {
    const why = state === NOT_HANDED_OVER ? withheld : (unanswered[state - NOT_HANDED_OVER - 1] ?? withheld);
    const lacking =
      why === notHandedOver.lookup || why === notHandedOver.dataset
        ? by.filter((each) => facts.values[each] === undefined)
        : [];
    return lacking.length === 0
      ? { fact, why }
      : { fact, why: "derived", from: lacking.map((each) => missing(each, facts)) };
  }

  function sourcesOf(index: number): readonly number[] {
    const slot = slots[index] as Slot;
    const sources =
      slot.kind === "derived" ? slot.inputs.map((input) => input.slot) : (outsideOf(index)?.by ?? []);
    return [index, ...sources.flatMap(sourcesOf)];
  }

  function baseOf(index: number): readonly string[] {
    const slot = slots[index] as Slot;
    if (slot.kind === "constant") return [];
    if (slot.kind === "base") return [slot.name];
    return [...new Set(slot.inputs.flatMap(({ slot: source }) => baseOf(source)))];
  }

  return {
    slotOf: (name) => slotOf(name),
    slots,
    definition: (name) => defined.get(name),
    load,
    isOutside: (index) => outsideOf(index) !== undefined,
    createFacts: () => ({
      values: [],
      states: [],
      thrown: new Map(),
      answers: [],
      broken: new Map(),
    }),
    missing,
    baseOf,
    sourcesOf,
  };
}

interface Plan {
  readonly size: number;
  readonly names: readonly string[];
  readonly indexes: readonly number[];
  /** Names that every object has; a record has one only where it is its own. */
  readonly inherited: ReadonlySet<string>;
  /** Read apart, so that facts of the record do not pay for their states. */
  readonly outside: readonly OutsidePlan[];
  readonly derived: readonly { readonly slot: DerivedSlot; readonly index: number }[];
}

interface OutsidePlan {
  readonly name: string;
  readonly isInherited: boolean;
  readonly index: number;
}

/** What stands under a name, as a value of a fact: nothing may be taken for one that is none. */
function readFound(found: unknown): FactValue | Unreadable | undefined {
  switch (typeof found) {
    case "string":
      return found === "" || (mayBeBlank(found.charCodeAt(0)) && found.trim() === "") ? undefined : found;
    case "boolean":
      return found;
    case "number":
      return Number.isFinite(found) ? found : new Unreadable(String(found));
    case "undefined":
      return undefined;
    default:
      if (found === null) return undefined;
      if (found instanceof Unreadable) return found;
      return isListOfScalars(found) ? found : new Unreadable("");
  }
}

/** Whether text that begins so may be blank: no letter, digit or sign of Latin, Greek, Cyrillic, Arabic … is. */
function mayBeBlank(code: number): boolean {
  return code <= 0x20 || code === 0xa0 || code >= 0x1680;
}

function isListOfScalars(found: unknown): found is readonly (string | number | boolean)[] {
  return (
    Array.isArray(found) &&
    found.every((item) => typeof item === "string" || typeof item === "number" || typeof item === "boolean")
  );
}
