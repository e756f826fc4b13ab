import type { WriteStream } from "node:tty";

/** Says on a terminal how much of a long work is done; nowhere else. */
export interface Counter {
  readonly update: (done: number, total: number) => void;
  readonly stop: () => void;
}

/** `12 of 77 rules mutated`, on a line that is written anew and at last taken away. */
export function createCounter(stream: Pick<WriteStream, "isTTY" | "write">, what: string): Counter {
  const erase = "\r\u001b[2K";
  let shown = -1;
  return {
    update(done, total) {
      // A hundred lines are enough for an eye, and cost nothing.
      const percent = Math.floor((100 * done) / Math.max(1, total));
      if (!stream.isTTY || percent === shown) return;
      shown = percent;
      stream.write(`${erase}${done} of ${total} ${what}`);
    },
    stop() {
      if (stream.isTTY && shown >= 0) stream.write(erase);
      shown = -1;
    },
  };
}
