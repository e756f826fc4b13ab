import fc from "fast-check";
import { describe, expect, test } from "vitest";
import "../../seed.ts";
import {
  chanceOfDraw,
  chanceOfShare,
  holm,
  outerFence,
  roundedUp,
  wilson,
} from "../../../src/review/suggest/statistics.ts";

describe("wilson", () => {
  // The roots of n (share - p)² = z² p (1 - p), which defines it.
  test.each([
    [84, 85, 0.936328, 0.99792],
    [10, 10, 0.722467, 1],
    [0, 10, 0, 0.277533],
    [5, 10, 0.236593, 0.763407],
    [512, 512, 0.992553, 1],
  ])("of %i in %i is %d to %d", (holds, support, low, high) => {
    const interval = wilson(holds, support);
    expect(interval.low).toBeCloseTo(low, 5);
    expect(interval.high).toBeCloseTo(high, 5);
  });

  test("lies between 0 and 1 and holds the share; more events make it narrower", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 500 }), (one, support) => {
        const holds = Math.min(one, support);
        const { low, high } = wilson(holds, support);
        const twice = wilson(holds * 2, support * 2);
        return (
          low >= 0 &&
          high <= 1 &&
          low <= holds / support &&
          high >= holds / support &&
          twice.high - twice.low <= high - low
        );
      }),
    );
  });

  test("says nothing of no events", () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });
});

describe("the chance of a draw", () => {
  // The lady tasting tea: four of four right cups among eight, one in seventy; at least three, 17 in 70.
  test.each([
    [4, 4, 4, 8, 1 / 70],
    [3, 4, 4, 8, 17 / 70],
    [0, 4, 4, 8, 1],
  ])("%i of %i, where %i of %i have it", (holds, support, having, total, chance) => {
    expect(chanceOfDraw(holds, support, having, total)).toBeCloseTo(chance, 9);
  });
});

describe("the chance of a share", () => {
  test("is exact where all hold", () => {
    expect(chanceOfShare(10, 10, 0.5)).toBeCloseTo(0.5 ** 10, 12);
  });

  test("bounds the true one from above", () => {
    // P(X >= 9 of 10 at 0.5) = 11 / 1024
    expect(chanceOfShare(9, 10, 0.5)).toBeGreaterThanOrEqual(11 / 1024);
    expect(chanceOfShare(9, 10, 0.5)).toBeLessThan(0.05);
  });

  test("is 1 for a share that is no higher than by chance", () => {
    expect(chanceOfShare(5, 10, 0.5)).toBe(1);
    expect(chanceOfShare(0, 0, 0.5)).toBe(1);
  });
});

describe("holm", () => {
  test("is stricter the more were tried, and steps down", () => {
    // 0.01 <= 0.05 / 4; 0.015 <= 0.05 / 3; 0.03 > 0.05 / 2: it and all after it fall.
    expect([...holm([0.015, 0.01, 0.03, 0.04], 4, 0.05)].sort()).toEqual([0, 1]);
    expect([...holm([0.01], 4, 0.05)]).toEqual([0]);
    expect([...holm([0.01], 40, 0.05)]).toEqual([]);
  });
});

describe("limits", () => {
  test("the outer fence is three ranges of the middle half away, on the scale of logarithms", () => {
    // Quartiles 10 and 100: a factor of ten; three times that above 100.
    expect(outerFence([1, 10, 10, 10, 100, 100, 100, 1_000])).toBeCloseTo(100_000, 6);
    expect(outerFence([5, 5, 5, 5, 5])).toBeUndefined();
  });

  test.each([
    [7.2, 8],
    [10, 10],
    [101, 110],
    [1_234, 1_300],
    [1_300, 1_300],
    [560_001, 570_000],
  ])("%d is rounded up to %d", (value, rounded) => {
    expect(roundedUp(value)).toBe(rounded);
  });
});
