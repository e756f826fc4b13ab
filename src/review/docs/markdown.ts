import { printable } from "../../report/printable.ts";
import type { Phrase } from "../words/phrase.ts";

/** What means something in Markdown, wherever it stands in a line. */
const markup = /[\\`*_[\]<>|~$]/g;
/** What becomes a link by itself on GitHub: an address of a page or of a person. */
const autolink = /(\bhttps?|\bftp)(:)(?=\/\/)|(\bwww)(\.)|()(@)/gi;

/**
 * Text from a rule as Markdown that shows just this text: no markup, no HTML, no link and no line break of its own.
 */
export function escaped(text: string): string {
  return printable(text)
    .replace(markup, "\\$&")
    .replace(/&(?=[#a-zA-Z])/g, "\\&")
    .replace(autolink, (_, scheme = "", colon = "", www = "", dot = "", none = "", at = "") =>
      [scheme, www, none].join("").concat("\\", colon || dot || at),
    )
    .replace(/^(\s*)([-+#=:]|\d{1,9}[.)])/, (_, blank: string, mark: string) =>
      /\d/.test(mark) ? `${blank}${mark.slice(0, -1)}\\${mark.slice(-1)}` : `${blank}\\${mark}`,
    );
}

/**
 * Text letter for letter. In a table a bar would end the cell, in code too; `\|` is a bar there and nowhere else. A bar
 * behind a backslash cannot be written so: what two of them and a bar mean, readers of Markdown do not agree upon.
 */
export function code(text: string, place: "text" | "cell" = "text"): string {
  const line = printable(text);
  if (place === "cell" && line.includes("\\|"))
    return `<code>${line.replace(/[!-/:-@[-`{-~]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</code>`;
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^`|`$|^ .* $/.test(line) || line === "" ? " " : "";
  const span = `${fence}${pad}${line}${pad}${fence}`;
  return place === "cell" ? span.replaceAll("|", "\\|") : span;
}

/** A phrase of a condition. */
export function shown(phrase: Phrase, place: "text" | "cell" = "text"): string {
  // A parameter's name stands in brackets after its value; code only where it is one.
  return phrase
    .map((piece) => (typeof piece === "string" ? inside(piece) : code(piece.code, place)))
    .join("");
}

/** Escapes a part of a line, which a mark at its start does not begin. */
function inside(text: string): string {
  return escaped(`.${text}`).slice(1);
}

/** A table; the cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A block of code that nothing in it can end. */
export function codeBlock(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** The anchor of a heading, as GitHub makes it. */
export function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
    .replaceAll(" ", "-");
}

/** A first letter in capitals, for the start of a sentence or a cell. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
