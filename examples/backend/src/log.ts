import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * No personal data in the log: of a request the route and not its address, no client, no headers, no body; of an error
 * where it happened and not what it says, since the database's errors quote the row.
 */
export const logOptions = {
  level: "info",
  serializers: {
    req: ({ method, routeOptions }: FastifyRequest) => ({ method, route: routeOptions.url }),
    res: ({ statusCode }: Pick<FastifyReply, "statusCode">) => ({ statusCode }),
    err: (error: Error & { readonly code?: unknown }) => ({
      type: error.name,
      message: "",
      ...(typeof error.code === "string" ? { code: error.code } : {}),
      stack: (error.stack ?? "")
        .split("\n")
        .filter((line) => /^\s+at /.test(line))
        .join("\n"),
    }),
  },
} as const;
