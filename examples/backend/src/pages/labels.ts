import { type FieldName, fields } from "ems-data-quality";
import type { Locale } from "../languages.ts";

/** `end date` as `End date`: labels of the package stand inside sentences. */
function capitalised(text: string, locale: Locale): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

export function labelOf(field: FieldName, locale: Locale): string {
  const definition = fields[field];
  const label =
    "label" in definition
      ? definition.label
      : field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return capitalised(label, locale);
}

export function codeLabelOf(_list: string, code: string, locale: Locale): string {
  return capitalised(code, locale);
}
