/** Where a report goes. */
export interface Output {
  /** Takes text and never waits; it goes out in pieces. */
  readonly write: (text: string) => void;
  /** To wait for, where the other side is slower than the check; `undefined` where there is nothing to wait for. */
  readonly ready: () => Promise<void> | undefined;
  /** Everything is written. */
  readonly finish: () => Promise<void>;
  /** The report is not to be had: leaves nothing behind where that is possible. */
  readonly abandon: () => Promise<void>;
}

/** Small writes cost a system call each. */
const pieceLength = 64 * 1024;

/** Gathers text into pieces and heeds the stream's back-pressure. */
export function createPieces(stream: NodeJS.WritableStream): Pick<Output, "write" | "ready"> & {
  readonly flush: () => Promise<void>;
} {
  let pending = "";
  let waiting: Promise<void> | undefined;
  let broken = false;

  function push(): void {
    if (pending === "" || broken) return;
    const more = stream.write(pending);
    pending = "";
    if (more || waiting !== undefined) return;
    waiting = new Promise((resolve) => {
      const done = (): void => {
        waiting = undefined;
        stream.off("drain", done);
        stream.off("close", done);
        resolve();
      };
      stream.on("drain", done);
      stream.on("close", done);
    });
  }
  stream.on("error", () => {
    broken = true;
  });
  return {
    write(text) {
      pending += text;
      if (pending.length >= pieceLength) push();
    },
    ready: () => waiting,
    async flush() {
      push();
      if (!broken) await new Promise<void>((resolve) => stream.write("", () => resolve()));
    },
  };
}
