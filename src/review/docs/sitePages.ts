import { Marked } from "marked";
import { cellRule } from "../../findings/cellRule.ts";
import { severities } from "../../rules/schema.ts";
import { type DocsInput, groupOf, type Page } from "./docs.ts";
import { filterScript } from "./filterScript.ts";
import { indexPage } from "./indexPage.ts";
import { slug } from "./markdown.ts";
import { mark } from "./markdownPages.ts";
import { createPages } from "./pages.ts";
import { styleSheet } from "./styleSheet.ts";

const index = "index.html";
const styleFile = "style.css";

/**
 * The same pages as a site that needs no server: HTML with one style sheet, from the same Markdown.
 *
 * @param fileLink The way from a page to a file of the rules.
 */
export function sitePages(
  input: DocsInput,
  fileLink: (page: string, file: string) => string,
): ReadonlyMap<string, string> {
  const pages = createPages(input, { extension: ".html", index, fileLink }, indexPage);
  const inOrder = pages.filter(({ rule, path }) => rule !== undefined || path.startsWith(cellRule));
  const files = pages.map((page): [string, string] => {
    const at = inOrder.indexOf(page);
    const neighbours = at < 0 ? {} : { previous: inOrder[at - 1], next: inOrder[at + 1] };
    return [page.path, document(page, neighbours)];
  });
  return new Map([...files, [styleFile, `/* ${mark} */\n${styleSheet}`]]);
}

function document(
  page: Page,
  { previous, next }: { readonly previous?: Page | undefined; readonly next?: Page | undefined },
): string {
  const up = "../".repeat(page.path.split("/").length - 1);
  const isIndex = page.path === index;
  const { rule } = page;
  const crumbs = isIndex
    ? []
    : [
        `<a href="${up}${index}">All rules</a>`,
        ...(rule === undefined
          ? []
          : [`<a href="${up}${index}#${groupOf(rule)}">${escapeHtml(groupOf(rule))}</a>`]),
        `<span aria-current="page">${escapeHtml(rule?.id ?? cellRule)}</span>`,
      ];
  const neighbour = (target: Page | undefined, relation: "prev" | "next", label: string): string =>
    target === undefined
      ? ""
      : `<a rel="${relation}" href="${up}${target.path}"><span>${label}</span>${escapeHtml(target.title)}</a>`;
  const links = `${neighbour(previous, "prev", "Previous")}${neighbour(next, "next", "Next")}`;
  const severity = rule?.severity ?? "error";
  return `<!doctype html>
<!-- ${mark} -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(isIndex ? "Rules – ems-data-quality" : `${page.title} – Rules`)}</title>
<link rel="stylesheet" href="${up}${styleFile}">
</head>
<body${isIndex ? ' class="index"' : ` class="rule ${severity}"`}>
<a class="skip" href="#main">Skip to the content</a>
${isIndex ? "" : `<nav class="crumbs" aria-label="Where you are"><ol>${crumbs.map((each) => `<li>${each}</li>`).join("")}</ol></nav>\n`}<main id="main">
${htmlOf(page.markdown)}</main>
${links === "" ? "" : `<nav class="neighbours" aria-label="Other rules">${links}</nav>\n`}<footer><p>ems-data-quality · made from the rule files by <code>ems-dq rules docs</code></p></footer>
${isIndex ? `<script>${filterScript}</script>\n` : ""}</body>
</html>
`;
}

/** Markdown of ours as HTML. Texts of rules are escaped in it already. */
function htmlOf(markdown: string): string {
  const seen = new Map<string, number>();
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth, text }) {
        const anchor = slug(plainText(text));
        const times = seen.get(anchor) ?? 0;
        seen.set(anchor, times + 1);
        const id = times === 0 ? anchor : `${anchor}-${times}`;
        return `<h${depth} id="${escapeHtml(id)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      table({ header, rows }) {
        const head = header
          .map(({ tokens }) => `<th scope="col">${this.parser.parseInline(tokens)}</th>`)
          .join("");
        const body = rows
          .map((row) => {
            const cells = row.map(({ tokens }, column) => {
              const inner = this.parser.parseInline(tokens);
              if (column === 0) return `<th scope="row">${inner}</th>`;
              const kind = kindOf(inner);
              return kind === undefined ? `<td>${inner}</td>` : `<td class="${kind}">${inner}</td>`;
            });
            return `<tr>${cells.join("")}</tr>\n`;
          })
          .join("");
        // A wide table scrolls by itself, by keyboard too.
        return `<div class="table" tabindex="0" role="group" aria-label="Table">\n<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}</tbody>\n</table>\n</div>\n`;
      },
      code({ text }) {
        return `<pre tabindex="0"><code>${escapeHtml(text)}\n</code></pre>\n`;
      },
    },
  });
  const html = marked.parse(markdown, { async: false });
  return html;
}

/** What a cell is, where the style sheet treats it as something of its own. */
function kindOf(cell: string): string | undefined {
  if (/^(?:<strong>)?\d{4}-\d\d-\d\d(?:<\/strong>)?$/.test(cell)) return "date";
  return severities.find((severity) => severity === cell);
}

/** The text of a heading in Markdown, without the signs that escape it. */
function plainText(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}

function escapeHtml(text: string): string {
  const signs: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
