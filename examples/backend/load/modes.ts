/** How a save of the load test is checked; everything else is the same. */
export const modes = ["without", "check", "lookups"] as const;
export type Mode = (typeof modes)[number];

/** What the server measured since it was last asked. Times in milliseconds. */
export interface Measured {
  /** How late the event loop was; the timer's own interval is taken off. */
  readonly loop: { readonly p50: number; readonly p99: number; readonly max: number };
  /** How long the check itself took, waiting for look-ups included; `undefined` where nothing was checked. */
  readonly check: number | undefined;
  /** Processor time of the server per second. */
  readonly processor: number;
}

export type ToParent =
  | { readonly type: "listening"; readonly address: string }
  | { readonly type: "measured"; readonly measured: Measured };

/** Which of the invented events a save of the load test is about stands in its identifier. */
export function idOf(run: number, index: number): string {
  return `EMS-${2100 + run}-${String(index).padStart(4, "0")}`;
}

export function indexOf(id: string): number {
  return Number(id.slice(-4));
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}
