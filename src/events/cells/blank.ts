/** The text without blanks at its ends: all white space of Unicode, and the signs without width that web pages leave. */
export function trimBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  // Loops and no pattern: one that looks for blanks at the end tries every run of blanks before it.
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return from === 0 && to === text.length ? text : text.slice(from, to);
}

function isBlank(code: number): boolean {
  if (code < 0x7f) return code <= 0x20;
  return (
    code <= 0xa0 ||
    code === 0xad ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200f) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x2060 ||
    code === 0x3000 ||
    code === 0xfeff
  );
}

/** Errors that a spreadsheet writes instead of a value, in its languages: `#REF!`, `#¡VALOR!`, `#NOM?`, `Err:502`, `####`. */
const formulaError = /^(?:#[¡!]?\p{L}[\p{L}\d/_]*[!?]|#GETTING_DATA|#N\/A|#N\/D|#NV|#{2,}|Err:\d{3})$/iu;
/** No error's name is longer, but a cell of a narrow column may be any number of `#`. */
const longestError = 40;

/** Whether the cell holds a spreadsheet's error and not a value. */
export function isFormulaError(text: string): boolean {
  const first = text.charCodeAt(0);
  // `#` or `E`: no other cell needs the pattern.
  return (first === 0x23 || first === 0x45) && text.length <= longestError && formulaError.test(text);
}
