import type { Locale } from "../languages.ts";
import type { EventLine } from "../saving/store.ts";
import { texts } from "../texts.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";

export function listPage(events: readonly EventLine[], locale: Locale): string {
  const { title, newEvent, columns, noEvents, stages, severities, colon } = texts[locale];
  const number = new Intl.NumberFormat(locale);
  // The United Nations write dates as the British do.
  const time = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "UTC",
  });
  return layout({
    locale,
    title,
    path: "/",
    content: html`
<div class="heading"><h1>${title}</h1><a class="button" href="/new?lang=${locale}">${newEvent}</a></div>
${
  events.length === 0
    ? html`<p>${noEvents}</p>`
    : html`<table>
<thead><tr>${Object.values(columns).map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${events.map(
        ({ eventId, title: name, unit, stage, updatedAt, errors, warnings }) => html`<tr>
<td><a href="/events/${encodeURIComponent(eventId)}/edit?lang=${locale}">${name ?? eventId}</a><br><small>${eventId}</small></td>
<td data-label="${columns.unit}">${unit ?? "–"}</td>
<td data-label="${columns.stage}"><span class="stage stage-${stage}">${stages[stage]}</span></td>
<td data-label="${columns.findings}">${
          errors + warnings === 0
            ? "–"
            : [
                ...(errors > 0
                  ? [
                      html`<span class="tally error"><span aria-hidden="true">✕</span> ${severities.error}${colon} ${number.format(errors)}</span> `,
                    ]
                  : []),
                ...(warnings > 0
                  ? [
                      html`<span class="tally warning"><span aria-hidden="true">!</span> ${severities.warning}${colon} ${number.format(warnings)}</span>`,
                    ]
                  : []),
              ]
        }</td>
<td data-label="${columns.updated}"><time datetime="${updatedAt.toISOString()}">${time.format(updatedAt)}</time></td>
</tr>`,
      )}</tbody>
</table>`
}`,
  });
}
