import { isCalendarDate } from "../../rules/calendar.ts";
import type { CellFormat, DateOrder } from "./format.ts";
import { monthOf } from "./monthNames.ts";

/** A time of day behind a date, with or without seconds, AM/PM and zone. It is not looked at: the date is as written. */
const time =
  "(?:(?:T|,?\\s+|,)\\d{1,2}[:.h]\\d{2}(?:[:.]\\d{2}(?:[.,]\\d+)?)?\\s*(?:[ap]\\.?m\\.?)?\\s*(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2}|[A-Z]{3,4})?)?";
const yearFirst = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${time}$`, "i");
const compact = /^(?:19|20)\d{6}$/;
const inNumbers = new RegExp(`^(\\d{1,2})([-/. ])(\\d{1,2})\\2(\\d{4}|\\d{1,2})${time}$`, "i");
const weekday = "(?:\\p{L}{2,10}\\.?,?\\s+)?";
const dayFirst = new RegExp(
  `^${weekday}(\\d{1,2})(?:st|nd|rd|th|er|º|ª)?\\.?[-/\\s.]*(?:de\\s+|of\\s+)?(\\p{L}{3,10})\\.?,?[-/\\s.]*(?:del?\\s+)?['\u2019]?(\\d{4}|\\d{2})${time}$`,
  "iu",
);
const monthFirst = new RegExp(
  `^${weekday}(\\p{L}{3,10})\\.?[-\\s]*(\\d{1,2})(?:st|nd|rd|th)?,?[-\\s]+(\\d{4}|\\d{2})${time}$`,
  "iu",
);
const yearThenName = new RegExp(`^(\\d{4})[-/\\s](\\p{L}{3,10})\\.?[-/\\s](\\d{1,2})${time}$`, "iu");
const serial = /^\d{5}(?:\.\d+)?$/;

/** Longer text is no date, and matching it would cost. */
const longest = 60;
/** Day 0 of a spreadsheet's calendar, which counts a 29 February 1900 that never was. */
const serialStart = Date.UTC(1899, 11, 30);
/** 1 January 1950 and 31 December 2099: outside, a number of five digits is something else. */
const firstSerial = 18_264;
const lastSerial = 73_050;
const msPerDay = 86_400_000;
/** UNITAR was founded in 1965: no event is older, so `65` is 1965 and `64` is 2064. */
const firstShortYear = 65;

/** A calendar date as `YYYY-MM-DD`, never shifted by a time or a zone; `undefined` where the text is none that is certain. */
export function readDate(text: string, format: CellFormat): string | undefined {
  if (isIsoDate(text)) return text;
  if (text.length > longest) return undefined;
  if (serial.test(text)) return fromSerial(Number(text));
  if (compact.test(text)) return dateFrom(text.slice(0, 4), text.slice(4, 6), text.slice(6));
  const iso = yearFirst.exec(text);
  if (iso !== null) return dateFrom(iso[1], iso[3], iso[4]);
  const numbers = inNumbers.exec(text);
  if (numbers !== null) return readNumbers(numbers, format.dateOrder);
  // A letter and its accent as two signs are no letter to a pattern.
  return readNamed(text.normalize("NFC"));
}

/** The orders in which the text is a date, where it is one of numbers; `undefined` where it is written in another way. */
export function possibleOrders(text: string): readonly DateOrder[] | undefined {
  const parts = text.length > longest ? null : inNumbers.exec(text);
  if (parts === null) return undefined;
  const dates = ordersFor(parts).filter((order) => inOrder(parts, order) !== undefined);
  return dates.length === 0 ? undefined : dates;
}

/** Whether the text is one date in one order and another in another: `05/03/2024`, but not `05/05/2024`. */
export function isAmbiguousDate(text: string): boolean {
  const parts = text.length > longest ? null : inNumbers.exec(text);
  return parts !== null && new Set(datesIn(parts)).size > 1;
}

function readNumbers(parts: RegExpExecArray, order: DateOrder | undefined): string | undefined {
  if (order !== undefined) return inOrder(parts, order);
  const dates = new Set(datesIn(parts));
  return dates.size === 1 ? [...dates][0] : undefined;
}

function datesIn(parts: RegExpExecArray): readonly string[] {
  return ordersFor(parts)
    .map((order) => inOrder(parts, order))
    .filter((date) => date !== undefined);
}

/** Two digits in front are a year only where they cannot be a day, unless a profile says that they are. */
function ordersFor([, first, , , last]: RegExpExecArray): readonly DateOrder[] {
  return last !== undefined && last.length < 3 && Number(first) > 31 ? ["ymd"] : ["dmy", "mdy"];
}

function inOrder([, first, , second, third]: RegExpExecArray, order: DateOrder): string | undefined {
  switch (order) {
    case "dmy":
      return dateFrom(third, second, first);
    case "mdy":
      return dateFrom(third, first, second);
    case "ymd":
      return third !== undefined && third.length < 3 ? dateFrom(first, second, third) : undefined;
  }
}

function readNamed(text: string): string | undefined {
  const yearName = yearThenName.exec(text);
  if (yearName !== null) return named(yearName[1], yearName[2], yearName[3]);
  const day = dayFirst.exec(text);
  if (day !== null) return named(day[3], day[2], day[1]);
  const month = monthFirst.exec(text);
  return month === null ? undefined : named(month[3], month[1], month[2]);
}

function named(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): string | undefined {
  const number = monthOf(month ?? "");
  return number === undefined ? undefined : dateFrom(year, String(number), day);
}

function fromSerial(days: number): string | undefined {
  const day = Math.floor(days);
  if (day < firstSerial || day > lastSerial) return undefined;
  return new Date(serialStart + day * msPerDay).toISOString().slice(0, 10);
}

function dateFrom(year = "", month = "", day = ""): string | undefined {
  const date = `${fullYear(year)}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isCalendarDate(date) ? date : undefined;
}

function fullYear(year: string): string {
  if (year.length !== 2) return year;
  return `${Number(year) < firstShortYear ? "20" : "19"}${year}`;
}

/** Whether the text is a date as most exports write it, found without a pattern or a `Date`: a row can hold several. */
export function isIsoDate(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false;
  const day = digits(text, 8, 10);
  // Whether the day exists has to be asked only at the end of a month.
  return day > 0 && day <= 28 && inYear(digits(text, 5, 7)) && digits(text, 0, 4) > 0
    ? true
    : isCalendarDate(text);
}

function inYear(month: number): boolean {
  return month >= 1 && month <= 12;
}

/** NaN where a sign is no digit. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
