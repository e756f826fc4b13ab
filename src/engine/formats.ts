import { isCalendarDate } from "../rules/calendar.ts";
import type { PluralCategory } from "../rules/message.ts";

/** How values are written in a text of some language. */
export interface Formats {
  /** With at most two decimals. */
  readonly number: (value: number) => string;
  /** `2021-12-11` as people read it: `11 December 2021`. What is no date stays as it is. */
  readonly date: (date: string) => string;
  readonly flag: (value: boolean) => string;
  /** How a code of a code list is called; not given, or `undefined`: as it is written. */
  readonly code?: (codeList: string, code: string) => string | undefined;
  /** Which form of a plural goes with a number. */
  readonly plural: (count: number) => PluralCategory;
  /** What stands for a value that is not there. */
  readonly none: string;
  /** What stands for a value that may be personal. */
  readonly hidden: string;
}

/** The words that {@link Formats} needs. */
export interface ValueWords {
  readonly yes: string;
  readonly no: string;
  readonly none: string;
  readonly hidden: string;
}

/** Dates and numbers recur in an export, and `Intl` needs a microsecond for one; the bound is for hostile input. */
const knownAtMost = 10_000;

/**
 * The formats of a language and region by `Intl`; nothing of it is made before the first value is written.
 *
 * @param tag A language tag (BCP 47) that `Intl` knows.
 */
export function createFormats(
  tag: string,
  { yes, no, none, hidden }: ValueWords,
  code?: Formats["code"],
): Formats {
  const numberFormat = once(() => new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }));
  const dateFormat = once(
    () => new Intl.DateTimeFormat(tag, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }),
  );
  const pluralRules = once(() => new Intl.PluralRules(tag));
  const isFrench = /^fr\b/i.test(tag);

  function writeDate(date: string): string {
    if (!isCalendarDate(date)) return date;
    const parts = dateFormat().formatToParts(new Date(`${date}T00:00:00Z`));
    const text = parts.map(({ type, value }) =>
      isFrench && type === "day" && value === "1" ? "1er" : value,
    );
    return plainSpaces(text.join(""));
  }

  function writeNumber(value: number): string {
    // Beyond this a number is a mistake, and three hundred grouped digits help nobody to see it.
    if (!(Math.abs(value) < 1e15)) return String(value);
    const parts = numberFormat().formatToParts(rounded(value));
    // Versions differ in what parts the thousands of Swiss French, a space or an apostrophe; UN texts have the space.
    const text = parts.map(({ type, value: part }) => (isFrench && type === "group" ? "\u00a0" : part));
    return plainSpaces(text.join(""));
  }

  return {
    number: remembered(writeNumber),
    date: remembered(writeDate),
    flag: (value) => (value ? yes : no),
    ...(code === undefined ? {} : { code }),
    plural: remembered((count) => pluralRules().select(rounded(count))),
    none,
    hidden,
  };
}

/** To two decimals, as it is shown, so that what is shown as 1 counts as one. */
function rounded(value: number): number {
  // No minus before a zero.
  return Math.abs(value) < 1e13 ? Math.round(value * 100) / 100 + 0 : value;
}

/** Versions of Unicode's data differ in which no-break space they take; the same bytes are wanted everywhere. */
function plainSpaces(text: string): string {
  return text.replaceAll("\u202f", "\u00a0");
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function remembered<Value, Result extends string>(write: (value: Value) => Result): (value: Value) => Result {
  const known = new Map<Value, Result>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const text = write(value);
    if (known.size >= knownAtMost) known.clear();
    known.set(value, text);
    return text;
  };
}
