import { codeLists, type EmsEvent, type FieldName, type Finding, fieldNames, fields } from "ems-data-quality";
import type { Locale } from "../languages.ts";
import type { StoredEvent } from "../saving/store.ts";
import { texts } from "../texts.ts";
import { data, type Html, html } from "./html.ts";
import { labels } from "./labels.ts";
import { layout } from "./layout.ts";

type FieldDefinition = (typeof fields)[FieldName];
type Kind = FieldDefinition["kind"];

const groups = [...new Set(fieldNames.map((name) => fields[name].group))];

export interface FormPage {
  readonly locale: Locale;
  /** `undefined` for a new event. */
  readonly stored: StoredEvent | undefined;
  readonly findings: readonly Finding[];
}

export function formPage({ locale, stored, findings }: FormPage): string {
  const words = texts[locale];
  const event: EmsEvent = stored?.event ?? {};
  const stage = stored?.stage ?? "draft";
  const title = stored === undefined ? words.newEvent : (event.title ?? stored.eventId);
  return layout({
    locale,
    title: `${title} – ${words.title}`,
    path: stored === undefined ? "/new" : `/events/${encodeURIComponent(stored.eventId)}/edit`,
    script: "form.js",
    content: html`
<p class="back"><a href="/?lang=${locale}">${words.back}</a></p>
<h1>${title}</h1>
<p class="state" id="state"${stored === undefined ? html` hidden` : ""}><span class="stage stage-${stage}" id="stage">${words.stages[stage]}</span> <span><span id="id">${stored?.eventId ?? ""}</span>, <span id="version">${words.version.replace("{version}", String(stored?.version ?? 0))}</span></span></p>
<section id="summary" class="summary" tabindex="-1" aria-labelledby="summary-title" hidden><h2 id="summary-title"></h2><ul></ul></section>
<noscript><p class="message error">${words.noScript}</p></noscript>
<form id="event" novalidate autocomplete="off">
${groups.map(
  (group) => html`<fieldset><legend>${words.groups[group]}</legend><div class="fields">
${fieldNames.filter((name) => fields[name].group === group).map((name) => field(name, event, locale, stored !== undefined))}
</div></fieldset>`,
)}
<div class="actions">
<button name="stage" value="draft" disabled>${words.buttons.draft}</button>
<button name="stage" value="submit" class="secondary" disabled>${words.buttons.submit}</button>
<button name="stage" value="final" class="secondary" disabled>${words.buttons.final}</button>
<div id="said" class="said" role="status"></div>
</div>
</form>
${data("page", { locale, version: stored?.version ?? null, findings, texts: words })}`,
  });
}

/** A label, what is found in the field, and its control: in the order in which they are read out. */
function field(name: FieldName, event: EmsEvent, locale: Locale, isStored: boolean): Html {
  const definition = fields[name];
  const { kind } = definition;
  const value = event[name];
  const isLong = kind === "text" && name !== "city" && name !== "cohort";
  return html`<div class="field${isLong ? " long" : ""}" data-field="${name}">
<label for="${name}">${labels[locale].field(name)}</label>
<div class="messages" id="${name}-messages"></div>
${control(name, kind, "codeList" in definition ? definition.codeList : undefined, value, locale, isStored)}
</div>`;
}

function control(
  name: FieldName,
  kind: Kind,
  list: keyof typeof codeLists | undefined,
  value: EmsEvent[FieldName],
  locale: Locale,
  isStored: boolean,
): Html {
  const { choose, yes, no } = texts[locale];
  const text = value === undefined || value === null ? "" : String(value);
  if (kind === "flag")
    return select(name, kind, text, [
      ["", choose],
      ["true", yes],
      ["false", no],
    ]);
  // Several languages of instruction may be joined by a slash, so this list cannot be one to choose from.
  if (list !== undefined && list !== "language") {
    const codes = codeLists[list].map((code): [string, string] => [code, labels[locale].code(list, code)]);
    const sorted =
      list === "country" ? codes.sort(([, one], [, other]) => one.localeCompare(other, locale)) : codes;
    // What is stored stays, also where the list does not know it: a rule speaks about it.
    const own = text === "" || codeLists[list].includes(text) ? [] : [[text, text] as const];
    return select(name, kind, text, [["", choose], ...own, ...sorted]);
  }
  const numeric = kind === "count" || kind === "percent" || kind === "score";
  const attributes =
    kind === "date"
      ? html`type="date" max="9999-12-31"`
      : kind === "email"
        ? html`type="email" spellcheck="false"`
        : numeric
          ? html`type="text" inputmode="${kind === "count" ? "numeric" : "decimal"}"`
          : html`type="text"`;
  const fixed = name === "eventId" && isStored ? html` readonly` : "";
  return html`<input id="${name}" name="${name}" data-kind="${kind}" ${attributes} value="${text}" aria-describedby="${name}-messages"${fixed}>`;
}

function select(
  name: FieldName,
  kind: Kind,
  value: string,
  options: readonly (readonly [string, string])[],
): Html {
  return html`<select id="${name}" name="${name}" data-kind="${kind}" aria-describedby="${name}-messages">${options.map(
    ([code, label]) =>
      html`<option value="${code}"${code === value ? html` selected` : ""}>${label}</option>`,
  )}</select>`;
}
