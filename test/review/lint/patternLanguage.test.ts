import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareLanguages,
  type Inclusion,
  languageOf,
  sharedText,
} from "../../../src/review/lint/patternLanguage.ts";
import { pattern } from "../../../src/rules/pattern.ts";

function compare(one: string, other: string): Inclusion {
  const [first, second] = [languageOf(one), languageOf(other)];
  if ("why" in first) return first;
  return "why" in second ? second : compareLanguages(first, second);
}

const includes = (oneInOther: boolean, otherInOne: boolean) =>
  expect.objectContaining({ oneInOther, otherInOne });
const unclear = { why: expect.any(String) };

describe("what one pattern finds, held against what another finds", () => {
  test.each([
    ["test", "tests?", includes(true, true)],
    ["^test$", "^tests?$", includes(true, false)],
    ["^a.c$", "^abc$", includes(false, true)],
    ["(?i)abc", "ABC", includes(false, true)],
    ["(?i)^(?-i:a)b$", "^aB$", includes(false, true)],
    ["(?s)a.b", "a.b", includes(false, true)],
    ["\\bfoo\\b", "foo", includes(true, false)],
    ["a{2,}", "aa", includes(true, true)],
    ["^\\d{4}$", "^\\d+$", includes(true, false)],
    ["(?:^|x)foo$", "xfoo$", includes(false, true)],
    ["\\x{e9}", "é", includes(true, true)],
    ["^\\pL+$", "^\\p{Lu}+$", includes(false, true)],
    ["^[^a]$", "^[b-d]$", includes(false, true)],
    // RE2's blank is no JavaScript blank.
    ["^\\s$", "^[ \\t\\n\\f\\r]$", includes(true, true)],
    ["^\\x{a0}$", "^\\s$", "apart"],
    ["^x$", "^y$", "apart"],
    ["^ab", "ba$", "apart"],
    ["^(?:ab|cd){60}$", "^(?:ab|cd|ef|[gh]i){60}$", includes(true, false)],
    // What JavaScript lacks, or means otherwise: nothing is said.
    ["[[:alpha:]]", "a", unclear],
    ["(?m)^a", "a", unclear],
    ["(?U)a+", "a", unclear],
    ["\\Qa.b\\E", "a", unclear],
    ["(?:a|^)b", "^b", includes(false, true)],
    ["^^a$$", "^a$", includes(true, true)],
    ["(?:a$)*b", "b", includes(true, true)],
    ["a\\b[bc]", "a", "apart"],
    ["a\\B[b ]", "ab", includes(true, true)],
    ["\\ba", "(?:^|\\W)a", includes(true, true)],
    ["(?P<name>a)", "a", unclear],
    ["[]a]", "a", unclear],
    ["(?i)\\P{Lu}", "a", unclear],
  ])("%s and %s", (one, other, expected) => {
    expect(compare(one, other)).toEqual(expected);
  });

  test("one with too many states is given up", () => {
    expect(compare("(?:a|b)*a(?:a|b){14}$", "(?:a|b)*b(?:a|b){14}$|a")).toEqual(unclear);
  });

  test("a text that both find", () => {
    const [one, other] = [languageOf("^[a-m]+$"), languageOf("^[m-z]+$")];
    if ("why" in one || "why" in other) throw new Error("unclear");
    expect(sharedText(one, other)).toMatch(/^m+$/);
    const third = languageOf("^[n-z]+$");
    expect("why" in third ? third : sharedText(one, third)).toBeUndefined();
  });
});

const piece = fc.constantFrom(
  "a",
  "b",
  "[ab]",
  "[^a]",
  ".",
  "a?",
  "b*",
  "(?:a|bc)",
  "\\b",
  "\\B",
  "^",
  "$",
  "(?:^|a)",
  "\\w",
  "\\s",
  "(?i:A)",
  "c{2}",
);
const patterns = fc
  .tuple(fc.constantFrom("", "^"), fc.array(piece, { minLength: 1, maxLength: 4 }), fc.constantFrom("", "$"))
  .map(([before, pieces, after]) => before + pieces.join("") + after);
const texts = fc.string({
  unit: fc.constantFrom("a", "A", "b", "c", " ", "\n", "é"),
  minLength: 1,
  maxLength: 8,
});

test("what is claimed of two patterns holds of every text, by the evaluator's word", () => {
  fc.assert(
    fc.property(
      patterns,
      patterns,
      fc.array(texts, { minLength: 20, maxLength: 20 }),
      (one, other, samples) => {
        const inclusion = compare(one, other);
        if (inclusion === "apart" || "why" in inclusion) return;
        expect(pattern(one).test(inclusion.word) && pattern(other).test(inclusion.word)).toBe(true);
        for (const text of samples) {
          const [inOne, inOther] = [pattern(one).test(text), pattern(other).test(text)];
          if (inclusion.oneInOther && inOne) expect(inOther).toBe(true);
          if (inclusion.otherInOne && inOther) expect(inOne).toBe(true);
        }
      },
    ),
    { numRuns: 300 },
  );
});
