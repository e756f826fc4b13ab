/** What the promise gives, or `undefined` where the signal comes first. What the promise does later is of no interest. */
export function orAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value | undefined> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(undefined);
    if (signal.aborted) stop();
    // Taken off again: a race with one lasting promise would keep a reaction for each lot of rows.
    else signal.addEventListener("abort", stop, { once: true });
    promise
      .then(resolve, (error: unknown) => reject(error))
      .finally(() => signal.removeEventListener("abort", stop));
  });
}
