import type { Facts } from "./facts.ts";
import { type Truth, UNKNOWN } from "./kleene.ts";

/**
 * The different comparisons of all rules, and the conditions with names. Each is answered once for a record, however
 * many rules ask it; a rule then only puts answers together.
 */
export interface Questions {
  /**
   * The number of a question, by which `Facts.answers` has its answer.
   *
   * @param key Two questions with the same key are the same question; without a key it is one of its own.
   */
  readonly ask: (answer: (facts: Facts) => Truth, key?: string) => number;
  /** Answers all questions about the record whose facts are loaded. */
  readonly answer: (facts: Facts) => void;
}

export function createQuestions(): Questions {
  const answers: ((facts: Facts) => Truth)[] = [];
  const byKey = new Map<string, number>();

  function ask(answer: (facts: Facts) => Truth, key?: string): number {
    const known = key === undefined ? undefined : byKey.get(key);
    if (known !== undefined) return known;
    answers.push(answer);
    if (key !== undefined) byKey.set(key, answers.length - 1);
    return answers.length - 1;
  }

  function answer(facts: Facts): void {
    if (facts.broken.size > 0) facts.broken.clear();
    for (let index = 0; index < answers.length; index++) {
      try {
        for (; index < answers.length; index++)
          facts.answers[index] = (answers[index] as (facts: Facts) => Truth)(facts);
      } catch (error) {
        // An operator threw: what asks this question is an error, and the others go on.
        facts.answers[index] = UNKNOWN;
        facts.broken.set(index, error instanceof Error ? error.message : "the rule threw");
      }
    }
  }

  return { ask, answer };
}
