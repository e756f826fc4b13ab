import { shorten } from "../../shorten.ts";
import { printable } from "../printable.ts";

/** A longer header is a sentence, and its beginning tells which one. */
const longest = 40;

const address = /[^\s@<>()]+@[^\s@<>()]+/g;
/** Signs that people write telephone numbers with; whether it is one, the number of digits tells. */
const figures = /[+(]?\d[\d\s()./-]{5,}\d/g;
const fewestDigits = 7;
/** As many digits as a telephone number, but nobody writes one like that. */
const period =
  /^(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?:19|20)\d\d\s*[-/]\s*(?:19|20)\d\d)$/;

/**
 * A header of a file, as it may be shown. Where the table has no header its first row is taken for one, and that may hold
 * anything: an address or a telephone number is not repeated.
 */
export function headerCell(header: string): string {
  const text = printable(header).replaceAll("\ufffd", "").trim();
  const masked = text.replace(address, "[e-mail]").replace(figures, (found) => {
    const digits = found.replace(/\D/g, "").length;
    return digits < fewestDigits || period.test(found) ? found : "[number]";
  });
  return shorten(masked, longest);
}
