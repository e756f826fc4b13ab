/**
 * How much the check adds to a save: `npm run load [-- --rounds 12 --seconds 2 --connections 10]`.
 *
 * Each round saves for some seconds without the check, with it, and with its look-ups, in another order each time, on the
 * same server and database: what else the machine does hits all three. What is compared is the medians within a round; what
 * is printed is the median of the rounds, and the lowest and highest of them.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import autocannon from "autocannon";
import { seedEvents } from "../src/database/seed.ts";
import { idOf, type Measured, type Mode, median, modes, type ToParent } from "./modes.ts";

interface Run extends Measured {
  /** Of all saves, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
}

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "12" },
    seconds: { type: "string", default: "2" },
    connections: { type: "string", default: "10" },
  },
});
const [rounds, seconds, connections] = [values.rounds, values.seconds, values.connections].map(Number);
const events = seedEvents();
const server = fork(new URL("server.ts", import.meta.url), { execArgv: ["--import", "tsx"] });
const ended = once(server, "exit");
let runs = 0;

async function answer<Type extends ToParent["type"]>(type: Type): Promise<Extract<ToParent, { type: Type }>> {
  for (;;) {
    const [message]: ToParent[] = await Promise.race([
      once(server, "message"),
      ended.then(() => Promise.reject(new Error("The server ended."))),
    ]);
    if (message?.type === type) return message as Extract<ToParent, { type: Type }>;
  }
}

/** Each connection saves an event of its own, a new version each time, with another title: no two texts are the same. */
async function run(address: string, mode: Mode, duration: number): Promise<Run> {
  runs += 1;
  const latencies: number[] = [];
  let others = 0;
  let connection = 0;
  server.send("start");
  const result = await autocannon({
    url: address,
    connections: connections ?? 10,
    duration,
    setupClient(client) {
      const index = connection++ % events.length;
      const id = idOf(runs, index);
      const event = { ...events[index], eventId: id };
      let version = 0;
      const next = (): void =>
        client.setRequest({
          method: "PUT",
          path: `/${mode}/events/${id}?stage=submit${version === 0 ? "" : `&version=${version}`}`,
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ ...event, title: `${event.title} ${version}` }),
        });
      next();
      client.on("response", (status: number, _: number, milliseconds: number) => {
        if (status !== 200 && status !== 201) others += 1;
        latencies.push(milliseconds);
        version += 1;
        next();
      });
    },
  });
  server.send("stop");
  const { measured } = await answer("measured");
  if (others > 0 || result.errors > 0 || latencies.length === 0)
    throw new Error(`${others} saves of ${latencies.length} failed, ${result.errors} connections broke.`);
  latencies.sort((one, other) => one - other);
  return {
    ...measured,
    p50: median(latencies),
    p99: latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN,
    perSecond: latencies.length / duration,
  };
}

function shown(numbers: readonly number[], digits: number, unit: string): string {
  const [least, middle, most] = [Math.min(...numbers), median(numbers), Math.max(...numbers)].map((each) =>
    each.toFixed(digits),
  );
  return `${middle}${unit === "" ? "" : ` ${unit}`} (${least} to ${most})`;
}

function print(title: string, rows: readonly (readonly [string, ...string[]])[]): void {
  console.log(`\n${title}`);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  for (const row of rows)
    console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd());
}

const { address } = await answer("listening");
try {
  const done: Record<Mode, Run[]> = { without: [], check: [], lookups: [] };
  for (const mode of modes) await run(address, mode, Math.min(2, seconds ?? 2));
  for (let round = 0; round < (rounds ?? 1); round++) {
    const order = modes.map((_, index) => modes[(index + round) % modes.length] ?? "without");
    for (const mode of round % 2 === 0 ? order : order.reverse())
      done[mode].push(await run(address, mode, seconds ?? 4));
  }
  const of = (mode: Mode, pick: (run: Run) => number, digits = 2, unit = "ms"): string =>
    shown(done[mode].map(pick), digits, unit);
  /** Within each round, so that a slow round does not count as a slow check. */
  const added = (mode: Mode, pick: (run: Run) => number): readonly number[] =>
    done[mode].map((each, round) => 100 * (pick(each) / pick(done.without[round] ?? each) - 1));
  const row = (
    name: string,
    pick: (run: Run) => number,
    digits = 2,
    unit = "ms",
  ): readonly [string, ...string[]] => [name, ...modes.map((mode) => of(mode, pick, digits, unit))];

  console.log(
    `${rounds} rounds of ${seconds} s each, ${connections} connections; median of the rounds (lowest to highest)`,
  );
  print("Saves", [
    ["", "without the check", "with the check", "with its look-ups"],
    row("latency, median", ({ p50 }) => p50),
    row("latency, 99 %", ({ p99 }) => p99, 1),
    row("saves a second", ({ perSecond }) => perSecond, 0, ""),
    row("event loop late, median", ({ loop }) => loop.p50),
    row("event loop late, 99 %", ({ loop }) => loop.p99),
    row("event loop late, most", ({ loop }) => loop.max, 1),
    row("server's processor, a save", ({ processor, perSecond }) => (1000 * processor) / perSecond),
  ]);
  const addedRows = (pick: (run: Run) => number): readonly (readonly [string, string])[] => [
    ["the check alone", shown(added("check", pick), 1, "%")],
    ["with its look-ups, 3 queries", shown(added("lookups", pick), 1, "%")],
  ];
  print(
    "What the check adds to the median latency of the same round",
    addedRows(({ p50 }) => p50),
  );
  print(
    "What the check adds to the server's processor time of a save",
    addedRows(({ processor, perSecond }) => processor / perSecond),
  );
  print("The check itself, median in the server", [
    ["alone", of("check", ({ check = Number.NaN }) => check, 3)],
    ["with its look-ups, waiting included", of("lookups", ({ check = Number.NaN }) => check)],
  ]);
} finally {
  if (server.connected) server.disconnect();
  await ended;
}
