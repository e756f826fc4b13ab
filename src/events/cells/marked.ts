import { trimBlanks } from "./blank.ts";

/** `="0012"`, as programs write what a spreadsheet is to keep as text. */
const formula = /^="([^"]*)"$/;
/** `'0012`, as a person makes a spreadsheet keep it as text. */
const apostrophe = /^'[\d+-][^']*$/;
/** `1.2E+03`, as a spreadsheet writes a long number: its last digits are gone. */
const rounded = /^\d(?:[.,]\d+)?E\+\d{2,}$/;

/** A cell's text without blanks at its ends and without the formula that keeps it text. */
export function plainText(cell: string): string {
  const text = trimBlanks(cell);
  if (text.charCodeAt(0) !== 0x3d) return text;
  const inside = formula.exec(text)?.[1];
  return inside === undefined ? text : trimBlanks(inside);
}

/** {@link plainText} of a number, a date or a code, for which an apostrophe in front is no part of it either. */
export function plainValue(cell: string): string {
  const text = plainText(cell);
  return text.charCodeAt(0) === 0x27 && apostrophe.test(text) ? text.slice(1) : text;
}

/** Whether a spreadsheet took a code for a number and wrote it shorter than it was. */
export function isRounded(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0x30 && last <= 0x39 && text.length < 30 && text.includes("E+") && rounded.test(text);
}
