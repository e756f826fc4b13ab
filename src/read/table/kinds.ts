/** What a cell looks like, roughly: enough to tell a header from the rows below it. */
export type CellKind = "empty" | "number" | "date" | "time" | "link" | "word" | "text";

// Each pattern is one run of a character class or fixed counts, so none can backtrack at length.
const NUMBER = /^[-+(]?[$€£¥]?[-+]?\d[\d.,'\u00a0\u202f ]*(?:[eE][-+]?\d{1,3})?\s?[%)€£$]?$/;
const DATE = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]\d{1,2}:\d{2}[0-9:.Z+-]{0,20})?$/;
const NAMED_DATE = /^\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{2,4}$/;
const TIME = /^\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?$/;
const LINK = /^(?:https?:\/\/|www\.)\S+$/;
const MAIL = /^[^\s@,;]{1,64}@[^\s@,;]{1,190}$/;
const WORD = /^[\p{L}\p{N}_.#/&()+-]+(?: [\p{L}\p{N}_.#/&()+-]+){0,2}$/u;

/** Longer cells are text, whatever they hold. */
const MAX_VALUE = 64;

export function cellKind(cell: string): CellKind {
  const text = cell.trim();
  if (text === "") return "empty";
  if (text.length > 256) return "text";
  if (LINK.test(text) || (text.includes("@") && MAIL.test(text))) return "link";
  if (text.length > MAX_VALUE) return "text";
  if (DATE.test(text) || NAMED_DATE.test(text)) return "date";
  if (NUMBER.test(text)) return "number";
  if (TIME.test(text)) return "time";
  return WORD.test(text) ? "word" : "text";
}

/** Whether the cell is a value of a kind that a column's name hardly ever is. */
export function isValue(cell: string): boolean {
  const kind = cellKind(cell);
  return kind === "number" || kind === "date" || kind === "time" || kind === "link";
}

/** Whether the cell is a year, which names columns as well as it is a value. */
export function isYear(cell: string): boolean {
  return /^(?:19|20)\d\d$/.test(cell.trim());
}

/** Letters and digits of a cell as classes, runs joined: `MG-8769` and `RI-3895` are both `A-9`. */
export function cellShape(cell: string): string {
  return cell
    .slice(0, MAX_VALUE)
    .replace(/\d+/g, "9")
    .replace(/\p{Lu}+/gu, "A")
    .replace(/\p{Ll}+/gu, "a");
}
