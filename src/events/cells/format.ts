import type { FieldName } from "../fields.ts";
import { emptyWords } from "./emptyWords.ts";

export const dateOrders = ["dmy", "mdy", "ymd"] as const;
/** Where day, month and year stand in a date of numbers: `05/03/2024` is 5 March (`dmy`) or 3 May (`mdy`). */
export type DateOrder = (typeof dateOrders)[number];

export const decimalSigns = [".", ","] as const;
export type DecimalSign = (typeof decimalSigns)[number];

export const rateForms = ["percent", "fraction"] as const;
/** Whether 85 % is written `85` or `0.85`. */
export type RateForm = (typeof rateForms)[number];

/**
 * How the cells of one column are written. What is `undefined` is not known: a cell that then reads in two ways is
 * unreadable, because a guess would be wrong silently.
 */
export interface CellFormat {
  readonly dateOrder: DateOrder | undefined;
  readonly decimal: DecimalSign | undefined;
  readonly rate: RateForm | undefined;
  /** Text that stands for an empty cell, in lower case. */
  readonly empty: ReadonlySet<string>;
}

/** How a program writes a field: ISO dates, a decimal point, rates in percent. */
export function isoFormat(field: FieldName): CellFormat {
  return { dateOrder: undefined, decimal: ".", rate: "percent", empty: emptyWords(field) };
}
