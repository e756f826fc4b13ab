/** Lets so many pieces of work go on at a time; the others wait in the order in which they came. */
export interface Limiter {
  /**
   * Calls `work` as soon as there is a place, which is free again when what it gives is settled.
   *
   * @returns Takes work that still waits out of the queue: it is never called.
   */
  readonly enter: (work: () => Promise<void>) => () => void;
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

  function enter(work: () => Promise<void>): () => void {
    // An entry of its own: the same work may wait twice.
    const entry = (): Promise<void> => work();
    waiting.add(entry);
    next();
    return () => void waiting.delete(entry);
  }

  return { enter };
}
