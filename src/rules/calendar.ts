import { UTCDate } from "@date-fns/utc/date";
import { addDays as addDaysTo } from "date-fns/addDays";
import { differenceInCalendarDays } from "date-fns/differenceInCalendarDays";
import type { FactValue } from "./value.ts";

/** A calendar date as text, `YYYY-MM-DD`: no time, no zone, so nothing can shift it. Two compare as text. */
const shape = /^\d{4}-\d{2}-\d{2}$/;

/** Dates recur in an export, and making one costs ten times a look-up; the bound keeps hostile input from growing it. */
const known = new Map<string, UTCDate | undefined>();
const knownAtMost = 10_000;

function dateOf(text: string): UTCDate | undefined {
  if (known.has(text)) return known.get(text);
  if (known.size >= knownAtMost) known.clear();
  const date = readDate(text);
  known.set(text, date);
  return date;
}

function readDate(text: string): UTCDate | undefined {
  if (!shape.test(text)) return undefined;
  const date = new UTCDate(`${text}T00:00:00Z`);
  // The 30th of February becomes the 1st of March: a date that does not come back as it went in is none.
  return Number.isNaN(date.getTime()) || isoDate(date) !== text ? undefined : date;
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Whether the text is a day of the calendar, as `2024-03-05`. */
export function isCalendarDate(text: string): boolean {
  return text.length === 10 && dateOf(text) !== undefined;
}

/** The day so many days later; `undefined` where the text is no date or the result leaves the years 0000–9999. */
export function addDays(date: string, days: number): string | undefined {
  const start = dateOf(date);
  if (start === undefined) return undefined;
  const end = addDaysTo(start, days);
  return Number.isNaN(end.getTime()) || end.getUTCFullYear() < 0 || end.getUTCFullYear() > 9999
    ? undefined
    : isoDate(end);
}

/** Days from one date to the other, negative where `to` is earlier; `undefined` where one is no date. */
export function daysBetween(from: string, to: string): number | undefined {
  const start = dateOf(from);
  const end = dateOf(to);
  return start === undefined || end === undefined ? undefined : differenceInCalendarDays(end, start);
}

/** Whether both look like dates, so that they may be compared as text. Whether the day exists is the reader's to say. */
export function areDates(one: FactValue, other: FactValue): boolean {
  return hasDateShape(one) && hasDateShape(other);
}

function hasDateShape(value: FactValue): boolean {
  return typeof value === "string" && value.length === 10 && value[4] === "-" && value[7] === "-";
}
