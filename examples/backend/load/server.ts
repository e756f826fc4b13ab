/**
 * The backend under load, as a process of its own: the routes of the example, and the same save once more for each mode.
 * Only here can a save leave the check out.
 */
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import type { EmsEvent, Judgement } from "ems-data-quality";
import { createApp } from "../src/app.ts";
import { connect } from "../src/database/connect.ts";
import { migrate } from "../src/database/migrate.ts";
import { seed, seedEvents } from "../src/database/seed.ts";
import { createCheckers } from "../src/saving/checkers.ts";
import { lookupsIn } from "../src/saving/lookups.ts";
import { answerSave, type SaveRequest, saveSchema } from "../src/saving/routes.ts";
import type { Check } from "../src/saving/saveEvent.ts";
import { idOf, indexOf, type Mode, median, modes, type ToParent } from "./modes.ts";

const asOf = "2025-06-30";
const resolution = 1;

async function main(): Promise<void> {
  // It ends with its parent, also where that is interrupted: else its database would stay behind.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
  const database = await connect(process.env.DATABASE_URL);
  const { sql, lookupSql } = database;
  await migrate(sql);
  const withLookups = createCheckers({ asOf, facts: lookupsIn(lookupSql) });
  const alone = createCheckers({ asOf }).en;
  await seed(sql, withLookups);

  // Without the check the same findings are stored and sent as with it: the check alone makes the difference.
  const found = seedEvents().map((event, index): Judgement => {
    const eventId = idOf(0, index);
    return alone.check({ ...event, eventId }, { stage: "submit", previous: { ...event, eventId } });
  });

  let times: number[] = [];
  async function timed(check: () => Judgement | Promise<Judgement>): Promise<Judgement> {
    const started = performance.now();
    const judgement = await check();
    times.push(performance.now() - started);
    return judgement;
  }
  const checks: Readonly<Record<Mode, Check>> = {
    without: { checkAsync: async (event) => foundIn(event) },
    // Nothing is looked up, so there is nothing to call off.
    check: {
      checkAsync: (event, { signal: _, ...options } = {}) => timed(() => alone.check(event, options)),
    },
    lookups: { checkAsync: (event, options) => timed(() => withLookups.en.checkAsync(event, options)) },
  };
  function foundIn({ eventId }: EmsEvent): Judgement {
    const judgement = found[indexOf(eventId ?? "")];
    if (judgement === undefined) throw new Error("There is no such event.");
    return { ...judgement, eventId: eventId ?? null };
  }

  const app = await createApp({ sql, checkers: withLookups });
  for (const mode of modes) {
    app.put<SaveRequest>(`/${mode}/events/:id`, { schema: saveSchema }, (request, reply) =>
      answerSave(sql, checks[mode], "en", request, reply),
    );
  }
  const address = await app.listen({ host: "127.0.0.1", port: 0 });

  const loop = monitorEventLoopDelay({ resolution });
  let started = performance.now();
  let used = process.cpuUsage();
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolution);

  process.on("message", (message) => {
    if (message === "start") {
      loop.reset();
      loop.enable();
      times = [];
      started = performance.now();
      used = process.cpuUsage();
    }
    if (message === "stop") {
      loop.disable();
      const { user, system } = process.cpuUsage(used);
      tell({
        type: "measured",
        measured: {
          loop: { p50: late(loop.percentile(50)), p99: late(loop.percentile(99)), max: late(loop.max) },
          check: times.length === 0 ? undefined : median(times),
          processor: (user + system) / 1000 / (performance.now() - started),
        },
      });
    }
  });
  const end = async (): Promise<void> => {
    await app.close();
    await database.close();
  };
  if (process.connected) process.once("disconnect", end);
  else await end();
  tell({ type: "listening", address });
}

function tell(message: ToParent): void {
  process.send?.(message);
}

await main();
