import type { FastifyRequest } from "fastify";

export const locales = ["en", "fr", "es"] as const;
export type Locale = (typeof locales)[number];

export function isLocale(text: unknown): text is Locale {
  return (locales as readonly unknown[]).includes(text);
}

/** `?lang=` where it is given, else the first of ours that the browser asks for, else English. */
export function localeOf(request: FastifyRequest): Locale {
  const { query } = request;
  const asked = typeof query === "object" && query !== null && "lang" in query ? query.lang : undefined;
  if (isLocale(asked)) return asked;
  const accepted: unknown = request.language([...locales]);
  return isLocale(accepted) ? accepted : "en";
}
