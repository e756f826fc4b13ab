import type { CodeListName } from "../fields.ts";
import { vocabularies } from "../vocabularies/codes.ts";

/** The entry of the code list that the text is or means. */
export function readCode(text: string, list: CodeListName): string | undefined {
  return vocabularies[list].lookUp(text);
}
