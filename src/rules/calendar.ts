import { UTCDateMini as UTCDate } from "@date-fns/utc/date/mini";
import { addDays as addDaysTo } from "date-fns/addDays";
import { differenceInCalendarDays } from "date-fns/differenceInCalendarDays";
import type { FactValue } from "./value.ts";

/** A calendar date as text, `YYYY-MM-DD`: no time, no zone, so nothing can shift it. Two compare as text. */
const shape = /^\d{4}-\d{2}-\d{2}$/;

const epoch = new UTCDate("1970-01-01T00:00:00Z");

/**
 * Days since 1970 of the dates met so far. Dates recur in an export, and reading one costs a hundred times a look-up;
 * the bound keeps hostile input from growing it.
 */
const known = new Map<string, number | undefined>();
const knownAtMost = 10_000;

function dayOf(text: string): number | undefined {
  const before = known.get(text);
  if (before !== undefined || known.has(text)) return before;
  if (known.size >= knownAtMost) known.clear();
  const day = readDay(text);
  known.set(text, day);
  return day;
}

function readDay(text: string): number | undefined {
  if (!shape.test(text)) return undefined;
  const date = new UTCDate(`${text}T00:00:00Z`);
  // The 30th of February becomes the 1st of March: a date that does not come back as it went in is none.
  return Number.isNaN(date.getTime()) || isoDate(date) !== text
    ? undefined
    : differenceInCalendarDays(date, epoch);
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Whether the text is a day of the calendar, as `2024-03-05`. */
export function isCalendarDate(text: string): boolean {
  return text.length === 10 && dayOf(text) !== undefined;
}

/** The day so many days later; `undefined` where the text is no date or the result leaves the years 0000–9999. */
export function addDays(date: string, days: number): string | undefined {
  const day = dayOf(date);
  if (day === undefined) return undefined;
  const end = addDaysTo(epoch, day + days);
  return Number.isNaN(end.getTime()) || end.getUTCFullYear() < 0 || end.getUTCFullYear() > 9999
    ? undefined
    : isoDate(end);
}

/** Days from one date to the other, negative where `to` is earlier; `undefined` where one is no date. */
export function daysBetween(from: string, to: string): number | undefined {
  const start = dayOf(from);
  const end = dayOf(to);
  return start === undefined || end === undefined ? undefined : end - start;
}

/** Whether both look like dates, so that they may be compared as text. Whether the day exists is the reader's to say. */
export function areDates(one: FactValue, other: FactValue): boolean {
  return hasDateShape(one) && hasDateShape(other);
}

function hasDateShape(value: FactValue): boolean {
  return typeof value === "string" && value.length === 10 && value[4] === "-" && value[7] === "-";
}
