import { type Message, parseMessage, placeholdersOf } from "../rules/message.ts";
import type { RuleTexts } from "./catalogue.ts";
import { expectedOf, type TranslatedTexts } from "./hashOfTexts.ts";

/** Why a translated text cannot stand for the English one. */
export interface TranslationMistake {
  /** `message`, `expected.cocIssued`. */
  readonly text: string;
  readonly message: string;
}

/** What keeps the translation of a rule from being shown: it must fill the same values into the same texts. */
export function translationMistakes(
  rule: TranslatedTexts,
  { title, message, fix, expected = {} }: RuleTexts,
  isNumber: (name: string) => boolean,
): readonly TranslationMistake[] {
  const own = expectedOf(rule.fields);
  const texts: readonly (readonly [text: string, english: string, translated: string | undefined])[] = [
    ["title", rule.title, title],
    ["message", rule.message, message],
    ["fix", rule.fix, fix],
    ...own.map(
      ([field, text]) =>
        [`expected.${field}`, text, Object.hasOwn(expected, field) ? expected[field] : undefined] as const,
    ),
  ];
  const fields = new Set(own.map(([field]) => field));
  return [
    ...texts.flatMap(([text, english, translated]) =>
      translated === undefined
        ? [{ text, message: "The text is missing." }]
        : textMistakes(english, translated, isNumber).map((each) => ({ text, message: each })),
    ),
    ...Object.keys(expected)
      .filter((field) => !fields.has(field))
      .map((field) => ({ text: `expected.${field}`, message: "The rule has no such text." })),
  ];
}

/** The same for one text. */
export function textMistakes(
  english: string,
  translated: string,
  isNumber: (name: string) => boolean,
): readonly string[] {
  const parsed = parseMessage(translated);
  if ("mistake" in parsed) return [`${parsed.mistake.message} It is at character ${parsed.mistake.at + 1}.`];
  const source = parseMessage(english);
  const wanted = "mistake" in source ? new Set<string>() : namesIn(source.parts);
  const found = namesIn(parsed.parts);
  return [
    ...[...wanted].filter((name) => !found.has(name)).map((name) => `It does not say {${name}}.`),
    ...[...found].filter((name) => !wanted.has(name)).map((name) => `The English text has no {${name}}.`),
    ...placeholdersOf(parsed.parts)
      .filter(({ name, isPlural }) => isPlural && wanted.has(name) && !isNumber(name))
      .map(({ name }) => `{${name}, plural, …} needs a number.`),
  ];
}

function namesIn(message: Message): ReadonlySet<string> {
  return new Set(placeholdersOf(message).map(({ name }) => name));
}
