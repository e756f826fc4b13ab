import { eventFacts } from "../src/events/facts.ts";
import type { Catalogue } from "../src/locale/catalogue.ts";
import { expectedOf, hashOfCatalogue, hashOfTexts } from "../src/locale/hashOfTexts.ts";
import { textMistakes, translationMistakes } from "../src/locale/translationMistakes.ts";
import { isNumberOf } from "../src/locale/wording.ts";
import type { Rule } from "../src/rules/schema.ts";

/** What is wrong with a catalogue of the package. */
export interface LocaleMistake {
  readonly kind: "missing" | "stale" | "superfluous" | "text";
  /** `rules.coc-missing.message`, `texts.cell.fix`, `codes.status.planned`. */
  readonly entry: string;
  readonly message?: string;
}

/** Numbers among the values of the package's own texts; all others are text. */
const counts: ReadonlySet<string> = new Set(["rules", "cells", "findings", "days"]);

/** Holds a catalogue against the English texts of the rules that are shown to people, and of the package itself. */
export function localeMistakes(
  catalogue: Catalogue,
  english: Catalogue,
  rules: readonly Rule[],
): readonly LocaleMistake[] {
  const shown = rules.filter(({ state }) => state !== "retired");
  const ids = new Set(shown.map(({ id }) => id));
  const source = withFacts(english);
  const englishTexts = flatTexts(source);
  const texts = flatTexts(catalogue);
  return [
    ...(catalogue.of === hashOfCatalogue(source) ? [] : [{ kind: "stale", entry: "of" } as const]),
    ...[...englishTexts].flatMap(([entry, text]): readonly LocaleMistake[] => {
      const translated = texts.get(entry);
      if (translated === undefined) return [{ kind: "missing", entry }];
      // Labels are shown as they are.
      const found = /^(?:texts|explanation)\./.test(entry)
        ? textMistakes(text, translated, (name) => counts.has(name))
        : [];
      return [...found, ...typography(catalogue.language, translated)].map((message) => ({
        kind: "text",
        entry,
        message,
      }));
    }),
    ...[...texts.keys()]
      .filter((entry) => !englishTexts.has(entry))
      .map((entry): LocaleMistake => ({ kind: "superfluous", entry })),
    ...shown.flatMap((rule) => ruleMistakes(catalogue, rule)),
    ...Object.keys(catalogue.rules ?? {})
      .filter((id) => !ids.has(id))
      .map((id): LocaleMistake => ({ kind: "superfluous", entry: `rules.${id}` })),
  ];
}

function ruleMistakes({ rules = {}, language }: Catalogue, rule: Rule): readonly LocaleMistake[] {
  const entry = `rules.${rule.id}`;
  const texts = Object.hasOwn(rules, rule.id) ? rules[rule.id] : undefined;
  if (texts === undefined) return [{ kind: "missing", entry }];
  const { title, message, fix, expected = {} } = texts;
  return [
    ...(texts.of === hashOfTexts(rule) ? [] : [{ kind: "stale", entry } as const]),
    ...translationMistakes(rule, texts, (name) => isNumberOf(rule, name) === true).map(
      ({ text, message: told }): LocaleMistake => ({
        kind: "text",
        entry: `${entry}.${text}`,
        message: told,
      }),
    ),
    ...[title, message, fix, ...Object.values(expected)]
      .flatMap((text) => typography(language, text))
      .map((told): LocaleMistake => ({ kind: "text", entry, message: told })),
  ];
}

/** What a reader of the language would stumble over. */
function typography(language: string, text: string): readonly string[] {
  return [
    ...(text.includes("'") ? ["The apostrophe is ’ and not '."] : []),
    ...(language === "fr" && /[^\u00a0\s«] ?[:;?!»](?=\s|$)|« ?[^\u00a0]| [:;?!»%]/.test(outsideBraces(text))
      ? ["Before : ; ? ! » % and after « stands a no-break space (U+00A0)."]
      : []),
    ...(language === "es" && /[^\u00a0]%/.test(text) ? ["Before % stands a no-break space (U+00A0)."] : []),
  ];
}

/** Without the signs of placeholders and plurals; a colon in a time or an address is followed by no space. */
function outsideBraces(text: string): string {
  return text.replace(/[{}]/g, "x");
}

/** With the English words of facts, which stand beside each: those of the stored version are made of them. */
function withFacts(english: Catalogue): Catalogue {
  const { fields = {}, explanation = {} } = english;
  const words = eventFacts.flatMap((fact): readonly (readonly [string, string])[] => {
    const { name, label, says } = fact;
    if (name.startsWith("previous")) return [];
    return [
      ...(label === undefined || Object.hasOwn(fields, name) ? [] : [[`label.${name}`, label] as const]),
      ...(says === undefined
        ? []
        : [[`says.${name}.true`, says.true] as const, [`says.${name}.false`, says.false] as const]),
    ];
  });
  return { ...english, explanation: { ...explanation, ...Object.fromEntries(words) } };
}

function flatTexts({
  texts = {},
  explanation = {},
  fields = {},
  codes = {},
}: Catalogue): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(texts).map(([key, text]) => [`texts.${key}`, text] as const),
    ...Object.entries(explanation).map(([key, text]) => [`explanation.${key}`, text] as const),
    ...Object.entries(fields).map(([key, text]) => [`fields.${key}`, text] as const),
    ...Object.entries(codes).flatMap(([list, labels]) =>
      Object.entries(labels).map(([code, text]) => [`codes.${list}.${code}`, text] as const),
    ),
  ]);
}

/** The catalogue with the hashes of the English texts as they are now, of all entries or of some rules. */
export function withHashes(
  catalogue: Catalogue,
  english: Catalogue,
  rules: readonly Rule[],
  ids?: ReadonlySet<string>,
): Catalogue {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return {
    ...catalogue,
    ...(ids === undefined ? { of: hashOfCatalogue(withFacts(english)) } : {}),
    rules: Object.fromEntries(
      Object.entries(catalogue.rules ?? {}).map(([id, texts]) => {
        const rule = byId.get(id);
        const isMeant = rule !== undefined && (ids === undefined || ids.has(id));
        return [id, isMeant ? { ...texts, of: hashOfTexts(rule) } : texts];
      }),
    ),
  };
}

/** What a translator has to work from where an entry is missing or stale. */
export function sourceOf(rule: Rule): Readonly<Record<string, string>> {
  const { title, message, fix, fields } = rule;
  return {
    title,
    message,
    fix,
    ...Object.fromEntries(expectedOf(fields).map(([field, text]) => [`expected.${field}`, text])),
  };
}
