import { daysBetween } from "../../rules/calendar.ts";

/** Days since 1970 of a date. */
export function dayOf(date: string): number {
  return daysBetween("1970-01-01", date) ?? 0;
}

/** The date of so many days since 1970. */
export function dateOf(day: number): string {
  const date = new Date(day * 86_400_000);
  return date.toISOString().slice(0, 10);
}
