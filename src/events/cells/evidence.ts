import { isAmbiguousDate, possibleOrders } from "./date.ts";
import { decimalSignOf, isAmbiguousNumber } from "./decimalText.ts";
import type { CellFormat, DateOrder, DecimalSign, RateForm } from "./format.ts";
import { plainValue } from "./marked.ts";
import { isAmbiguousRate, isPercentage } from "./percent.ts";

/** What a column's cells say of how they are written. Of one `text` nothing is said where none stands in question. */
export interface Evidence<Form> {
  /** The form that cells prove; `undefined` where none does, or where two are proven. */
  readonly form: Form | undefined;
  /** A cell that reads in two ways, where no form is proven: the form must be asked for. */
  readonly inQuestion: string | undefined;
  /** The first cells that prove two different forms, by their places: no form fits them all. */
  readonly conflict?: readonly [number, number];
}

/** A day above 12 proves the order of all dates of its column. */
export function dateOrderOf(cells: Iterable<string>): Evidence<DateOrder> {
  return evidence(
    cells,
    (text) => {
      const orders = possibleOrders(text);
      return orders?.length === 1 ? orders[0] : undefined;
    },
    isAmbiguousDate,
  );
}

/** A percent sign or a number too large for a fraction proves that a column holds percentages. Nothing proves fractions. */
export function rateFormOf(cells: Iterable<string>, format: CellFormat): Evidence<RateForm> {
  return evidence(
    cells,
    (text) => (isPercentage(text, format) ? "percent" : undefined),
    (text) => isAmbiguousRate(text, format),
  );
}

/** `12.5` or `1.234,5` proves the decimal sign. It is a matter of the whole file: take the cells of all its numbers. */
export function decimalOf(cells: Iterable<string>): Evidence<DecimalSign> {
  return evidence(cells, decimalSignOf, isAmbiguousDecimal);
}

/** Whether the text is a whole number or one with decimals: `1.234`. With a comma it is a whole number for all. */
export function isAmbiguousDecimal(text: string): boolean {
  return text.includes(".") && isAmbiguousNumber(text);
}

function evidence<Form>(
  cells: Iterable<string>,
  provenBy: (text: string) => Form | undefined,
  isInQuestion: (text: string) => boolean,
): Evidence<Form> {
  const proven = new Map<Form, number>();
  let inQuestion: string | undefined;
  let at = 0;
  for (const cell of cells) {
    const text = plainValue(cell);
    const form = provenBy(text);
    if (form === undefined) {
      if (inQuestion === undefined && isInQuestion(text)) inQuestion = text;
    } else if (!proven.has(form)) proven.set(form, at);
    at++;
  }
  const [form] = proven.keys();
  if (proven.size === 1) return { form, inQuestion: undefined };
  const [one, other] = proven.values();
  return one === undefined || other === undefined
    ? { form: undefined, inQuestion }
    : { form: undefined, inQuestion, conflict: [one, other] };
}
