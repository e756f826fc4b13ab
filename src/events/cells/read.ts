import { type FactValue, Unreadable } from "../../rules/value.ts";
import { type FieldDefinition, type FieldName, fields } from "../fields.ts";
import { isFormulaError } from "./blank.ts";
import { readCode } from "./code.ts";
import { readCount, readDigits } from "./count.ts";
import { isIsoDate, readDate } from "./date.ts";
import { readFlag } from "./flag.ts";
import type { CellFormat } from "./format.ts";
import { readLanguages } from "./languages.ts";
import { isRounded, plainText, plainValue } from "./marked.ts";
import { readPercent } from "./percent.ts";
import { readScore } from "./score.ts";

/** A cell after reading; `undefined` is an empty one. */
export type CellValue = FactValue | Unreadable | undefined;
export type CellReader = (text: string) => CellValue;

/** No name of a code, no number and no date is longer: longer text need not be looked at. */
const longest = 200;
/** What a spreadsheet's cell holds at most. Longer text is no entry of a person, and is not looked at: time stays bounded. */
export const longestCell = 32_767;
/** Identifiers, units and the like stand in every finding of an event; lists of languages and countries are shorter (ours). */
export const longestCode = 1_000;
/** Different texts of a column that are remembered; a column with more has few that come again. */
const rememberedAtMost = 4_000;

/**
 * Makes the function that reads the cells of one field: text to value, {@link Unreadable}, or `undefined` where it is
 * empty. It knows nothing of files.
 *
 * @example
 * ```ts
 * cellReader("participants", isoFormat("participants"))("1,234"); // 1234
 * ```
 */
export function cellReader(field: FieldName, format: CellFormat): CellReader {
  const { kind, codeList }: FieldDefinition = fields[field];
  switch (kind) {
    case "id":
      return noLonger(idReader(format));
    case "text":
    case "person":
    case "email":
      return textReader(format, plainText);
    case "code":
      return remembered(
        reader(format, (text) => (codeList === undefined ? text : short(text, readCode, codeList))),
      );
    case "openCode":
      if (codeList === "language") {
        return noLonger(remembered(reader(format, (text) => short(text, readLanguages, undefined) ?? text)));
      }
      return noLonger(
        remembered(
          reader(format, (text) =>
            codeList === undefined ? text : (short(text, readCode, codeList) ?? text),
          ),
        ),
      );
    case "flag":
      return remembered(reader(format, (text) => short(text, readFlag, undefined)));
    case "date":
      return dateReader(format);
    case "count":
      return countReader(format);
    case "percent":
      return remembered(reader(format, (text) => short(text, readPercent, format)));
    case "score":
      return remembered(reader(format, (text) => short(text, readScore, format)));
  }
}

function short<Value, Extra>(
  text: string,
  read: (text: string, extra: Extra) => Value | undefined,
  extra: Extra,
): Value | undefined {
  return text.length > longest ? undefined : read(text, extra);
}

/** What stays text as it is, where it is too long to be any code; blanks around it do not count. */
function noLonger(read: CellReader): CellReader {
  return (cell) => {
    const value = read(cell);
    return typeof value === "string" && value.length > longestCode ? new Unreadable(value) : value;
  };
}

/** What every cell goes through first: blanks, words for empty, a spreadsheet's errors. */
function reader(format: CellFormat, read: (text: string) => FactValue | undefined): CellReader {
  const isEmpty = emptyTest(format.empty);
  return (cell) => {
    if (cell.length > longestCell) return new Unreadable(cell);
    const text = plainValue(cell);
    if (text === "" || isEmpty(text)) return undefined;
    return isFormulaError(text) ? new Unreadable(text) : (read(text) ?? new Unreadable(text));
  };
}

/** Written out, because text is what most cells hold and a call through {@link reader} costs as much as the work. */
function textReader({ empty }: CellFormat, plain: (cell: string) => string): CellReader {
  const isEmpty = emptyTest(empty);
  return (cell) => {
    if (cell === "") return undefined;
    if (cell.length > longestCell) return new Unreadable(cell);
    const text = plain(cell);
    if (text === "" || isEmpty(text)) return undefined;
    return isFormulaError(text) ? new Unreadable(text) : text;
  };
}

function idReader(format: CellFormat): CellReader {
  const read = textReader(format, plainValue);
  return (cell) => {
    const value = read(cell);
    return typeof value === "string" && isRounded(value) ? new Unreadable(value) : value;
  };
}

/** Digits alone are told at once, unless they are a word for empty: `9999`. */
function countReader(format: CellFormat): CellReader {
  const careful = reader(format, (text) => short(text, readCount, format));
  return hasDigits(format.empty) ? careful : (cell) => readDigits(cell) ?? careful(cell);
}

/** ISO dates are told at once, unless one is a word for empty: `1900-01-01`. */
function dateReader(format: CellFormat): CellReader {
  const careful = remembered(reader(format, (text) => short(text, readDate, format)));
  return hasDigits(format.empty) ? careful : (cell) => (isIsoDate(cell) ? cell : careful(cell));
}

function hasDigits(words: ReadonlySet<string>): boolean {
  for (const word of words) if (/\d/.test(word)) return true;
  return false;
}

/** Nearly no cell begins as a word for empty does: looking at one sign spares the folding of case. */
function emptyTest(words: ReadonlySet<string>): (text: string) => boolean {
  const begins = new Uint8Array(128);
  let beginsBeyond = false;
  let longestWord = 0;
  for (const word of words) {
    for (const code of [word.charCodeAt(0), word.toUpperCase().charCodeAt(0)]) {
      if (code < 128) begins[code] = 1;
      else beginsBeyond = true;
    }
    longestWord = Math.max(longestWord, word.length);
  }
  return (text) => {
    if (text.length > longestWord) return false;
    const first = text.charCodeAt(0);
    return (first < 128 ? begins[first] === 1 : beginsBeyond) && words.has(text.toLowerCase());
  };
}

/** The same text means the same: looking it up costs a tenth of reading it. */
function remembered(read: CellReader): CellReader {
  const known = new Map<string, CellValue>();
  return (text) => {
    if (text === "") return undefined;
    if (text.length > longest) return read(text);
    const value = known.get(text);
    if (value !== undefined) return value;
    const fresh = read(text);
    if (known.size >= rememberedAtMost) known.clear();
    known.set(text, fresh);
    return fresh;
  };
}
