import { isObject, optionError } from "../optionError.ts";
import { createWording, defaultWording, type Wording } from "./wording.ts";

/**
 * What a caller gives as `locale`: a language tag, or words of its own.
 *
 * @throws {DataQualityError} where it is neither.
 */
export function wordingOf(locale: string | Wording | undefined): Wording {
  if (locale === undefined) return defaultWording();
  if (typeof locale === "string") return createWording(locale);
  if (isObject(locale) && typeof locale.text === "function") return locale;
  throw optionError("locale", locale, "a language tag such as fr, or words from createWording");
}
