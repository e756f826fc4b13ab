import type { FastifyInstance } from "fastify";
import type { Sql } from "../database/connect.ts";
import { localeOf } from "../languages.ts";
import { sendProblem } from "../problems.ts";
import type { Checkers } from "../saving/checkers.ts";
import { params } from "../saving/routes.ts";
import { listEvents, readEvent } from "../saving/store.ts";
import { formPage } from "./form.ts";
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

  app.get("/", async (request) => listPage(await listEvents(sql), localeOf(request)));

  app.get("/new", (request, reply) =>
    reply.send(formPage({ locale: localeOf(request), stored: undefined, findings: [] })),
  );

  app.get<{ Params: { id: string } }>("/events/:id/edit", { schema: { params } }, async (request, reply) => {
    const locale = localeOf(request);
    const stored = await readEvent(sql, request.params.id);
    if (stored === undefined) return sendProblem(reply, 404, locale, "notFound");
    // Checked again as it was saved: the stored findings are in the language of whoever saved.
    const { event, previous, stage } = stored;
    const { findings } = await checkers[locale].checkAsync(event, { stage, previous });
    return formPage({ locale, stored, findings });
  });
}
