import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseShare } from "../../../src/review/diff/share.ts";

describe("a share", () => {
  test.each<readonly [string, number, number, boolean]>([
    ["5%", 5, 100, false],
    ["5%", 6, 100, true],
    ["0%", 0, 100, false],
    ["0%", 1, 1_000_000, true],
    ["100%", 100, 100, false],
    ["150%", 151, 100, true],
    ["0.1%", 1, 1_000, false],
    ["0.1%", 2, 1_999, true],
    // 0.07 × 100 is more than 7 in the machine's numbers.
    ["7%", 7, 100, false],
    ["33.333333%", 1, 3, true],
    ["33.333334%", 1, 3, false],
    ["5%", 1, 0, true],
    ["5%", 0, 0, false],
  ])("of %s is exceeded by %d of %d: %s", (text, count, whole, expected) => {
    expect(parseShare(text)?.isExceededBy(count, whole)).toBe(expected);
  });

  test.each(["5", "%", "", "-5%", "5%%", "five%", "5,5%", "1e2%", "5.%", ".5%", "99999999%"])(
    "cannot be %j",
    (text) => {
      expect(parseShare(text)).toBeUndefined();
    },
  );

  test("is compared exactly", () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.nat(3),
        fc.nat(2 ** 40),
        fc.nat(2 ** 40),
        (digits, places, count, whole) => {
          const text = `${Math.floor(digits / 10 ** places)}.${String(digits % 10 ** places).padStart(places, "0")}`;
          const share = parseShare(`${places === 0 ? digits : text}%`);
          const exceeded = BigInt(count) * 100n * 10n ** BigInt(places) > BigInt(digits) * BigInt(whole);
          expect(share?.isExceededBy(count, whole)).toBe(exceeded);
        },
      ),
    );
  });
});
