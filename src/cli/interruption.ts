import type { ReportHead } from "../report/schema.ts";
import { counted } from "../report/table/counted.ts";
import { tell } from "./failure.ts";
import { type Signal, signalCodes, signals } from "./signalCodes.ts";

/** What may stop a check before its end. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Nobody reads the report any more: `| head`. */
  readonly readerGone: () => void;
  /** The exit code, where the check was stopped another than its own. */
  readonly exitCode: (exitCode: number) => number;
  /** Says how far it got, and gives the exit code. Does not return where the check was stopped. */
  readonly end: (exitCode: number, head: ReportHead) => number;
}

/** Heeds Ctrl-C. A second one ends the process at once. */
export function createInterruption(): Interruption {
  const controller = new AbortController();
  let received: Signal | undefined;
  for (const name of signals) {
    process.on(name, () => {
      if (received !== undefined) process.exit(signalCodes[name]);
      received = name;
      controller.abort();
    });
  }
  const actual = (exitCode: number): number => (received === undefined ? exitCode : signalCodes[received]);
  return {
    signal: controller.signal,
    readerGone: () => controller.abort(),
    exitCode: actual,
    end(exitCode, head) {
      if (!controller.signal.aborted) return exitCode;
      if (received !== undefined) tell(howFar(head));
      // All is written. What is left is a read of a pipe that may never end.
      process.exit(actual(exitCode));
    },
  };
}

/** From the report itself, so that both say the same. */
function howFar({ run, summary }: ReportHead): string {
  const last = run.inputs.at(-1);
  if (last === undefined || summary.rows === 0) return "Interrupted before the first row.";
  const all = summary.rows === last.rows ? "" : `, ${counted(summary.rows, "row")} in all`;
  return `Interrupted after ${counted(last.rows, "row")} of ${last.file}${all}, with ${counted(summary.findings.total, "finding")}.`;
}
