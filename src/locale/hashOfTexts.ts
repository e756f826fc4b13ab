import type { Rule } from "../rules/schema.ts";
import type { Catalogue } from "./catalogue.ts";

/** The texts of a rule that are translated. */
export type TranslatedTexts = Pick<Rule, "title" | "message" | "fix" | "fields">;

/** Identifies what a translation was made from: it is the same as long as no word of the rule's texts changes. */
export function hashOfTexts({ title, message, fix, fields }: TranslatedTexts): string {
  return hashOf([title, message, fix, ...expectedOf(fields)]);
}

/** The same for the texts and labels of the package itself. */
export function hashOfCatalogue({ texts, explanation, fields, codes }: Catalogue): string {
  return hashOf([texts, explanation, fields, codes]);
}

/** What would be right in each field, as the rule file says it. */
export function expectedOf(fields: Rule["fields"]): readonly (readonly [field: string, text: string])[] {
  return fields.flatMap((field) =>
    typeof field === "object" && field.expected !== undefined ? [[field.field, field.expected] as const] : [],
  );
}

/** FNV-1a with 32 bits, twenty times as fast at start-up as a hash that withstands an attacker; here is none. */
function hashOf(texts: unknown): string {
  const text = JSON.stringify(texts);
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
