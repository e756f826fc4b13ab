import type { Problem } from "../errors.ts";
import { isAmbiguousDate } from "../events/cells/date.ts";
import { emptyWords } from "../events/cells/emptyWords.ts";
import {
  dateOrderOf,
  decimalOf,
  type Evidence,
  isAmbiguousDecimal,
  rateFormOf,
} from "../events/cells/evidence.ts";
import type { CellFormat } from "../events/cells/format.ts";
import { plainValue } from "../events/cells/marked.ts";
import { isAmbiguousRate } from "../events/cells/percent.ts";
import { type FieldDefinition, type FieldKind, type FieldName, fields } from "../events/fields.ts";
import { writeInto } from "./advice.ts";
import type { MappedColumn } from "./matchColumns.ts";
import type { FieldMapping, Profile } from "./schema.ts";

/** A cell of the file's head, and the line where its row starts. */
export interface HeadCell {
  readonly text: string;
  readonly line: number;
}

export type FormatQuestion = "dateOrder" | "rate" | "decimal";

/** A column whose cells read in two ways. They are unreadable until the profile says which is meant. */
export interface AmbiguousColumn {
  readonly column: string;
  readonly field: FieldName;
  /** The key of the profile that answers. */
  readonly question: FormatQuestion;
  /** What to tell the user, and what to write into the profile. */
  readonly problem: Problem;
}

/** A column with all that is needed to read its cells. */
export interface ReadableColumn extends MappedColumn {
  readonly format: CellFormat;
  readonly mapping: FieldMapping | undefined;
  /** To be told a cell that cannot be read, where that may be for a form that nothing has told yet. */
  readonly doubt?: (cell: string) => void;
}

export interface ColumnFormats {
  /** The mapped columns in their order, each with how it is written. */
  readonly readable: readonly ReadableColumn[];
  /** Grows while rows are read: the first cell in question may come late. */
  readonly ambiguous: readonly AmbiguousColumn[];
}

const numbers: ReadonlySet<FieldKind> = new Set(["count", "percent", "score"]);

/**
 * How the cells of each column are written: as the profile says, and where it does not, as the cells of the file's head
 * prove. What neither says is asked for.
 *
 * @param headOf The cells of a mapped column in the file's head.
 */
export function columnFormats(
  columns: readonly MappedColumn[],
  profile: Profile,
  headOf: (column: MappedColumn) => readonly HeadCell[],
  file: string,
): ColumnFormats {
  const cellsOf = (column: MappedColumn) => headOf(column).map(({ text }) => text);
  const decimal = decimalOf(
    columns.filter(({ field }) => profile.decimal === undefined && isNumber(field)).flatMap(cellsOf),
  ).form;
  const ambiguous: AmbiguousColumn[] = [];
  const readable = columns.map((column): ReadableColumn => {
    const { field } = column;
    const told = profile.fields[field];
    const { kind }: FieldDefinition = fields[field];
    let asked = false;
    const ask = (question: FormatQuestion, example: string | undefined, conflict?: Conflict) => {
      if (example === undefined || asked) return;
      asked = true;
      const problem =
        conflict === undefined
          ? questionProblem(question, column, example, profile, file)
          : ordersProblem(column, conflict, file);
      ambiguous.push({ column: column.column, field, question, problem });
    };
    let format: CellFormat = {
      dateOrder: told?.dateOrder ?? profile.dateOrder,
      decimal: told?.decimal ?? profile.decimal ?? decimal,
      rate: told?.rate ?? profile.rate,
      empty: emptyTexts(field, profile) ?? usualEmptyTexts(column, cellsOf),
    };
    let doubt: ReadableColumn["doubt"];
    /** What the head leaves open, a later cell may ask. */
    const settle = (
      question: FormatQuestion,
      evidence: Evidence<unknown>,
      isOpen: (text: string) => boolean,
    ) => {
      const conflict = evidence.conflict
        ?.map((at) => headOf(column)[at])
        .filter((cell) => cell !== undefined);
      ask(question, evidence.inQuestion, conflict);
      if (evidence.form !== undefined || asked) return;
      doubt = (cell) => {
        const text = plainValue(cell);
        if (!asked && isOpen(text)) ask(question, text, conflict);
      };
    };
    if (kind === "date" && format.dateOrder === undefined) {
      const evidence = dateOrderOf(cellsOf(column));
      format = { ...format, dateOrder: evidence.form };
      settle("dateOrder", evidence, isAmbiguousDate);
    }
    if (kind === "count" && format.decimal === undefined) {
      settle("decimal", decimalOf(cellsOf(column)), isAmbiguousDecimal);
    }
    if (kind === "percent" && format.rate === undefined) {
      const evidence = rateFormOf(cellsOf(column), format);
      format = { ...format, rate: evidence.form };
      settle("rate", evidence, (text) => isAmbiguousRate(text, format));
    }
    return { ...column, format, mapping: told, ...(doubt === undefined ? {} : { doubt }) };
  });
  return { readable, ambiguous };
}

function isNumber(field: FieldName): boolean {
  return numbers.has(fields[field].kind);
}

/** The profile's own words for empty, for the field or its kind. */
function emptyTexts(field: FieldName, profile: Profile): ReadonlySet<string> | undefined {
  const told = profile.fields[field]?.empty ?? profile.empty?.[fields[field].kind];
  return told === undefined ? undefined : new Set(told.map((word) => word.trim().toLowerCase()));
}

/** `W3` is no country, but shows a column of codes. */
const twoSigns = /^[A-Za-z0-9]{2}$/;

/** In a column of countries' names `NA` is no value; in one of two-letter codes it is Namibia. */
function usualEmptyTexts(
  column: MappedColumn,
  cellsOf: (column: MappedColumn) => readonly string[],
): ReadonlySet<string> {
  const usual = emptyWords(column.field);
  const { codeList }: FieldDefinition = fields[column.field];
  if (codeList !== "country") return usual;
  const others = cellsOf(column)
    .map(plainValue)
    .filter((text) => text !== "" && text.toLowerCase() !== "na" && !usual.has(text.toLowerCase()));
  return others.length === 0 || others.some((text) => twoSigns.test(text))
    ? usual
    : new Set([...usual, "na"]);
}

interface Answer {
  readonly value: string;
  readonly means: string;
}

interface Question {
  readonly what: string;
  readonly code: string;
  readonly answers: readonly [Answer, Answer];
  /** The columns that one answer at the top of a profile serves. */
  readonly serves: string;
}

const questions: Readonly<Record<FormatQuestion, Question>> = {
  dateOrder: {
    what: "The dates of this column can be read with the day first or with the month first",
    code: "date-order-unknown",
    answers: [
      { value: "dmy", means: "05/03/2024 is 5 March" },
      { value: "mdy", means: "it is 3 May" },
    ],
    serves: "dates",
  },
  rate: {
    what: "The rates of this column can be read as percentages or as fractions",
    code: "rate-form-unknown",
    answers: [
      { value: "fraction", means: "0.85 is 85 %" },
      { value: "percent", means: "it is less than 1 %" },
    ],
    serves: "rates",
  },
  decimal: {
    what: "The numbers of this column can be read with a decimal point or with groups of three digits",
    code: "decimal-sign-unknown",
    answers: [
      { value: ",", means: "1.234 is above a thousand" },
      { value: ".", means: "it is between 1 and 2" },
    ],
    serves: "numbers",
  },
};

/** The same hint for each column of the file: one answer serves them all. */
function questionProblem(
  question: FormatQuestion,
  { column, index }: MappedColumn,
  example: string,
  profile: Profile,
  file: string,
): Problem {
  const { what, code, answers, serves } = questions[question];
  const [one, other] = answers;
  const key = `"${question}": ${JSON.stringify(one.value)}`;
  return {
    code,
    message: `${what}: column ${index + 1} ${JSON.stringify(column)}.`,
    file,
    found: example,
    hint: `Where ${one.means}, ${writeInto(profile, key)}; where ${other.means}, the same with ${JSON.stringify(other.value)}. One answer serves all ${serves} of the file.`,
  };
}

type Conflict = readonly HeadCell[];

/** Where no order of day and month fits, no answer helps: the file has to be mended. */
function ordersProblem({ column, index }: MappedColumn, conflict: Conflict, file: string): Problem {
  const examples = conflict.map(({ text, line }) => `${plainValue(text)} in line ${line}`).join(", ");
  return {
    code: "date-orders-mixed",
    message: `No order of day and month fits the dates of this column: column ${index + 1} ${JSON.stringify(column)}, ${examples}.`,
    file,
    found: conflict.map(({ text }) => plainValue(text)).join(", "),
    expected: "dates that all have the day first, or all the month first",
    hint: "Write the dates of the column in one way, best as 2024-03-13, and export the file again.",
  };
}
