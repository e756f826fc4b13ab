import { createWording, type FieldName } from "ems-data-quality";
import { type Locale, locales } from "../languages.ts";

/** What fields and codes are called in one language. */
export interface Labels {
  readonly field: (field: FieldName) => string;
  readonly code: (list: string, code: string) => string;
}

export const labels = Object.fromEntries(locales.map((locale) => [locale, labelsIn(locale)])) as Readonly<
  Record<Locale, Labels>
>;

function labelsIn(locale: Locale): Labels {
  const { fieldLabel, codeLabel } = createWording(locale);
  const countries = new Intl.DisplayNames(locale, { type: "region" });
  // The package's labels stand inside sentences: `end date`.
  const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
  return {
    field: (field) => capitalised(fieldLabel(field)),
    code: (list, code) =>
      capitalised(list === "country" ? (countries.of(code) ?? code) : codeLabel(list, code)),
  };
}
