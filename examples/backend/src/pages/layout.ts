import { type Locale, locales } from "../languages.ts";
import { texts } from "../texts.ts";
import { type Html, html } from "./html.ts";

const names: Readonly<Record<Locale, string>> = { en: "English", fr: "Français", es: "Español" };

export interface Page {
  readonly locale: Locale;
  readonly title: string;
  /** Path of the page, for the links to its other languages. */
  readonly path: string;
  readonly content: Html;
  readonly script?: string;
}

export function layout({ locale, title, path, content, script }: Page): string {
  const { skip, language, title: site } = texts[locale];
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/style.css">
${script === undefined ? "" : html`<script src="/assets/${script}" type="module"></script>`}
</head>
<body>
<a class="skip" href="#content">${skip}</a>
<header>
<a class="site" href="/?lang=${locale}">${site}</a>
<nav aria-label="${language}"><ul>${locales.map(
    (each) =>
      html`<li>${
        each === locale
          ? html`<span lang="${each}" aria-current="true">${names[each]}</span>`
          : html`<a href="${path}?lang=${each}" hreflang="${each}" lang="${each}">${names[each]}</a>`
      }</li>`,
  )}</ul></nav>
</header>
<main id="content" tabindex="-1">
${content}
</main>
</body>
</html>
`.text;
}
