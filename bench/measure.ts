/** Repeats in one run, in turn, so that a drift of the machine touches both sides alike. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** What it should be at most. */
  readonly bar?: number;
}

export function figure(name: string, unit: string, values: readonly number[], bar?: number): Figure {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
  return {
    name,
    unit,
    median,
    min: at(0),
    max: at(sorted.length - 1),
    ...(bar === undefined ? {} : { bar }),
  };
}

/** Microseconds of one call, from as many calls as take about `milliseconds`. */
export function timeCall(call: () => unknown, milliseconds: number): number {
  let calls = 1;
  for (;;) {
    const start = performance.now();
    for (let index = 0; index < calls; index++) call();
    const took = performance.now() - start;
    if (took >= milliseconds) return (took * 1000) / calls;
    calls = took < 1 ? calls * 10 : Math.ceil((calls * milliseconds * 1.1) / took);
  }
}

export async function timeAsyncCall(call: () => Promise<unknown>, calls: number): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < calls; index++) await call();
  return ((performance.now() - start) * 1000) / calls;
}
