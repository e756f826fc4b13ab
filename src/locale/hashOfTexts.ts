import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Rule } from "../rules/schema.ts";
import type { Catalogue } from "./catalogue.ts";

/** The texts of a rule that are translated. */
export type TranslatedTexts = Pick<Rule, "title" | "message" | "fix" | "fields">;

/** Identifies what a translation was made from: it is the same as long as no word of the rule's texts changes. */
export function hashOfTexts({ title, message, fix, fields }: TranslatedTexts): string {
  return hashOf([title, message, fix, ...expectedOf(fields)]);
}

/** The same for the texts and labels of the package itself. */
export function hashOfCatalogue({ texts, fields, codes }: Catalogue): string {
  return hashOf([texts, fields, codes]);
}

/** What would be right in each field, as the rule file says it. */
export function expectedOf(fields: Rule["fields"]): readonly (readonly [field: string, text: string])[] {
  return fields.flatMap((field) =>
    typeof field === "object" && field.expected !== undefined ? [[field.field, field.expected] as const] : [],
  );
}

function hashOf(texts: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(texts)))).slice(0, 8);
}
