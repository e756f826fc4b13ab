import { eventFacts } from "../events/facts.ts";
import { fieldNames } from "../events/fields.ts";
import { previousNameOf } from "../events/outside/previousFacts.ts";
import { isDerived } from "../rules/fact.ts";
import type { FactValue } from "../rules/value.ts";
import { type ExplanationKey, shippedExplanations } from "../shipped/explanations.generated.ts";
import { own } from "./own.ts";
import { createTexts, type TextValues } from "./texts.ts";
import type { Wording } from "./wording.ts";
import { wordingOf } from "./wordingOf.ts";

/** The words of an explanation. */
export interface ExplanationWords {
  /** Words and formats of the same language. */
  readonly wording: Wording;
  readonly text: (key: ExplanationKey, values?: TextValues) => string;
  /** What a fact is called: `end date`, `stored end date`. */
  readonly label: (fact: string) => string;
  /** The clause for a fact that is true or false, where it has one: `the event has ended`. */
  readonly says: (fact: string, value: boolean) => string | undefined;
  /** A value of a fact as people read it; a code is called by its label. */
  readonly value: (fact: string, value: FactValue) => string;
  /** What the unit of a parameter is called: `days`. */
  readonly unit: (unit: string) => string;
}

const made = new WeakMap<Wording, ExplanationWords>();

/**
 * The words in which something is explained.
 *
 * @param locale A language tag, or a wording. Default: English.
 * @throws {DataQualityError} where it is neither.
 */
export function explanationWords(locale?: string | Wording): ExplanationWords {
  const wording = wordingOf(locale);
  const known = made.get(wording);
  if (known !== undefined) return known;
  const words = createWords(wording);
  made.set(wording, words);
  return words;
}

type Texts = Readonly<Record<string, string>>;

const definitions = new Map(eventFacts.map((fact) => [fact.name, fact]));
/** By the name of the fact of the stored version. */
const fieldOf: ReadonlyMap<string, string> = new Map(fieldNames.map((name) => [previousNameOf(name), name]));

function createWords(wording: Wording): ExplanationWords {
  const spoken: readonly (Texts | undefined)[] = [
    wording.catalogue?.explanation,
    shippedTexts(wording.language),
    shippedTexts("en"),
  ];

  function find(key: string): string | undefined {
    for (const texts of spoken) {
      const found = own(texts, key);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  const text = createTexts<ExplanationKey>("explanation", find, wording.formats);

  function label(fact: string): string {
    const found = find(`label.${fact}`);
    if (found !== undefined) return found;
    const field = fieldOf.get(fact);
    return field === undefined ? wording.fieldLabel(fact) : text("label.stored", { fact: label(field) });
  }

  function says(fact: string, value: boolean): string | undefined {
    const found = find(`says.${fact}.${value}`);
    if (found !== undefined) return found;
    const field = fieldOf.get(fact);
    const clause = field === undefined ? undefined : says(field, value);
    if (clause !== undefined) return text("says.stored", { says: clause });
    return definitions.get(fact)?.says?.[value ? "true" : "false"];
  }

  function value(fact: string, value: FactValue): string {
    if (typeof value === "boolean") return wording.formats.flag(value);
    const definition = definitions.get(fact);
    const codeList = definition === undefined || isDerived(definition) ? undefined : definition.codeList;
    const items = typeof value === "object" ? value : [value];
    return items
      .map((item) => (codeList === undefined ? String(item) : wording.codeLabel(codeList, String(item))))
      .join(", ");
  }

  return { wording, text, label, says, value, unit: (unit) => find(`unit.${unit}`) ?? unit };
}

function shippedTexts(language: string): Texts | undefined {
  const text = own(shippedExplanations, language);
  // Tests read each with its schema.
  return text === undefined ? undefined : (JSON.parse(text) as Texts);
}
