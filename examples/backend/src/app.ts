import { fileURLToPath } from "node:url";
import accepts from "@fastify/accepts";
import helmet from "@fastify/helmet";
import statics from "@fastify/static";
import { Ajv2020, type AnySchemaObject } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import Fastify, { type FastifyError, type FastifyInstance } from "fastify";
import type { Sql } from "./database/connect.ts";
import { localeOf } from "./languages.ts";
import { logOptions } from "./log.ts";
import { pages } from "./pages/routes.ts";
import { entriesOf, type SchemaError, sendProblem } from "./problems.ts";
import type { Checkers } from "./saving/checkers.ts";
import { eventRoutes } from "./saving/routes.ts";
import { texts } from "./texts.ts";

export interface AppOptions {
  readonly sql: Sql;
  readonly checkers: Checkers;
  /** Where the log goes; none where it is not given. */
  readonly log?: NodeJS.WritableStream;
}

/** An event has some fifty fields, most of them numbers. */
const bodyLimit = 64 * 1024;

export async function createApp({ sql, checkers, log }: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit,
    requestTimeout: 10_000,
    logger: log === undefined ? false : { ...logOptions, stream: log },
    // Long enough for what `params` allows, as it stands in an address.
    routerOptions: { maxParamLength: 800 },
    // An address that is none: told before any plugin knows the request's language.
    frameworkErrors: (_error, _request, reply) => sendProblem(reply, 400, "en", "malformed"),
  });
  // Fastify reads plain text by itself; here nothing is sent so.
  app.removeContentTypeParser("text/plain");

  // Bodies are taken as they are: a number sent as text is a mistake to tell, not one to hide. Addresses are all text.
  const strict = formats(new Ajv2020({ allErrors: true, coerceTypes: false }));
  const coercing = formats(new Ajv2020({ coerceTypes: true, useDefaults: true }));
  app.setValidatorCompiler<AnySchemaObject>(({ schema, httpPart }) =>
    (httpPart === "body" ? strict : coercing).compile(schema),
  );

  await app.register(accepts);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
  });
  await app.register(statics, {
    root: fileURLToPath(new URL("../public/", import.meta.url)),
    prefix: "/assets/",
  });

  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const locale = localeOf(request);
    const { validation, validationContext, statusCode = 500 } = error;
    if (validationContext === "params") {
      const errors = [{ detail: texts[locale].problems.identifier, pointer: "#/eventId" }];
      return sendProblem(reply, 400, locale, "malformed", { errors });
    }
    if (validation !== undefined) {
      const isEvent = validationContext === "body";
      const errors = entriesOf(validation as readonly SchemaError[], locale, isEvent);
      return sendProblem(reply, 400, locale, "malformed", isEvent ? { errors } : {});
    }
    if (statusCode === 413) return sendProblem(reply, 413, locale, "tooLarge");
    if (statusCode === 415) return sendProblem(reply, 415, locale, "mediaType");
    if (statusCode >= 400 && statusCode < 500) return sendProblem(reply, 400, locale, "malformed");
    // Without a text of its own the entry would take the error's, which the database may have made of the row.
    request.log.error({ err: error }, "The request failed.");
    return sendProblem(reply, 500, locale, "failure");
  });
  app.setNotFoundHandler((request, reply) => sendProblem(reply, 404, localeOf(request), "notFound"));

  await app.register(eventRoutes, { sql, checkers });
  await app.register(pages, { sql, checkers });
  return app;
}

function formats(ajv: Ajv2020): Ajv2020 {
  // The package is CommonJS: its function is under `default`.
  addFormats.default(ajv);
  return ajv;
}
