import { compareText } from "../../compareText.ts";
import { cellRule } from "../../findings/cellRule.ts";
import type { Rule } from "../../rules/schema.ts";
import { cellPage } from "./cellPage.ts";
import { type DocsInput, groupOf, type Links, type Page } from "./docs.ts";
import { escaped } from "./markdown.ts";
import { rulePage } from "./rulePage.ts";

/** What differs between the pages in Markdown and those of the site. */
export interface PageStyle {
  /** `.md` */
  readonly extension: string;
  /** `README.md` */
  readonly index: string;
  /** The way from a page to a file of the rules. */
  readonly fileLink: (page: string, file: string) => string;
}

/** Every page, the index first, then by group and id. */
export function createPages(
  input: DocsInput,
  style: PageStyle,
  indexOf: (input: DocsInput, links: Links) => string,
): readonly Page[] {
  const { extension, index } = style;
  const pathOf = new Map<string, string>([[cellRule, `${cellRule}${extension}`]]);
  for (const { rule } of input.rules) pathOf.set(rule.id, `${groupOf(rule)}/${rule.id}${extension}`);

  function linksFrom(page: string): Links {
    const up = "../".repeat(page.split("/").length - 1);
    return {
      index: `${up}${index}`,
      rule: (id) => {
        const target = pathOf.get(id);
        if (target === undefined) return undefined;
        const [folder] = page.split("/");
        // A neighbour is told without the way out and in again.
        return up !== "" && target.startsWith(`${folder}/`)
          ? target.slice(`${folder}/`.length)
          : `${up}${target}`;
      },
      file: (file) => style.fileLink(page, file),
    };
  }

  const rules = [...input.rules].sort(
    (one, other) =>
      compareText(groupOf(one.rule), groupOf(other.rule)) || compareText(one.rule.id, other.rule.id),
  );
  const pages = rules.map((each): Page => {
    const path = pathOf.get(each.rule.id) ?? "";
    return {
      path,
      title: each.rule.title,
      markdown: rulePage(each, input.context, linksFrom(path)),
      rule: each.rule,
    };
  });
  const cell = `${cellRule}${extension}`;
  return [
    { path: index, title: "Rules", markdown: indexOf(input, linksFrom(index)) },
    { path: cell, title: "A cell that cannot be read", markdown: cellPage() },
    ...pages,
  ];
}

/** The way back to the index, as a line of Markdown. */
export function crumbs(page: Page, rule: Rule | undefined, index: string): string {
  const up = "../".repeat(page.path.split("/").length - 1);
  const all = `[All rules](${up}${index})`;
  return rule === undefined ? all : `${all} › [${escaped(groupOf(rule))}](${up}${index}#${groupOf(rule)})`;
}
