import { type FactValue, Unreadable } from "../../rules/value.ts";
import { type FieldDefinition, type FieldName, fields } from "../fields.ts";
import { isFormulaError, trimBlanks } from "./blank.ts";
import { readCode } from "./code.ts";
import { readCount } from "./count.ts";
import { readDate } from "./date.ts";
import { readFlag } from "./flag.ts";
import type { CellFormat } from "./format.ts";
import { readPercent } from "./percent.ts";
import { readScore } from "./score.ts";

/** A cell after reading; `undefined` is an empty one. */
export type CellValue = FactValue | Unreadable | undefined;
export type CellReader = (text: string) => CellValue;

/** No name of a code, no number and no date is longer: longer text need not be looked at. */
const longest = 200;
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
    case "text":
    case "person":
    case "email":
      return reader(format, (text) => text);
    case "code":
      return remembered(
        reader(format, (text) => (codeList === undefined ? text : short(text, readCode, codeList))),
      );
    case "openCode":
      return remembered(
        reader(format, (text) => (codeList === undefined ? text : (short(text, readCode, codeList) ?? text))),
      );
    case "flag":
      return remembered(reader(format, (text) => short(text, readFlag, undefined)));
    case "date":
      return remembered(reader(format, (text) => short(text, readDate, format)));
    case "count":
      return reader(format, (text) => short(text, readCount, format));
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

/** What every cell goes through first: blanks, words for empty, a spreadsheet's errors. */
function reader(format: CellFormat, read: (text: string) => FactValue | undefined): CellReader {
  const isEmpty = emptyTest(format.empty);
  return (cell) => {
    const text = trimBlanks(cell);
    if (text === "" || isEmpty(text)) return undefined;
    return isFormulaError(text) ? new Unreadable(text) : (read(text) ?? new Unreadable(text));
  };
}

/** Nearly no cell begins as a word for empty does: looking at one sign spares the folding of case. */
function emptyTest(words: ReadonlySet<string>): (text: string) => boolean {
  const firstSigns = new Set<number>();
  let longestWord = 0;
  for (const word of words) {
    firstSigns.add(word.charCodeAt(0)).add(word.toUpperCase().charCodeAt(0));
    longestWord = Math.max(longestWord, word.length);
  }
  const ascii = Uint8Array.from({ length: 128 }, (_, code) => (firstSigns.has(code) ? 1 : 0));
  return (text) => {
    if (text.length > longestWord) return false;
    const first = text.charCodeAt(0);
    return (first > 127 || ascii[first] === 1) && words.has(text.toLowerCase());
  };
}

/** The same text means the same: looking it up costs a tenth of reading it. */
function remembered(read: CellReader): CellReader {
  const known = new Map<string, CellValue>();
  return (text) => {
    const value = known.get(text);
    if (value !== undefined) return value;
    if (text === "") return undefined;
    const fresh = read(text);
    if (text.length <= longest) {
      if (known.size >= rememberedAtMost) known.clear();
      known.set(text, fresh);
    }
    return fresh;
  };
}
