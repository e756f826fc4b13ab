import { type Checker, type CheckerOptions, createChecker } from "ems-data-quality";
import type { Locale } from "../languages.ts";

export type Checkers = Readonly<Record<Locale, Checker>>;

/** One checker a language, made at start and shared by all requests: rules are compiled once. */
export function createCheckers(options: Omit<CheckerOptions, "locale" | "profile">): Checkers {
  const of = (locale: Locale): Checker => createChecker({ ...options, locale });
  return { en: of("en"), fr: of("fr"), es: of("es") };
}
