import { isItems } from "../../rules/isItems.ts";
import type { Operand, Param, Value } from "../../rules/schema.ts";
import { takenApart } from "../../rules/takenApart.ts";
import type { Scalar } from "../../rules/value.ts";
import { nounOf } from "./names.ts";
import { listed, type Phrase } from "./phrase.ts";
import type { WordsContext } from "./wordsContext.ts";

/** Characters of a pattern that still can be read in a sentence. */
const longestPattern = 60;
/** Units that say no more than the fact does: "at least 200 people" of a number of participants. */
const unsaid: ReadonlySet<string> = new Set(["people", "score", "date", "count", "number"]);

/** `20,000`, `yes`, `"completed"`, `1965-01-01`. */
export function scalarInWords(value: Scalar, isDate = false): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return numberInWords(value);
  return isDate ? value : JSON.stringify(value);
}

/** With commas, whatever the machine's language is. */
function numberInWords(value: number): string {
  const [whole = "", rest] = String(value).split(".");
  // 2024 may be a year, and 1e21 has no digits to part.
  const parted = /^-?\d{4,}$/.test(whole) ? whole.replace(/\B(?=(?:\d{3})+$)/g, ",") : whole;
  return rest === undefined ? parted : `${parted}.${rest}`;
}

/** A number with its unit: `90 days`, `1 day`, `99 %`. */
export function withUnit(value: number, unit: string): string {
  const number = numberInWords(value);
  if (unsaid.has(unit)) return number;
  if (unit === "percent") return `${number} %`;
  return `${number} ${value === 1 && unit.endsWith("s") ? unit.slice(0, -1) : unit}`;
}

/** A parameter: its default, with the name by which a unit may change it. */
export function paramInWords(name: string, param: Param | undefined): Phrase {
  if (param === undefined) return ["the parameter ", { code: name }];
  const { default: value, unit } = param;
  if (typeof value === "object")
    return [
      ...listed(
        value.map((item) => [scalarInWords(item)]),
        "and",
      ),
      " (",
      { code: name },
      ")",
    ];
  if (unit === "pattern")
    return String(value).length > longestPattern
      ? ["the pattern named ", { code: name }]
      : ["the pattern ", { code: String(value) }, " (", { code: name }, ")"];
  const text = typeof value === "number" ? withUnit(value, unit) : scalarInWords(value, unit === "date");
  return [`${text} (`, { code: name }, ")"];
}

/** What stands on one side of a comparison. `unit` and `isDate` are the other side's, for a value that is written out. */
export function operandInWords(
  operand: Operand,
  { vocabulary, params }: WordsContext,
  { unit, isDate = false }: { readonly unit?: string | undefined; readonly isDate?: boolean } = {},
): Phrase {
  if (typeof operand !== "object")
    return [
      typeof operand === "number" && unit !== undefined
        ? withUnit(operand, unit)
        : scalarInWords(operand, isDate),
    ];
  if ("fact" in operand) return [nounOf(operand.fact, vocabulary)];
  return paramInWords(
    operand.param,
    Object.hasOwn(params, operand.param) ? params[operand.param] : undefined,
  );
}

/** The items of a list; `undefined` where the value is none. */
export function itemsOf(value: Value, { params }: WordsContext): readonly Operand[] | undefined {
  if (typeof value !== "object") return undefined;
  if (isItems(value)) return value;
  if (!("param" in value) || !Object.hasOwn(params, value.param)) return undefined;
  const fixed = params[value.param]?.default;
  return typeof fixed === "object" ? fixed : undefined;
}

/** `an entry of the code list of event types` */
export function codeListInWords(name: string, pluralOf: (noun: string) => string): Phrase {
  return [`the code list of ${pluralOf(takenApart(name))}`];
}
