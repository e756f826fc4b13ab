import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bitsOf, wordsOfPatterns } from "../../../src/review/solve/words.ts";

/** Every text of a few signs, up to a length. */
function texts(signs: readonly string[], length: number): readonly string[] {
  let layer = [""];
  const all: string[] = [];
  for (let size = 0; size < length; size++) {
    layer = layer.flatMap((text) => signs.map((sign) => text + sign));
    all.push(...layer);
  }
  return all.filter((text) => text.trim() !== "");
}

const world = texts(["a", "b", "A", "0", "_", " ", "-", "\n", "k", "\u212a"], 4);

const piece = fc.constantFrom(
  "a",
  "b",
  "k",
  ".",
  "\\d",
  "\\w",
  "\\W",
  "\\s",
  "[ab]",
  "[^a]",
  "\\b",
  "\\B",
  "^",
  "$",
  "\\A",
  "\\z",
  "(?i:a)",
  "(?i:k)",
  "(?s:.)",
  "(?m:^)",
  "(?m:$)",
  "\\pL",
  "[[:upper:]]",
  "-",
);
const repeated = fc.tuple(piece, fc.constantFrom("", "", "", "*", "+", "?", "{2}")).map(([part, times]) =>
  // A place cannot be repeated.
  /^(?:\\[bBAz]|[$^]|\(\?m:[$^]\))$/.test(part) ? part : part + times,
);
const branch = fc.array(repeated, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
const source = fc.array(branch, { minLength: 1, maxLength: 2 }).map((branches) => branches.join("|"));

test("where all texts have been gone through, no text is of a kind that was not found", () => {
  let proofs = 0;
  fc.assert(
    fc.property(fc.uniqueArray(source, { minLength: 1, maxLength: 3 }), (patterns) => {
      const { found, isAll } = wordsOfPatterns(patterns);
      for (const [bits, words] of found) for (const word of words) expect(bitsOf(word, patterns)).toBe(bits);
      if (!isAll) return;
      if (found.size < 2 ** patterns.length) proofs++;
      const others = world.filter((text) => !found.has(bitsOf(text, patterns)));
      expect(others).toEqual([]);
    }),
    { numRuns: 150 },
  );
  expect(proofs).toBeGreaterThan(50);
});

describe("kinds of text", () => {
  test.each<readonly [string, readonly string[], readonly number[]]>([
    ["a pattern within another", ["^ab", "^a"], [0, 2, 3]],
    ["patterns that exclude each other", ["^a", "^b"], [0, 1, 2]],
    ["the same pattern, otherwise written", ["^[0-9]+$", "^\\d+$"], [0, 3]],
    ["any case within one case", ["^abc$", "(?i)^ABC$"], [0, 2, 3]],
    ["a pattern that finds something everywhere", ["."], [1]],
    ["a pattern that finds nothing anywhere", ["a^"], [0]],
  ])("%s", (_, patterns, kinds) => {
    const { found, isAll } = wordsOfPatterns(patterns);
    expect([...found.keys()].sort()).toEqual(kinds);
    expect(isAll).toBe(true);
  });

  test("a pattern with more states than are gone through has examples all the same", () => {
    const { found } = wordsOfPatterns(["(?:a|b)*a(?:a|b){14}$", "^c"]);
    expect(found.get(1)).not.toBeUndefined();
  });
});
