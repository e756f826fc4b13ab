import { existsSync, readFileSync } from "node:fs";
import { posix, resolve } from "node:path";
import { Marked } from "marked";
import { describe, expect, test } from "vitest";
import type { DocsInput } from "../../../src/review/docs/docs.ts";
import { slug } from "../../../src/review/docs/markdown.ts";
import { markdownPages } from "../../../src/review/docs/markdownPages.ts";
import { factsOf } from "../../../src/review/docs/notAssessed.ts";
import { sitePages } from "../../../src/review/docs/sitePages.ts";
import { styleSheet } from "../../../src/review/docs/styleSheet.ts";
import { all, parseHtml, textOf } from "./html.ts";
import { fileLink, root, shipped } from "./input.ts";

const markdown = markdownPages(shipped, fileLink("docs/rules"));
const site = sitePages(shipped, fileLink("docs/site"));
const html = [...site].filter(([path]) => path.endsWith(".html"));
const pageOf = (id: string): string => [...markdown].find(([path]) => path.endsWith(`/${id}.md`))?.[1] ?? "";

/** What a line of Markdown shows: a bar of a table is written with a backslash, in code too. */
const shown = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/g, "$1");

describe.each(shipped.rules.map(({ rule }) => [rule.id, rule] as const))("%s", (id, rule) => {
  const page = pageOf(id);

  test("has its sections in order", () => {
    expect([...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual([
      "What it checks",
      "Why",
      "What to do",
      "Wrong and right",
      "What else it can say",
      "What “not assessed” means here",
      "Parameters",
      "Sources",
      "History",
      "For developers",
    ]);
  });

  test("tells every fact, every parameter with its source, and every version", () => {
    for (const fact of factsOf(rule, shipped.context)) expect(page).toContain(`\`${fact}\``);
    for (const [name, param] of Object.entries(rule.params ?? {})) {
      expect(page).toMatch(new RegExp(`^\\| \`${name}\` \\|`, "m"));
      expect(shown(page)).toContain(param.source.replace(/^ours:? ?/, ""));
      if (param.source.startsWith("ours")) expect(page).toContain("**Our own judgement**");
    }
    for (let version = 1; version <= rule.version; version++)
      expect(page).toContain(`**Version ${version}**`);
  });

  test("shows a wrong and a right example, and what the finding says, with nothing left to fill in", () => {
    const part = page.slice(page.indexOf("## Wrong and right"), page.indexOf("## What else"));
    expect(part).toContain("| Field | Wrong | Right |");
    expect(part).toContain("**");
    expect(part).not.toMatch(/\{[a-z]+\}/i);
    const prose = page.slice(0, page.indexOf("## Parameters")).replace(/`[^`]*`/g, "code");
    expect(prose).not.toMatch(/\{(?:params\.)?[a-z]+\}/i);
  });
});

test("what is not assessed is told by the gaps that matter, and by those alone", () => {
  const rows = (id: string): readonly string[] => {
    const page = pageOf(id);
    const part = page.slice(page.indexOf("means here"), page.indexOf("## Parameters"));
    return [...part.matchAll(/^\| .*\(`(\w+)`\) \| ([^|]+) \|/gm)].map(
      ([, fact, gaps]) => `${fact}: ${gaps}`,
    );
  };
  // Its emptiness is what the rule asks; the course of a master's programme is known either way.
  expect(rows("coc-missing")).toContain("cocIssued: no column");
  expect(rows("coc-missing")).toContain("certificateType: no column, empty or unreadable");
  expect(rows("coc-missing").join()).not.toContain("masterProgramme");
  // An empty status counts as not called off, one that cannot be read does not.
  expect(rows("event-type-missing")).toEqual(["status: no column or unreadable", "eventType: no column"]);
  expect(rows("unit-missing")).toEqual(["unit: no column"]);
});

describe("the index", () => {
  const index = markdown.get("README.md") ?? "";
  test("leads to every rule by group, severity and dimension, and tells whose words stand behind one", () => {
    for (const { rule } of shipped.rules) {
      const links = index.split(`(${rule.tags[0]}/${rule.id}.md)`).length - 1;
      expect(links, rule.id).toBeGreaterThanOrEqual(3);
    }
    expect(index).toMatch(/\*\*SCYCLE\*\*.*coc-zero/);
    expect(index).toContain("Every rule is for the events of every unit.");
  });
  test("tells rules of a unit apart, and those on trial and retired", () => {
    const [first, second, third] = shipped.rules;
    if (first === undefined || second === undefined || third === undefined) throw new Error("three rules");
    const own = {
      ...first,
      rule: {
        ...first.rule,
        when: { all: [{ fact: "unit", operator: "in", value: ["CWM", "GCP"] }, first.rule.when] },
      },
    };
    const input = {
      ...shipped,
      rules: [
        own,
        { ...second, rule: { ...second.rule, state: "shadow" as const } },
        { ...third, rule: { ...third.rule, state: "retired" as const } },
      ],
    };
    const pages = markdownPages(input, fileLink("docs/rules"));
    const text = pages.get("README.md") ?? "";
    expect(text).toContain("1 rule of 2 are for the events of every unit");
    expect(text).toMatch(new RegExp(`\\*\\*CWM\\*\\*: for it only: .*${first.rule.id}`));
    expect(text).toContain("_(on trial)_");
    expect(text.slice(text.indexOf("## Retired"))).toContain(third.rule.id);
    expect([...pages.values()].join("\n")).toContain("It is for these units only: CWM, GCP.");
  });
});

describe("links", () => {
  const anchorsOf = (text: string): ReadonlySet<string> =>
    new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => slug(shown(heading))));

  test("of the Markdown lead to a page, a heading or a file", () => {
    const broken: string[] = [];
    for (const [path, text] of markdown) {
      const prose = text.replace(/^(`{3,})[\s\S]*?^\1$/gm, "").replace(/(`+)(?:(?!`).)+\1/g, "code");
      for (const [, target = ""] of prose.matchAll(/(?<!\\)\]\(([^)]*)\)/g)) {
        const [file = "", anchor] = target.split("#");
        const other = file === "" ? path : posix.join(posix.dirname(path), file);
        const page = markdown.get(other);
        if (page === undefined && !existsSync(resolve(root, "docs/rules", other)))
          broken.push(`${path}: ${target}`);
        if (anchor !== undefined && !anchorsOf(page ?? "").has(anchor)) broken.push(`${path}: ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test("of the site lead to a page, an element or a file", () => {
    const ids = new Map(
      html.map(([path, text]) => [
        path,
        new Set(all(parseHtml(text)).map(({ attributes }) => attributes.id)),
      ]),
    );
    const broken: string[] = [];
    for (const [path, text] of html)
      for (const { attributes } of all(parseHtml(text))) {
        const target = attributes.href ?? attributes.src;
        if (target === undefined) continue;
        const [file = "", anchor] = target.split("#");
        const other = file === "" ? path : posix.join(posix.dirname(path), file);
        if (!site.has(other) && !existsSync(resolve(root, "docs/site", other)))
          broken.push(`${path}: ${target}`);
        if (anchor !== undefined && ids.get(other)?.has(anchor) !== true) broken.push(`${path}: ${target}`);
      }
    expect(broken).toEqual([]);
  });
});

describe("the site", () => {
  test.each(html)("%s is sound HTML that needs nothing from elsewhere", (path, text) => {
    const document = parseHtml(text);
    const elements = all(document);
    const named = (name: string) => elements.filter((element) => element.name === name);
    expect(named("html").map(({ attributes }) => attributes.lang)).toEqual(["en"]);
    expect(named("main")).toHaveLength(1);
    expect(named("h1")).toHaveLength(1);
    expect(textOf(named("title")[0] ?? document)).not.toBe("");
    // No level of headings is left out, so that they can be walked by.
    const levels = elements.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? [Number(name[1])] : []));
    levels.forEach((level, at) => {
      expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
    for (const { attributes } of named("th")) expect(attributes.scope).toMatch(/^(?:col|row)$/);
    for (const { attributes } of named("nav")) expect(attributes["aria-label"]).not.toBe("");
    expect(named("script").length).toBe(path === "index.html" ? 1 : 0);
    expect(named("img").length + named("iframe").length + named("style").length).toBe(0);
    for (const { attributes } of elements) {
      expect(attributes.href ?? attributes.src ?? "").not.toMatch(/^(?:[a-z]+:|\/)/i);
      expect(Object.keys(attributes).filter((name) => name.startsWith("on"))).toEqual([]);
    }
  });

  test("its style sheet asks for nothing, and its colours can be told apart", () => {
    expect(styleSheet).not.toMatch(/@import|url\(|https?:/);
    const schemes = [...styleSheet.matchAll(/:root \{([^}]*)\}/g)].map(
      ([, body = ""]) =>
        new Map(
          [...body.matchAll(/--([a-z]+): (#[0-9a-f]{6})/g)].map(([, name = "", hex = ""]) => [name, hex]),
        ),
    );
    expect(schemes).toHaveLength(2);
    for (const colours of schemes)
      for (const ground of ["ground", "raised"])
        for (const ink of ["text", "faint", "link", "error", "warning", "info", "right"])
          expect(contrast(colours.get(ground), colours.get(ink)), `${ink} on ${ground}`).toBeGreaterThan(4.5);
  });
});

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one = "", other = ""): number {
  const luminance = (hex: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe("a hostile rule", () => {
  const payloads = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</details></main>",
    "a | b \\| c",
    "`code` ``more`` `",
    "**bold** _it_ ~~no~~ $x$",
    "[link](javascript:alert(1))",
    "![image](https://example.org/x.png)",
    "see https://example.org and www.example.org or mail a@example.org",
    "&lt; &amp; &#60; &copy;",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "line\n\n## two\n\n- three",
    "<!-- comment -->",
    "\\",
    "trailing \\",
    "[ref]: https://example.org",
    "\u001b[31mred\u202e",
  ];
  const [victim] = shipped.rules;
  if (victim === undefined) throw new Error("there are rules");

  const { rule } = victim;
  const path = `${rule.tags[0]}/${rule.id}`;
  const inputWith = (payload: string): DocsInput => ({
    ...shipped,
    rules: [
      {
        ...victim,
        rule: {
          ...rule,
          title: payload,
          tags: [rule.tags[0] ?? "", payload],
          message: payload,
          fix: payload,
          rationale: payload,
          sources: [payload, `ours: ${payload}`],
          params: {
            evil: { default: payload, unit: "pattern", source: payload },
            worse: { default: [payload], unit: payload, source: payload },
          },
          fields: [{ field: "title", expected: payload }],
          history: [{ version: 2, date: "2025-01-01", change: payload }],
          version: 2,
          violation: {
            any: [
              { fact: "title", operator: "equal", value: payload },
              { fact: "title", operator: "matches", value: `a|<b>\`${payload.replace(/[^a-z]/g, "")}` },
              rule.violation,
            ],
          },
          examples: rule.examples.map((example) => ({
            ...example,
            title: payload,
            event: { ...example.event, title: "t", city: payload },
          })),
        },
      },
    ],
  });
  const htmlOf = (payload: string): string =>
    sitePages(inputWith(payload), fileLink("docs/site")).get(`${path}.html`) ?? "";
  const markdownOf = (payload: string): string =>
    markdownPages(inputWith(payload), fileLink("docs/rules")).get(`${path}.md`) ?? "";
  const names = (text: string): readonly string[] => all(parseHtml(text)).map(({ name }) => name);
  const plain = names(htmlOf("plain text"));

  test.each(payloads)("%j is shown as it is, and does nothing", (payload) => {
    const text = htmlOf(payload);
    const elements = all(parseHtml(text));
    // The same elements in the same order as with a text that holds nothing.
    expect(names(text)).toEqual(plain);
    const line = payload
      .replace(/[\t\r\n]+/g, " ")
      .replaceAll("\u001b", "\ufffd")
      .replaceAll("\u202e", "\ufffd");
    const squeezed = (value: string): string => value.replace(/\s+/g, " ").trim();
    const title = elements.find(({ name }) => name === "h1");
    expect(squeezed(title === undefined ? "" : textOf(title))).toBe(squeezed(line));
    const cells = elements
      .filter(({ name }) => name === "td" || name === "th")
      .map(textOf)
      .map(squeezed);
    expect(cells).toContain(squeezed(line));
    // Only our own links: none comes from a text.
    const targets = elements.flatMap(({ attributes }) =>
      attributes.href === undefined ? [] : [attributes.href],
    );
    expect(targets.filter((target) => /^[a-z]+:|^\/\//i.test(target))).toEqual([]);

    // The Markdown as GitHub reads it.
    const raw = markdownOf(payload);
    const links: string[] = [];
    const blocks: string[] = [];
    const marked = new Marked({
      gfm: true,
      walkTokens: (token) => {
        if (token.type === "link" || token.type === "image") links.push(String(token.href));
        if (token.type === "html" && !/^<\/?code>$/.test(token.raw)) blocks.push(token.raw.trim());
      },
    });
    marked.parse(raw);
    expect(links.filter((target) => /^[a-z]+:|^\/\//i.test(target))).toEqual([]);
    expect(blocks.map((block) => block.split("\n")[0])).toEqual([
      "<!-- Generated by ems-dq rules docs from the rule files. Do not edit. -->",
      "<details>",
      "</details>",
    ]);
  });
});

test("the pages in the repository are up to date", () => {
  const stale = [
    ...[...markdown].map(([path, text]) => [`docs/rules/${path}`, text] as const),
    ...[...site].map(([path, text]) => [`docs/site/${path}`, text] as const),
  ].filter(
    ([path, text]) => !existsSync(resolve(root, path)) || readFileSync(resolve(root, path), "utf8") !== text,
  );
  expect(
    stale.map(([path]) => path),
    "run `npx ems-dq rules docs`",
  ).toEqual([]);
});
