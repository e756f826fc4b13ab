import { trimBlanks } from "../events/cells/blank.ts";
import { fold } from "../fold.ts";

/** What a row of totals or means is called, in English, French, Spanish and German. */
const summaries =
  /^(?:(?:grand|sub|sous|gran|overall|zwischen)?total(?:s|es|aux|general|generale|overall)?|totaux|sum|somme|suma|summe|gesamt|gesamtsumme|overall|σ|average|avg|mean|moyenne|promedio|media|mittelwert|median|mediane|mediana)$/;
const longestSummary = 30;
/** `Total (25)`. */
const itsNumber = /[\s(:]+\d{1,9}\)?$/;
/** A number, however written, or nothing. */
const figure = /^[\d\s.,'’%+-]*$/;
/** How these names begin: nearly every identifier is told from one by its first signs. */
const beginnings: ReadonlySet<string> = new Set(
  "tot gra sub sou ove zwi som sum ges ave avg mea moy pro med mit".split(" "),
);
/** `Total: 25 events`, `Subtotal CWM`. */
const totalOf = /^(?:(?:grand|gran|overall|somme)\s|(?:sub|sous)[-\s]?)?total(?:e?s|e|aux)?(?:[\s:(=]|$)/i;

/** Whether the text is the name of a row of totals or means. */
export function isTotal(text: string): boolean {
  return (
    mayBeTotal(text) && text.length <= longestSummary && summaries.test(fold(text.replace(itsNumber, "")))
  );
}

/** `CWM subtotal`, `Planet – Sous-total`: the name of a group, and behind it what the row holds. */
const endsWithTotal =
  /(?:^|[\s\u00a0:(–-])(?:(?:grand|gran|overall)\s|(?:sub|sous|zwischen)[-\s]?)?(?:total(?:e?s|e|aux)?|summe|gesamt)\s*[:)]?$/i;
/** The name of a group and its total; what is longer is a title. */
const longestGroup = 60;

/** Nearly all identifiers have a digit and no blank, and cost no look at the other cells. */
export function mayNameTotals(id: string): boolean {
  return !/\d/.test(id) || /\s/.test(id);
}

/**
 * Whether a row holds nothing but figures and one text, in whatever cell, that names it a row of totals, or a group's
 * name and such a text. Asked only of rows that {@link mayNameTotals}.
 */
export function isNamedTotals(cells: readonly string[]): boolean {
  const texts = new Set<string>();
  for (const cell of cells) {
    if (figure.test(cell)) continue;
    texts.add(trimBlanks(cell));
    if (texts.size > 2) return false;
  }
  const [one = "", other] = texts;
  return other === undefined ? namesTotals(one) : isTotal(one) || isTotal(other);
}

/** A text beside figures only names the totals in front or behind: `CWM subtotal`. */
function namesTotals(text: string): boolean {
  return text.length <= longestGroup && (isTotal(text) || totalOf.test(text) || endsWithTotal.test(text));
}

/**
 * Whether a row holds totals by what stands in the place of its identifier. `Total quality management` may be one; as
 * the name of a row it has nothing but figures beside it.
 */
export function isTotals(id: string, cells: readonly string[]): boolean {
  if (!mayBeTotal(id)) return false;
  return isTotal(id) || (totalOf.test(id) && cells.every((cell) => figure.test(cell) || cell.trim() === id));
}

function mayBeTotal(text: string): boolean {
  return beginnings.has(text.slice(0, 3).toLowerCase()) || text.startsWith("Σ");
}

/** Fewer columns than this are too few to tell a remark from an event of which little is known. */
const fewestColumns = 4;

/**
 * Whether a row holds a remark in the place of its identifier: words, with nothing or one cell beside them. A
 * spreadsheet pads notes below a table, and the names of groups of rows, to the width of the table.
 */
export function isRemark(id: string, cells: readonly string[], columns: number): boolean {
  const hasBlank = /\s/.test(id);
  const hasDigit = /\d/.test(id);
  // Nearly all rows end here.
  if (id === "" || columns < fewestColumns || (hasDigit && !hasBlank && !/[:.!]$/.test(id))) return false;
  let filled = 0;
  for (const cell of cells) {
    if (cell.trim() !== "") filled++;
    if (filled > 2) return false;
  }
  return filled === 1 || (hasBlank && (!hasDigit || id.split(/\s+/).length > 2));
}
