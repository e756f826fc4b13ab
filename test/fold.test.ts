import fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "../src/fold.ts";

test.each([
  ["Master’s programme", "mastersprogramme"],
  ["MASTERS_PROGRAMME", "mastersprogramme"],
  ["Côte d'Ivoire", "cotedivoire"],
  ["CO\u0302TE D’IVOIRE", "cotedivoire"],
  ["# of participants (%)", "ofparticipants"],
  ["Nº 5", "no5"],
  ["", ""],
  ["–", ""],
  ["русский", "русскии"],
])("%s", (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test("folding what is folded changes nothing, and plain text folds as any other does", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
      // A letter beyond ASCII keeps the quick way from being taken.
      expect(fold(`${text}é`)).toBe(`${fold(text)}e`);
    }),
  );
});
