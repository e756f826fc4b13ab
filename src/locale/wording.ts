import { createFormats, type Formats } from "../engine/formats.ts";
import type { RuleTranslation, RuleWording } from "../engine/wording.ts";
import { DataQualityError, type Problem, refuseProblems } from "../errors.ts";
import { eventFacts } from "../events/facts.ts";
import { describe } from "../issues.ts";
import { refuseUnknownOptions } from "../optionError.ts";
import type { Rule } from "../rules/schema.ts";
import { takenApart } from "../rules/takenApart.ts";
import { shippedCatalogues, type TextKey } from "../shipped/locales.generated.ts";
import { shorten } from "../shorten.ts";
import type { Catalogue, RuleTexts } from "./catalogue.ts";
import { hashOfTexts } from "./hashOfTexts.ts";
import { own } from "./own.ts";
import { createTexts, type TextValues } from "./texts.ts";
import { translationMistakes } from "./translationMistakes.ts";

/** In which words and formats the package speaks. Immutable: safe to share. */
export interface Wording extends RuleWording {
  /** The language and region of numbers and dates (BCP 47): `fr-CH`. */
  readonly locale: string;
  /** The language of the texts: `fr`; `en` where there are no texts in the language that was asked for. */
  readonly language: string;
  /** How values are written in that language. */
  readonly formats: Formats;
  /** `undefined` where the rule has no translation, or has one of other texts than it has now: its own texts are shown. */
  readonly rule: (rule: Rule) => (RuleTranslation & { readonly title: string }) | undefined;
  /** What the package itself says. */
  readonly text: (key: TextKey, values?: TextValues) => string;
  /** What a field or a derived fact is called: `end date`. */
  readonly fieldLabel: (field: string) => string;
  /** What a code of a code list is called: `completed` in the list `status`; the code itself where it has no other name. */
  readonly codeLabel: (codeList: string, code: string) => string;
  /** The texts of one's own that it was made with. */
  readonly catalogue?: Catalogue;
}

export interface WordingOptions {
  /** Texts of one's own, from `parseCatalogue`: another language, or rules of one's own. They come before the shipped ones. */
  readonly catalogue?: Catalogue;
}

/** The languages that the package has texts in. */
export const languages: readonly string[] = Object.keys(shippedCatalogues);

/**
 * The words and formats of a language. A language without texts has the English ones.
 *
 * @param locale A language tag (BCP 47) such as `fr`, `es-MX` or `fr-CH`.
 * @throws {DataQualityError} where it is no language tag, or the catalogue is of another language or does not fit.
 *
 * @example
 * ```ts
 * const wording = createWording("fr");
 * wording.codeLabel("status", "cancelled"); // "annulé"
 * wording.formats.date("2021-12-01"); // "1er décembre 2021"
 * ```
 */
export function createWording(locale = "en", options: WordingOptions = {}): Wording {
  refuseUnknownOptions(options, ["catalogue"]);
  const { catalogue } = options;
  const asked = tagOf(locale);
  if (catalogue !== undefined && languageOf(catalogue.language) !== asked.language) {
    throw new DataQualityError([
      {
        code: "catalogue-language",
        message: `The catalogue is in another language than the locale ${JSON.stringify(asked.tag)}.`,
        found: JSON.stringify(catalogue.language),
        expected: JSON.stringify(asked.language),
      },
    ]);
  }
  const isShipped = Object.hasOwn(shippedCatalogues, asked.language);
  const hasTexts = catalogue !== undefined || isShipped;
  const english = createLanguage([shipped("en")], asked.language === "en" ? asked.tag : "en-GB");
  const tag = hasTexts && (isShipped || isSupported(asked.tag)) ? asked.tag : "en-GB";
  const spoken =
    !hasTexts || (asked.language === "en" && catalogue === undefined)
      ? english
      : createLanguage([() => catalogue, shipped(asked.language), shipped("en")], tag);
  const translations = new WeakMap<Rule, { readonly found: ReturnType<Wording["rule"]> }>();

  function rule(rule: Rule): ReturnType<Wording["rule"]> {
    const known = translations.get(rule);
    if (known !== undefined) return known.found;
    const found = translate(rule);
    translations.set(rule, { found });
    return found;
  }

  function translate(rule: Rule): ReturnType<Wording["rule"]> {
    const own = ofRule(catalogue, rule);
    if (own !== undefined) refuseUnfit(rule, own);
    const texts = own ?? (hasTexts ? ofRule(shipped(asked.language)(), rule) : undefined);
    if (texts === undefined) return undefined;
    const { title, message, fix, expected = {} } = texts;
    return { title, message, fix, expected, formats: spoken.formats };
  }

  return {
    locale: tag,
    language: hasTexts ? asked.language : "en",
    formats: spoken.formats,
    ownFormats: english.formats,
    rule,
    text: spoken.text,
    fieldLabel: spoken.fieldLabel,
    codeLabel: spoken.codeLabel,
    ...(catalogue === undefined ? {} : { catalogue }),
  };
}

let english: Wording | undefined;

/** The words of the package where nobody asked for a language; made once. */
export function defaultWording(): Wording {
  english ??= createWording();
  return english;
}

/** The translation of a rule, where its texts are still those that were translated. */
function ofRule(catalogue: Catalogue | undefined, rule: Rule): RuleTexts | undefined {
  const texts = own(catalogue?.rules, rule.id);
  return texts !== undefined && (texts.of === undefined || texts.of === hashOfTexts(rule))
    ? texts
    : undefined;
}

function refuseUnfit(rule: Rule, texts: RuleTexts): void {
  const isNumber = (name: string): boolean => isNumberOf(rule, name) !== false;
  refuseProblems(
    translationMistakes(rule, texts, isNumber)
      // What is not translated is shown in English.
      .filter(({ text }) => !text.startsWith("expected.") || own(texts.expected, text.slice(9)) !== undefined)
      .map(
        ({ text, message }): Problem => ({
          code: "catalogue-text",
          message,
          path: `$.rules[${JSON.stringify(rule.id)}].${text}`,
        }),
      ),
  );
}

/** Whether a value that a rule's text may name is a number; `undefined` for a fact that is not the package's. */
export function isNumberOf(rule: Pick<Rule, "params">, name: string): boolean | undefined {
  if (name === "due" || name === "asOf") return false;
  if (name.startsWith("params."))
    return typeof own(rule.params, name.slice("params.".length))?.default === "number";
  const fact = eventFacts.find((each) => each.name === name);
  return fact === undefined ? undefined : fact.type === "number";
}

interface Language extends Pick<Wording, "text" | "fieldLabel" | "codeLabel"> {
  readonly formats: Formats;
}

/** @param sources The catalogues, the first that has a text counts; the last is the English one, which has all. */
function createLanguage(sources: readonly (() => Catalogue | undefined)[], tag: string): Language {
  function first<Found>(find: (catalogue: Catalogue) => Found | undefined): Found | undefined {
    for (const source of sources) {
      const catalogue = source();
      const found = catalogue === undefined ? undefined : find(catalogue);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function word(key: TextKey): string {
    return first(({ texts }) => own(texts, key)) ?? key;
  }

  const codeOf = (codeList: string, code: string): string | undefined =>
    first(({ codes }) => own(own(codes, codeList), code));

  const formats = createFormats(
    tag,
    { yes: word("value.yes"), no: word("value.no"), none: word("value.none"), hidden: word("value.hidden") },
    codeOf,
  );

  return {
    formats,
    text: createTexts<TextKey>("texts", (key) => first(({ texts }) => own(texts, key)), formats),
    fieldLabel: (field) =>
      first(({ fields }) => own(fields, field)) ??
      eventFacts.find(({ name }) => name === field)?.label ??
      takenApart(field),
    codeLabel: (codeList, code) => codeOf(codeList, code) ?? code,
  };
}

const catalogues = new Map<string, Catalogue>();

/** A catalogue of the package, parsed when it is first needed, and once. */
function shipped(language: string): () => Catalogue | undefined {
  return () => {
    const known = catalogues.get(language);
    const text = own(shippedCatalogues, language);
    if (known !== undefined || text === undefined) return known;
    // Tests read each with its schema; that costs more than all else here.
    const catalogue = JSON.parse(text) as Catalogue;
    catalogues.set(language, catalogue);
    return catalogue;
  };
}

/** Plain English is British English, as the UN writes it. Extensions, of which one is another calendar, are left out. */
function tagOf(locale: unknown): { readonly tag: string; readonly language: string } {
  const tag = typeof locale === "string" ? canonical(locale) : undefined;
  if (tag === undefined) throw localeError(locale);
  const { baseName, language } = new Intl.Locale(tag);
  return { tag: baseName === "en" ? "en-GB" : baseName, language };
}

/** `undefined` for what is no language tag. Languages have two or three letters; `french` has the shape of one, but is none. */
function canonical(locale: string): string | undefined {
  if (!/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,9}$/.test(locale)) return undefined;
  try {
    return Intl.getCanonicalLocales(locale)[0];
  } catch {
    return undefined;
  }
}

function languageOf(language: string): string | undefined {
  const tag = canonical(language);
  return tag === undefined ? undefined : new Intl.Locale(tag).language;
}

function localeError(locale: unknown): DataQualityError {
  // What POSIX writes: fr_CH.UTF-8.
  const meant =
    typeof locale === "string"
      ? canonical((/^[A-Za-z_]{2,20}/.exec(locale)?.[0] ?? "").replaceAll("_", "-"))
      : undefined;
  return new DataQualityError([
    {
      code: "invalid-locale",
      message: "The locale is no language tag.",
      found: typeof locale === "string" ? JSON.stringify(shorten(locale, 40)) : describe(locale),
      expected: "a tag such as en, fr, es or fr-CH",
      ...(meant === undefined ? {} : { hint: `Did you mean ${JSON.stringify(meant)}?` }),
    },
  ]);
}

/** A language that `Intl` does not know it would write as the machine is set. To ask takes 10 ms or more. */
function isSupported(tag: string): boolean {
  return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
}
