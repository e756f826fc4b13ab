import type { Scalar } from "../rules/value.ts";
import type { Facts } from "./facts.ts";
import { FALSE, TRUE, type Truth, UNKNOWN } from "./kleene.ts";

/**
 * The different comparisons of all rules, and the conditions with names. Each is answered once for a record, however
 * many rules ask it; a rule then only puts answers together.
 *
 * Two kinds make up most of them, and are answered in loops without a call: whether a cell is empty, and whether a fact
 * is a certain value.
 */
export interface Questions {
  /** Whether a cell is empty, or holds something: the answer where it is empty; the other where it is not. */
  readonly askCell: (slot: number, whenEmpty: typeof TRUE | typeof FALSE) => number;
  /** Whether a fact is a value, or is not: the answer where it is. */
  readonly askEqual: (slot: number, literal: Scalar, whenEqual: typeof TRUE | typeof FALSE) => number;
  /**
   * Any other question. It may look at the answers to those asked before it.
   *
   * @param key Two questions with the same key are the same question; without a key it is one of its own.
   * @returns The number of the question, by which `Facts.answers` has its answer.
   */
  readonly ask: (answer: (facts: Facts) => Truth, key?: string) => number;
  /** Answers all questions about the record whose facts are loaded. */
  readonly answer: (facts: Facts) => void;
}

export function createQuestions(): Questions {
  const cells: {
    readonly index: number;
    readonly slot: number;
    readonly whenEmpty: Truth;
    readonly whenFull: Truth;
  }[] = [];
  const equals: {
    readonly index: number;
    readonly slot: number;
    readonly literal: Scalar;
    readonly whenEqual: Truth;
    readonly whenOther: Truth;
  }[] = [];
  const others: { readonly index: number; readonly answer: (facts: Facts) => Truth }[] = [];
  const byKey = new Map<string, number>();
  let count = 0;

  function numberOf(key: string | undefined, add: (index: number) => void): number {
    const known = key === undefined ? undefined : byKey.get(key);
    if (known !== undefined) return known;
    const index = count++;
    if (key !== undefined) byKey.set(key, index);
    add(index);
    return index;
  }

  const opposite = (truth: typeof TRUE | typeof FALSE): Truth => (truth === TRUE ? FALSE : TRUE);

  function answer(facts: Facts): void {
    const { values, unreadable, answers } = facts;
    if (facts.broken.size > 0) facts.broken.clear();
    for (let position = 0; position < cells.length; position++) {
      const { index, slot, whenEmpty, whenFull } = cells[position] as (typeof cells)[number];
      answers[index] = values[slot] === undefined && unreadable[slot] === false ? whenEmpty : whenFull;
    }
    for (let position = 0; position < equals.length; position++) {
      const { index, slot, literal, whenEqual, whenOther } = equals[position] as (typeof equals)[number];
      const value = values[slot];
      answers[index] = value === undefined ? UNKNOWN : value === literal ? whenEqual : whenOther;
    }
    for (let position = 0; position < others.length; position++) {
      try {
        for (; position < others.length; position++) {
          const other = others[position] as (typeof others)[number];
          answers[other.index] = other.answer(facts);
        }
      } catch (error) {
        // An operator threw: what asks this question is an error, and the others go on.
        const index = others[position]?.index ?? -1;
        answers[index] = UNKNOWN;
        facts.broken.set(index, error instanceof Error ? error.message : "the rule threw");
      }
    }
  }

  return {
    askCell: (slot, whenEmpty) =>
      numberOf(JSON.stringify(["cell", slot, whenEmpty]), (index) => {
        cells.push({ index, slot, whenEmpty, whenFull: opposite(whenEmpty) });
      }),
    askEqual: (slot, literal, whenEqual) =>
      numberOf(JSON.stringify(["equal", slot, literal, whenEqual]), (index) => {
        equals.push({ index, slot, literal, whenEqual, whenOther: opposite(whenEqual) });
      }),
    ask: (own, key) =>
      numberOf(key, (index) => {
        others.push({ index, answer: own });
      }),
    answer,
  };
}
