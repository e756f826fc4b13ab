import { createPieces, type Output } from "./output.ts";

/** The report on standard output. Where its reader goes away (`| head`), `onGone` is called and the rest is dropped. */
export function stdoutOutput(onGone: () => void): Output {
  const { stdout } = process;
  const pieces = createPieces(stdout);
  stdout.on("error", onGone);
  // What is still held back is not written: most reports that fail have written nothing then.
  return { ...pieces, finish: pieces.flush, abandon: async () => undefined };
}
