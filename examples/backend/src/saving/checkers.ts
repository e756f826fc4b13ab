import { type Checker, type CheckerOptions, createChecker } from "ems-data-quality";
import { lookupLimit, lookupsAtATime } from "../database/connect.ts";
import type { Locale } from "../languages.ts";

export type Checkers = Readonly<Record<Locale, Checker>>;

/** One checker a language, made at start and shared by all requests: rules are compiled once. */
export function createCheckers(options: Omit<CheckerOptions, "locale" | "profile">): Checkers {
  const lookups = { timeoutMs: lookupLimit, concurrency: lookupsAtATime };
  const of = (locale: Locale): Checker => createChecker({ lookups, ...options, locale });
  return { en: of("en"), fr: of("fr"), es: of("es") };
}
