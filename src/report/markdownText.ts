import { printable } from "./printable.ts";

/** What Markdown, or HTML in it, gives a meaning to. */
const signs = /[&<>|`*_~[\]\\#$!{}]/g;
/** GitHub and GitLab make links of these wherever they stand in text: addresses and people. */
const autolinks = /(?<=[a-z])(:)(?=\/\/)|(?<=www)(\.)|@/gi;
/** Issues, merge requests and the like, which then list who refers to them: `#12`, `GH-12`; in GitLab `!12`, `$12`, `&12`, `%12`. */
const references = /[#!$&%](?=\d)|(?<=\bGH)-(?=\d)/gi;
/** Takes no room; what stands around it is no longer one word. */
const apart = "\u200b";

/** Where a line may start with it, the beginning of a list or a heading. */
const beginnings = /^(\s*\d*)([-+=.)])/;

/**
 * Text from a file, as Markdown that shows it and does nothing else: no markup, no HTML, no link, nobody is notified. On
 * one line, so that it can stand in a table.
 */
export function markdownText(text: string): string {
  return printable(text)
    .trim()
    .replace(references, `$&${apart}`)
    .replace(signs, entity)
    .replace(beginnings, (_, before: string, sign: string) => before + entity(sign))
    .replace(autolinks, (sign) => `${entity(sign)}${apart}`)
    .replaceAll(apart, "&#8203;");
}

/** A name from a file, shown as code. */
export function markdownCode(text: string): string {
  // Entities throughout: inside of HTML's `code` Markdown still reads what it knows.
  return `<code>${printable(text).replace(/[^\p{L}\p{N} /.-]|(?<=www)\./giu, entity)}</code>`;
}

function entity(sign: string): string {
  return `&#${sign.codePointAt(0)};`;
}
