import { vocabularies } from "../vocabularies/codes.ts";

const between = /\s*[/,;|&+]\s*(?:(?:and|et|y|und)\s+)?|\s+(?:and|et|y|und)\s+/i;

/**
 * A language, or several as their codes in the order of the cell: `English and French` is `en/fr`. Text with a part that
 * is no language is none: which of its words matter, nobody can tell.
 */
export function readLanguages(text: string): string | undefined {
  const { lookUp } = vocabularies.language;
  const whole = lookUp(text);
  if (whole !== undefined) return whole;
  const codes = new Set<string>();
  for (const part of text.split(between)) {
    const code = lookUp(part);
    if (code === undefined) return undefined;
    codes.add(code);
  }
  return [...codes].join("/");
}
