import { expect, test } from "vitest";
import { measureInTurn } from "../../../src/review/diff/measureCost.ts";

test("the median of rounds in turn, in both orders, the first ones left out", () => {
  let clock = 0;
  const order: string[] = [];
  const work = (name: string, times: readonly number[]) => {
    let round = 0;
    return () => {
      order.push(name);
      clock += times[round++] ?? 0;
    };
  };
  // Slow while it warms up, and once by accident.
  const cold = Array.from({ length: 12 }, () => 90);
  const works = [work("a", [...cold, 3, 1, 2, 50, 2]), work("b", [...cold, 5, 5, 4, 6, 5])];
  expect(measureInTurn(works, () => clock)).toEqual([2, 5]);
  expect(order.join("")).toBe(`${"abba".repeat(8)}ab`);
});

test("nothing to measure", () => {
  expect(measureInTurn([], () => 0)).toEqual([]);
});
