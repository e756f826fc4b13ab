import { Unsolvable } from "./unsolvable.ts";
import { bitsOf, wordsOfPatterns } from "./words.ts";

/** Texts of one kind: they are told apart by no pattern in question. */
export interface TextKind {
  /** The patterns that find something in them. */
  readonly finds: ReadonlySet<string>;
  /** Texts of this kind, none of those that are written out elsewhere; none is known where it is empty. */
  readonly texts: readonly string[];
}

const plainTexts = ["another text", "some other text", "one more text", "text four", "text five", "text six"];
/** Each pattern more doubles the kinds of text. */
const patternsAtMost = 8;
const endings = ["a", " b", "1", " 2", "x", "."];

/**
 * All kinds of text that the patterns tell apart, besides the texts that are taken. A kind without a text is one of
 * which none was found, but which was not proved to have none.
 *
 * @param words Texts that people wrote; they are better examples than any that are made up.
 */
export function kindsOfText(
  patterns: readonly string[],
  taken: ReadonlySet<string>,
  atLeast: number,
  words: readonly string[],
): readonly TextKind[] {
  if (patterns.length > patternsAtMost)
    throw new Unsolvable(`more than ${patternsAtMost} patterns are asked of one fact`);
  const kinds = new Map<number, string[]>();
  const made = patterns.length === 0 ? undefined : wordsOfPatterns(patterns);
  const add = (text: string): void => {
    if (taken.has(text) || text.trim() === "") return;
    const bits = bitsOf(text, patterns);
    const texts = kinds.get(bits) ?? [];
    if (texts.length < atLeast && !texts.includes(text)) texts.push(text);
    kinds.set(bits, texts);
  };
  for (const text of patterns.length === 0 ? plainTexts : [...words, ...plainTexts, "someone@example.org"])
    add(text);
  for (const texts of made?.found.values() ?? []) for (const text of texts) add(text);
  for (const [bits, texts] of [...kinds, ...(made?.found ?? [])]) {
    for (const text of texts)
      for (const ending of endings) {
        if ((kinds.get(bits)?.length ?? 0) >= atLeast) break;
        if (bitsOf(text + ending, patterns) === bits) add(text + ending);
      }
  }
  // A kind of which all known texts are taken may have others.
  for (const bits of made?.found.keys() ?? []) if (!kinds.has(bits)) kinds.set(bits, []);
  if (made !== undefined && !made.isAll)
    for (let bits = 0; bits < 2 ** patterns.length; bits++) if (!kinds.has(bits)) kinds.set(bits, []);
  return [...kinds].map(([bits, texts]) => ({
    finds: new Set(patterns.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1)),
    texts,
  }));
}
