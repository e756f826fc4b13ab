import { expect, test } from "vitest";
import { cutsOf } from "../../../src/review/mutate/patternCuts.ts";

test.each([
  ["a|b|c", ["b|c", "a|c", "a|b"]],
  ["^a$", ["a$", "^a"]],
  ["(?i)a", ["a"]],
  ["(?i:a)b", ["(?:a)b"]],
  ["x(?:a|(b|c))y", ["x(?:(b|c))y", "x(?:a)y", "x(?:a|(c))y", "x(?:a|(b))y"]],
  ["\\ba\\b", ["a\\b", "\\ba"]],
  ["a[|^$)]b", []],
  ["a[]|]b", []],
  ["a[^]|]b", []],
  ["[[:alpha:]|]", []],
  ["a\\|b\\$\\(", []],
  ["\\Qa|b^\\E", []],
  ["\\Qa|b^\\E|c", ["c", "\\Qa|b^\\E"]],
  ["(?P<name>a|b)", ["(?P<name>b)", "(?P<name>a)"]],
  ["\\p{L}|\\x{301}", ["\\x{301}", "\\p{L}"]],
  ["ab", []],
  ["", []],
])("%s", (source, left) => {
  expect(cutsOf(source).map(({ after }) => after)).toEqual(left);
});
