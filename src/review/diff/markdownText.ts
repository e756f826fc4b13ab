import { printable } from "../../report/printable.ts";
import { shorten } from "../../shorten.ts";

/** Characters of one piece of text. */
const longest = 600;

/** What separates a sign from what follows it, unseen. */
const joiner = "\u2060";

/**
 * Text as text: nothing in it is read as Markdown or HTML, links nowhere and calls nobody. For the middle of a line.
 *
 * What GitHub looks for in the text that is shown (`@name`, `#12`, `GH-12`) is parted by a sign that cannot be seen.
 */
export function prose(text: string): string {
  return shorten(printable(text), longest)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*_{}[\]>#|~@$^]/g, (sign) => `\\${sign}${sign === "@" || sign === "#" ? joiner : ""}`)
    .replace(/:(?=\/\/)/g, "\\:")
    .replace(/www\./gi, (found) => `${found.slice(0, 3)}\\.`)
    .replace(/GH-(?=\d)/gi, (found) => `${found}${joiner}`)
    .replace(/^(\s*)(?=[-+])/, "$1\\")
    .replace(/^(\s*\d{1,9})(?=[.)])/, "$1\\");
}

/** Text in a code span, as it is; it may hold anything. Not for cells of a table, where a bar would end the cell. */
export function code(text: string): string {
  const shown = shorten(printable(text), longest).trim();
  if (shown === "") return "–";
  const runs = shown.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const space = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${space}${shown}${space}${fence}`;
}
