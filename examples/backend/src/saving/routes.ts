import { applyCorrections, type EmsEvent } from "ems-data-quality";
import eventSchema from "ems-data-quality/schemas/event.schema.json" with { type: "json" };
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Sql } from "../database/connect.ts";
import { type Locale, localeOf, locales } from "../languages.ts";
import { notStorable, sendBlocked, sendProblem } from "../problems.ts";
import { texts } from "../texts.ts";
import type { Checkers } from "./checkers.ts";
import { type Check, type Saved, saveEvent } from "./saveEvent.ts";
import { listEvents, readEvent, readFindings, type Stage, stages } from "./store.ts";

interface EventPath {
  readonly Params: { readonly id: string };
}

export interface SaveRequest extends EventPath {
  readonly Querystring: { readonly stage: Stage; readonly version?: number };
  readonly Body: EmsEvent;
}

/** PostgreSQL stores no NUL. */
export const params = {
  type: "object",
  properties: { id: { type: "string", minLength: 1, maxLength: 64, pattern: "^[^\\0]*$" } },
  required: ["id"],
};

const { $id: _, ...body } = eventSchema;

/** What a save is: the event as the body, its stage and the version that was on the screen in the address. */
export const saveSchema = {
  params,
  querystring: {
    type: "object",
    properties: {
      stage: { enum: stages, default: "draft" },
      version: { type: "integer", minimum: 1, maximum: 2 ** 31 - 1 },
      lang: { enum: locales },
    },
    additionalProperties: false,
  },
  body,
};

interface CorrectionRequest extends EventPath {
  readonly Querystring: { readonly minimum: "certain" | "likely" };
}

const correctionSchema = {
  params,
  querystring: {
    type: "object",
    properties: { minimum: { enum: ["certain", "likely"], default: "certain" }, lang: { enum: locales } },
    additionalProperties: false,
  },
};

export async function eventRoutes(
  app: FastifyInstance,
  { sql, checkers }: { readonly sql: Sql; readonly checkers: Checkers },
): Promise<void> {
  // Events name people, and answers are in the language of whoever asks.
  app.addHook("onRequest", async (_, reply) => {
    reply.header("vary", "accept-language").header("cache-control", "no-store");
  });

  app.get("/events", async () => ({ events: await listEvents(sql) }));

  app.get<EventPath>("/events/:id", { schema: { params } }, async (request, reply) => {
    const { id } = request.params;
    const [stored, findings] = await Promise.all([readEvent(sql, id), readFindings(sql, id)]);
    if (stored === undefined) return sendProblem(reply, 404, localeOf(request), "notFound");
    const { previous: _, ...current } = stored;
    return { ...current, findings };
  });

  // Proposes and stores nothing: what it gives is for a person to look at, and to save.
  app.post<CorrectionRequest>(
    "/events/:id/corrections",
    { schema: correctionSchema },
    async (request, reply) => {
      const locale = localeOf(request);
      const stored = await readEvent(sql, request.params.id);
      if (stored === undefined) return sendProblem(reply, 404, locale, "notFound");
      const { event, previous, stage, version } = stored;
      const checker = checkers[locale];
      const { findings } = await checker.checkAsync(event, { stage, previous });
      const corrections = applyCorrections(event, findings, {
        checker,
        previous,
        minimum: request.query.minimum,
      });
      return { eventId: stored.eventId, version, ...corrections };
    },
  );

  app.put<SaveRequest>("/events/:id", { schema: saveSchema }, (request, reply) => {
    const locale = localeOf(request);
    return answerSave(sql, checkers[locale], locale, request, reply);
  });
}

/** Saves, and answers with what came of it. */
export async function answerSave(
  sql: Sql,
  checker: Check,
  locale: Locale,
  { params: { id }, query: { stage, version }, body }: FastifyRequest<SaveRequest>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const wrong = notStorable(body, locale);
  if (wrong.length > 0) return sendProblem(reply, 400, locale, "malformed", { errors: wrong });
  if ((body.eventId ?? id) !== id) {
    const errors = [{ detail: texts[locale].problems.otherId, pointer: "#/eventId" }];
    return sendProblem(reply, 400, locale, "malformed", { errors });
  }
  const event = { ...body, eventId: id };
  const signal = goneSignal(reply);
  return answer(
    await saveEvent(sql, checker, { id, event, stage, version, locale, signal }),
    stage,
    locale,
    reply,
  );
}

function answer(saved: Saved, stage: Stage, locale: Locale, reply: FastifyReply): FastifyReply {
  if (saved.result === "abandoned") {
    reply.log.info("The client went away; nothing was stored.");
    return reply.hijack();
  }
  if (saved.result === "blocked") return sendBlocked(reply, locale, saved.judgement.findings);
  const { version } = saved;
  if (saved.result === "conflict")
    return sendProblem(reply, 409, locale, "conflict", { version: version ?? null });
  const { eventId, findings, outcomes } = saved.judgement;
  // Not assessed is no pass: whoever reads the answer can tell the two apart.
  const notAssessed = outcomes.flatMap((each) =>
    each.outcome === "notAssessed" ? [{ ruleId: each.ruleId, reasons: each.reasons }] : [],
  );
  return reply
    .code(version === 1 ? 201 : 200)
    .header("content-language", locale)
    .send({ eventId, version, stage, findings, notAssessed });
}

/** Fires when the client goes away before it is answered. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once("close", () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
