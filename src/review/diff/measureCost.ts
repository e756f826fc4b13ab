/** Something whose time is measured: it judges the same events each time. */
export type Work = () => void;

/** Until the code has been compiled for speed: after two, figures are twice as high and wander. */
const warmUps = 12;
const rounds = 5;

/**
 * How long each work takes: all in turn in each round, in the opposite order in every second one, so that what the
 * machine does besides falls on all of them alike.
 *
 * @param now Milliseconds of a clock that only goes forward.
 * @returns The median of several rounds, in milliseconds.
 */
export function measureInTurn(works: readonly Work[], now: () => number): readonly number[] {
  const times: number[][] = works.map(() => []);
  for (let round = 0; round < warmUps + rounds; round++) {
    const order = [...works.keys()];
    if (round % 2 === 1) order.reverse();
    for (const place of order) {
      const started = now();
      works[place]?.();
      if (round >= warmUps) times[place]?.push(now() - started);
    }
  }
  return times.map((each) => each.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0);
}
