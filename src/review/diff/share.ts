/** A share such as 5%, held exactly. */
export interface Share {
  /** As it was typed. */
  readonly text: string;
  /** Whether a count is more than this share of a whole; no rounding. */
  readonly isExceededBy: (count: number, whole: number) => boolean;
}

/** `5%`, `0.25%`; `undefined` for what is none. */
export function parseShare(text: string): Share | undefined {
  const found = /^(\d{1,6})(?:\.(\d{1,6}))?\s?%$/.exec(text.trim());
  if (found === null) return undefined;
  const [, whole = "", fraction = ""] = found;
  const share = BigInt(whole + fraction);
  const of = 100n * 10n ** BigInt(fraction.length);
  return { text: text.trim(), isExceededBy: (count, total) => BigInt(count) * of > share * BigInt(total) };
}

/** `1.2%` of a whole, for people: never 0% of something nor 100% where something is left; – of nothing. */
export function shareInWords(count: number, whole: number): string {
  if (whole === 0) return "–";
  const percent = (100 * count) / whole;
  if (count > 0 && percent < 0.1) return "<0.1%";
  if (count < whole && percent > 99.9) return ">99.9%";
  return `${Number(percent.toFixed(1))}%`;
}
