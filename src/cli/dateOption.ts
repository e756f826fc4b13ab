import { isCalendarDate } from "../rules/calendar.ts";
import { wrongOption } from "./wrongOption.ts";

/**
 * A day, as `2025-06-30`.
 *
 * @throws {DataQualityError} where it is none.
 */
export function dateOption(option: string, text: string): string {
  if (!isCalendarDate(text)) throw wrongOption(option, text, "a date such as 2025-06-30");
  return text;
}
