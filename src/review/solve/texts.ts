import { pattern } from "../../rules/pattern.ts";

/** Texts of one kind: they are told apart by no pattern in question. */
export interface TextKind {
  /** The patterns that find something in them. */
  readonly finds: ReadonlySet<string>;
  /** Texts of this kind, none of those that are written out elsewhere; none is known where it is empty. */
  readonly texts: readonly string[];
}

const plainTexts = ["another text", "some other text", "one more text", "text four", "text five", "text six"];

/**
 * All kinds of text that the patterns tell apart, besides the texts that are taken. A kind without a text is one of
 * which none was found, but which was not proved to have none.
 */
export function kindsOfText(
  patterns: readonly string[],
  taken: ReadonlySet<string>,
  atLeast: number,
  words: readonly string[],
): readonly TextKind[] {
  const kinds = new Map<string, { finds: ReadonlySet<string>; texts: string[] }>();
  const total = 2 ** patterns.length;
  for (let bits = 0; bits < total; bits++) {
    const finds = new Set(patterns.filter((_, index) => (bits >> index) % 2 === 1));
    kinds.set(keyOf(finds), { finds, texts: [] });
  }
  for (const text of [...plainTexts, ...words]) {
    if (taken.has(text) || text.trim() === "") continue;
    const finds = new Set(patterns.filter((source) => pattern(source).test(text)));
    const kind = kinds.get(keyOf(finds));
    if (kind !== undefined && kind.texts.length < atLeast && !kind.texts.includes(text))
      kind.texts.push(text);
  }
  return [...kinds.values()];
}

function keyOf(finds: ReadonlySet<string>): string {
  return JSON.stringify([...finds]);
}
