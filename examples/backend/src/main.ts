import { createApp } from "./app.ts";
import { connect } from "./database/connect.ts";
import { migrate } from "./database/migrate.ts";
import { seed } from "./database/seed.ts";
import { createCheckers } from "./saving/checkers.ts";
import { lookupsIn } from "./saving/lookups.ts";

/**
 * Starts everything. Settings are environment variables: `DATABASE_URL` (without it a PostgreSQL of its own, with invented
 * events), `HOST`, `PORT`, `AS_OF` (the day that checks take for today), `LOG` (`off` for none).
 */
async function main(): Promise<void> {
  const { DATABASE_URL, HOST = "127.0.0.1", PORT = "3000", AS_OF, LOG } = process.env;
  // Ctrl-C comes twice, from the terminal and from npm; the second must not end what the first has begun.
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
  });
  const database = await connect(DATABASE_URL);
  try {
    const { sql, lookupSql } = database;
    await migrate(sql);
    const checkers = createCheckers({
      facts: lookupsIn(lookupSql),
      ...(AS_OF === undefined ? {} : { asOf: AS_OF }),
    });
    if (DATABASE_URL === undefined) await seed(sql, checkers);
    const app = await createApp({ sql, checkers, ...(LOG === "off" ? {} : { log: process.stderr }) });
    const address = await app.listen({ host: HOST, port: Number(PORT) });
    console.log(`Learning events: ${address}\nCtrl-C ends it.`);
    await stopped;
    // Saves that have begun are waited for; a client that never ends its request is not.
    const patience = setTimeout(() => app.server.closeAllConnections(), 3_000);
    await app.close();
    clearTimeout(patience);
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
