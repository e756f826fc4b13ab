/** Words, and what stands in them letter for letter: a pattern, a name of a parameter. */
export type Piece = string | { readonly code: string };
/** A part of a sentence. As pieces, so that each kind of text can be shown and escaped where it is used. */
export type Phrase = readonly Piece[];

/** As plain text; what is letter for letter stands between backticks. */
export function plain(phrase: Phrase): string {
  return phrase.map((piece) => (typeof piece === "string" ? piece : `\`${piece.code}\``)).join("");
}

/** `one`, `one or two`, `one, two or three`; of clauses `one, two, or three`, for each may hold an *or* itself. */
export function listed(items: readonly Phrase[], last: string, are: "words" | "clauses" = "words"): Phrase {
  const before = are === "clauses" && items.length > 2 ? ", " : " ";
  return items.flatMap((item, index) =>
    index === 0 ? item : [index === items.length - 1 ? `${before}${last} ` : ", ", ...item],
  );
}
