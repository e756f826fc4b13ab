import { FALSE, not, TRUE, type Truth, UNKNOWN } from "./kleene.ts";

/**
 * A condition as a row of numbers: what it is, how many numbers its parts take, its parts. One function walks it; closures
 * that call each other took two thirds of an evaluation.
 */
export type Program = readonly number[];

const ask = 0;
const negation = 1;
const conjunction = 2;
const disjunction = 3;

/** The answer to a question, by its number. */
export function programOfQuestion(question: number): Program {
  return [ask, question];
}

export function programOfNot(part: Program): Program {
  return [negation, part.length, ...part];
}

export function programOfAll(parts: readonly Program[]): Program {
  return grouped(conjunction, parts);
}

export function programOfAny(parts: readonly Program[]): Program {
  return grouped(disjunction, parts);
}

function grouped(kind: number, parts: readonly Program[]): Program {
  const inside = parts.flat();
  return [kind, inside.length, ...inside];
}

/**
 * The truth of the condition that begins at a place in the row. It goes as deep as the condition is nested, to which there is
 * a limit.
 */
export function truthAt(program: Int32Array, at: number, answers: readonly Truth[]): Truth {
  const first = at + 2;
  const operand = program[at + 1] as number;
  switch (program[at]) {
    case ask:
      return answers[operand] as Truth;
    case negation:
      return not(truthAt(program, first, answers));
    case conjunction:
      return grouping(program, first, first + operand, answers, FALSE, TRUE);
    default:
      return grouping(program, first, first + operand, answers, TRUE, FALSE);
  }
}

/** @param decisive What decides the whole as soon as one part is it. */
function grouping(
  program: Int32Array,
  first: number,
  end: number,
  answers: readonly Truth[],
  decisive: Truth,
  otherwise: Truth,
): Truth {
  let result = otherwise;
  let at = first;
  while (at < end) {
    const isQuestion = program[at] === ask;
    const operand = program[at + 1] as number;
    const truth = isQuestion ? (answers[operand] as Truth) : truthAt(program, at, answers);
    if (truth === decisive) return decisive;
    if (truth === UNKNOWN) result = UNKNOWN;
    at += isQuestion ? 2 : 2 + operand;
  }
  return result;
}
