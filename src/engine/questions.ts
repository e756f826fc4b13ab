import type { FactValue, Scalar } from "../rules/value.ts";
import { EMPTY, type Facts } from "./facts.ts";
import { FALSE, TRUE, type Truth, truthOf, UNKNOWN } from "./kleene.ts";
import { thrownText } from "./thrownText.ts";

/**
 * The different comparisons of all rules, and the conditions with names. Each is answered once for a record, however
 * many rules ask it; a rule then only puts answers together.
 *
 * Three kinds make up most of them, and are answered in loops without a call: whether a cell is empty, whether a fact is
 * a certain value, and how it compares with a figure.
 */
export interface Questions {
  /** Whether a cell is empty, or holds something: the answer where it is empty; the other where it is not. */
  readonly askCell: (slot: number, whenEmpty: typeof TRUE | typeof FALSE) => number;
  /** Whether a fact is a value, or is not: the answer where it is. */
  readonly askEqual: (slot: number, literal: Scalar, whenEqual: typeof TRUE | typeof FALSE) => number;
  /** Whether a fact that is a number is above or below a figure; `otherwise` answers for text and lists. */
  readonly askFigure: (
    slot: number,
    comparison: FigureComparison,
    figure: number,
    otherwise: (fact: FactValue) => boolean,
  ) => number;
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

export type FigureComparison = "greaterThan" | "greaterThanInclusive" | "lessThan" | "lessThanInclusive";

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
  const figures: {
    readonly index: number;
    readonly slot: number;
    readonly figure: number;
    /** The comparison is told by what holds below, at and above the figure. */
    readonly below: Truth;
    readonly at: Truth;
    readonly above: Truth;
    readonly otherwise: (fact: FactValue) => boolean;
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
    const { values, states, answers } = facts;
    if (facts.broken.size > 0) facts.broken.clear();
    for (let position = 0; position < cells.length; position++) {
      const { index, slot, whenEmpty, whenFull } = cells[position] as (typeof cells)[number];
      answers[index] = states[slot] === EMPTY ? whenEmpty : whenFull;
    }
    for (let position = 0; position < equals.length; position++) {
      const { index, slot, literal, whenEqual, whenOther } = equals[position] as (typeof equals)[number];
      const value = values[slot];
      answers[index] = value === undefined ? UNKNOWN : value === literal ? whenEqual : whenOther;
    }
    for (let position = 0; position < figures.length; position++) {
      const { index, slot, figure, below, at, above, otherwise } = figures[
        position
      ] as (typeof figures)[number];
      const value = values[slot];
      if (typeof value === "number") answers[index] = value < figure ? below : value > figure ? above : at;
      else answers[index] = value === undefined ? UNKNOWN : truthOf(otherwise(value));
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
        facts.broken.set(index, thrownText(error));
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
    askFigure: (slot, comparison, figure, otherwise) =>
      numberOf(JSON.stringify(["figure", slot, comparison, figure]), (index) => {
        const below = truthOf(comparison.startsWith("less"));
        const above = truthOf(comparison.startsWith("greater"));
        const at = truthOf(comparison.endsWith("Inclusive"));
        figures.push({ index, slot, figure, below, at, above, otherwise });
      }),
    ask: (own, key) =>
      numberOf(key, (index) => {
        others.push({ index, answer: own });
      }),
    answer,
  };
}
