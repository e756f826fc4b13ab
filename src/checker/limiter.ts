/** Lets so many pieces of work go on at a time; the others wait in the order in which they came. */
export interface Limiter {
  /**
   * Calls `work` as soon as there is a place, which is free again when what it gives is settled. Work that is cancelled
   * while it waits leaves the queue at once and is never called.
   */
  readonly enter: (work: () => Promise<void>, signal: AbortSignal) => void;
}

/**
 * A limit over all requests. Not p-limit: its queue can be cleared as a whole only, and here one of many requests gives
 * up, whose work must not stand in the way of the others'.
 */
export function createLimiter(places: number): Limiter {
  const waiting = new Set<() => Promise<void>>();
  let busy = 0;

  function next(): void {
    for (const work of waiting) {
      if (busy >= places) return;
      waiting.delete(work);
      busy++;
      void work().finally(() => {
        busy--;
        next();
      });
    }
  }

  function enter(work: () => Promise<void>, signal: AbortSignal): void {
    if (signal.aborted) return;
    const leave = (): boolean => waiting.delete(entry);
    const entry = (): Promise<void> => {
      signal.removeEventListener("abort", leave);
      return work();
    };
    signal.addEventListener("abort", leave, { once: true });
    waiting.add(entry);
    next();
  }

  return { enter };
}
