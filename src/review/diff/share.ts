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
