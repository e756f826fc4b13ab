import { expect, test } from "vitest";
import { shareText } from "../../src/report/shareText.ts";

test.each([
  [0, 0, "–"],
  [0, 10, "0 %"],
  [1, 3, "33.3 %"],
  [1, 10_000, "< 0.1 %"],
  [999, 1_000, "99.9 %"],
  [99_999, 100_000, "> 99.9 %"],
  [10, 10, "100 %"],
  [5, 100, "5.0 %"],
  [12, 10, "120.0 %"],
])("%d of %d is %s", (part, whole, expected) => {
  expect(shareText(part, whole)).toBe(expected);
});
