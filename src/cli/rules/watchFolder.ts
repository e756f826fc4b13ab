import { basename, resolve } from "node:path";
import { watch } from "chokidar";
import { signalCodes, signals } from "../signalCodes.ts";

/** Many editors write a file in several steps; what comes within this time is one change. Milliseconds. */
const settling = 50;

/**
 * Calls `run` at once and then after each change of a JSON file below the folder, one run after the other, until the
 * process is asked to end or nobody reads what it says. Gives the exit code.
 */
export async function watchFolder(folder: string, run: () => Promise<void>): Promise<number> {
  const root = resolve(folder);
  const watcher = watch(folder, {
    ignoreInitial: true,
    // As they are found: nothing hidden, but for the folder that was named.
    ignored: (path, stats) =>
      resolve(path) !== root &&
      (/^(?:\..*|node_modules)$/.test(basename(path)) ||
        (stats?.isFile() === true && !path.endsWith(".json"))),
  });
  let end: (exitCode: number) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const ended = new Promise<number>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  const stops = signals.map((name) => [name, () => end(signalCodes[name])] as const);
  for (const [name, stop] of stops) process.once(name, stop);
  process.stdout.once("error", () => end(0));

  let isRunning = false;
  let isChanged = false;
  async function runAll(): Promise<void> {
    isChanged = true;
    if (isRunning) return;
    isRunning = true;
    while (isChanged) {
      isChanged = false;
      await run();
    }
    isRunning = false;
  }
  let timer: NodeJS.Timeout | undefined;
  watcher.on("all", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void runAll().catch(fail), settling);
  });
  watcher.on("error", fail);
  // First the watch, then the first run: nothing that changes in between is missed.
  watcher.once("ready", () => void runAll().catch(fail));
  try {
    return await ended;
  } finally {
    clearTimeout(timer);
    for (const [name, stop] of stops) process.off(name, stop);
    await watcher.close();
  }
}
