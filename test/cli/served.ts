/**
 * Runs the command again and again in one process, each time from its first word: `process` has what a process of its own
 * would have, as far as a run without standard input and signals can tell. Started by shared.ts.
 */
import { Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import type { Call, Ended } from "./shared.ts";

const [main = ""] = process.argv.slice(-1);
const events = ["exit", "SIGINT", "SIGTERM", "SIGHUP"] as const;

function capture(name: "stdout" | "stderr"): () => string {
  const parts: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      parts.push(chunk);
      done();
    },
  });
  Object.defineProperty(process, name, { value: stream, configurable: true });
  return () => Buffer.concat(parts).toString();
}

async function serve({ id, args, folder, env }: Call): Promise<Ended> {
  const [stdout, stderr] = [capture("stdout"), capture("stderr")];
  const heard = new Map(events.map((name) => [name, process.listeners(name as "exit")]));
  const before = { ...process.env };
  Object.assign(process.env, env);
  process.chdir(folder);
  process.argv = [process.execPath, main, ...args];
  process.exitCode = undefined;
  // Another name makes it another module, which runs anew; what it imports is there already.
  await import(`${pathToFileURL(main).href}?run=${id}`);
  const code = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  for (const name of Object.keys(env)) {
    const value = before[name];
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  for (const name of events)
    for (const listener of process.listeners(name as "exit"))
      if (!heard.get(name)?.includes(listener)) process.off(name, listener);
  return { id, code, stdout: stdout(), stderr: stderr() };
}

// One after the other: there is one folder, one environment and one standard output.
let last = Promise.resolve();
process.on("message", (call: Call) => {
  last = last.then(async () => {
    process.send?.(await serve(call));
  });
});
process.on("disconnect", () => process.exit(0));
