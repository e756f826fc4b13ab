import type { Progress } from "../node/checkFiles.ts";
import { grouped } from "../report/table/counted.ts";

/** Shows how far a check is. */
export interface ProgressBar {
  readonly update: (progress: Progress) => void;
  readonly stop: () => void;
}

/** Shorter work needs no bar. */
const quietMilliseconds = 1_000;

/** A bar on standard error, from the first second on. */
export function createProgressBar(now: () => number): ProgressBar {
  const started = now();
  let bar: import("cli-progress").SingleBar | "loading" | "stopped" | undefined;

  async function open(total: number | undefined): Promise<void> {
    bar = "loading";
    const { default: progress } = await import("cli-progress");
    if (bar !== "loading") return;
    const counts = "{rows} rows · {speed} rows/s · {found} findings";
    bar = new progress.SingleBar(
      {
        format: total === undefined ? counts : `{bar} {percentage}% · ${counts}`,
        stream: process.stderr,
        clearOnComplete: true,
        hideCursor: false,
        fps: 8,
      },
      progress.Presets.rect,
    );
    bar.start(total ?? 1, 0, { rows: "0", speed: "0", found: "0" });
  }

  return {
    update({ bytes, totalBytes, rows, findings }) {
      const elapsed = now() - started;
      if (bar === undefined && elapsed > quietMilliseconds) void open(totalBytes);
      if (typeof bar !== "object") return;
      const speed = Math.round((rows * 1_000) / elapsed);
      bar.update(totalBytes === undefined ? 0 : Math.min(bytes, totalBytes), {
        rows: grouped(rows),
        speed: grouped(speed),
        found: grouped(findings),
      });
    },
    stop() {
      if (typeof bar === "object") bar.stop();
      bar = "stopped";
    },
  };
}
