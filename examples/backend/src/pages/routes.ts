import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import type { Sql } from "../database/connect.ts";
import { type Locale, localeOf } from "../languages.ts";
import type { Checkers } from "../saving/checkers.ts";
import { params } from "../saving/routes.ts";
import { listEvents, readEvent } from "../saving/store.ts";
import { texts } from "../texts.ts";
import { formPage } from "./form.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";
import { listPage } from "./list.ts";

export async function pages(
  app: FastifyInstance,
  { sql, checkers }: { readonly sql: Sql; readonly checkers: Checkers },
): Promise<void> {
  app.addHook("onRequest", async (_, reply) => {
    reply
      .type("text/html; charset=utf-8")
      .header("vary", "accept-language")
      .header("cache-control", "no-store");
  });

  // Whoever opens a page is told in a page, not in a problem document.
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const { statusCode = 500 } = error;
    if (statusCode < 500) return sendNotice(reply, statusCode, localeOf(request), "malformed");
    request.log.error({ err: error }, "The request failed.");
    return sendNotice(reply, 500, localeOf(request), "failure");
  });

  app.get("/", async (request) => listPage(await listEvents(sql), localeOf(request)));

  app.get("/new", (request, reply) =>
    reply.send(formPage({ locale: localeOf(request), stored: undefined, findings: [] })),
  );

  app.get<{ Params: { id: string } }>("/events/:id/edit", { schema: { params } }, async (request, reply) => {
    const locale = localeOf(request);
    const stored = await readEvent(sql, request.params.id);
    if (stored === undefined) return sendNotice(reply, 404, locale, "notFound");
    // Checked again as it was saved: the stored findings are in the language of whoever saved.
    const { event, previous, stage } = stored;
    const { findings } = await checkers[locale].checkAsync(event, { stage, previous });
    return formPage({ locale, stored, findings });
  });
}

function sendNotice(
  reply: FastifyReply,
  status: number,
  locale: Locale,
  problem: "malformed" | "notFound" | "failure",
): FastifyReply {
  const { title: site, back, problems } = texts[locale];
  const title = problems[problem];
  const content = html`<h1>${title}</h1><p><a href="/?lang=${locale}">${back}</a></p>`;
  const page = layout({ locale, title: `${title} – ${site}`, path: "/", content });
  return reply.code(status).type("text/html; charset=utf-8").send(page);
}
