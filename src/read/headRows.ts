/** So many rows at the beginning of a file tell what it holds: its keys, the order of its dates. */
const headRows = 1_000;

/** The lots of an iterator until they hold so many rows, and all lots again. */
export async function readHead<Row>(
  lots: AsyncIterable<readonly Row[]>,
): Promise<{ readonly head: readonly Row[]; readonly all: AsyncIterable<readonly Row[]> }> {
  const rest = lots[Symbol.asyncIterator]();
  const first: (readonly Row[])[] = [];
  let rows = 0;
  let ended = false;
  while (rows < headRows) {
    const { done, value } = await rest.next();
    if (done === true) {
      ended = true;
      break;
    }
    first.push(value);
    rows += value.length;
  }
  async function* all(): AsyncGenerator<readonly Row[]> {
    try {
      // Each lot is let go of before the next is read.
      for (let lot = first.shift(); lot !== undefined; lot = first.shift()) yield lot;
      while (!ended) {
        const { done, value } = await rest.next();
        if (done === true) return;
        yield value;
      }
    } finally {
      await rest.return?.();
    }
  }
  return { head: first.flat().slice(0, headRows), all: all() };
}
