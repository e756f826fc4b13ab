/** What stands in a message in the place of text that may be personal. */
export const hidden = "(hidden: it may be personal)";

/**
 * Whether a text, wherever it stands, gives somebody's address or telephone number away: a row that has slipped by a
 * cell puts them into columns of codes. A name cannot be told from a code and is not found.
 */
export function givesAway(text: string): boolean {
  return (
    text.includes("@") || (/\+[\d\s().-]{0,3}\d/.test(text) === true && text.replace(/\D/g, "").length >= 7)
  );
}

/** An identifier as it may stand in a finding: none, where it gives something away. */
export function shown(text: string | null): string | null {
  return text !== null && givesAway(text) ? null : text;
}
