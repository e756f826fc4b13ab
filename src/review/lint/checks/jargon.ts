import { parseMessage, wordsOf } from "../../../rules/message.ts";
import type { Check } from "../check.ts";
import { textsOf } from "../conditions.ts";
import { ofEachRule, spotIn } from "../subject.ts";

/** Words of programmers, in what is written for the person who keeps the records. */
export const jargon: Check = {
  code: "jargon",
  severity: "warning",
  doc: "A message, fix or expected value has a word of programmers, or the bare name of a fact, which its readers do not know.",
  check: ofEachRule(function* (located, { facts }) {
    for (const [path, text] of textsOf(located.rule)) {
      const parsed = parseMessage(text);
      const words = "parts" in parsed ? wordsOf(parsed.parts).flatMap(wordsWithin) : [];
      for (const [word, at] of words) {
        const isFact = /[a-z][A-Z]/.test(word) && facts?.has(word) === true;
        if (!isFact && !programmers.has(word)) continue;
        yield {
          at: spotIn(located, path, at),
          message: isFact
            ? `${word} is the name of a fact; people know the field by another name.`
            : `${JSON.stringify(word)} is a word of programmers.`,
          fix: isFact
            ? `Write what the field is called in the form, or {${word}} where its value is meant.`
            : "Say it in words of those who keep the records: left empty, yes or no, a number.",
        };
      }
    }
  }),
};

function wordsWithin({
  text,
  at,
}: {
  readonly text: string;
  readonly at: number;
}): readonly (readonly [word: string, at: number])[] {
  return [...text.matchAll(/[A-Za-z][A-Za-z0-9]*/g)].map((match) => [match[0], at + match.index] as const);
}

const programmers: ReadonlySet<string> = new Set(
  [
    "null",
    "undefined",
    "NaN",
    "boolean",
    "bool",
    "enum",
    "regex",
    "regexp",
    "param",
    "params",
    "JSON",
  ].flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1)]),
);
