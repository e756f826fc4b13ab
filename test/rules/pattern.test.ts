import * as fc from "fast-check";
import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import { pattern } from "../../src/rules/pattern.ts";

/** What a pattern means is RE2's to say; that a whole text is matched in a quicker way must not change it. */
function agrees(source: string, text: string): void {
  expect([source, text, pattern(source).test(text)]).toEqual([
    source,
    text,
    RE2JS.compile(source).test(text),
  ]);
}

test.each([
  ["^a|b$", "xb"],
  ["^(a|b)$", "xb"],
  ["^(?:a|b)$", "b"],
  ["^a\\|b$", "a|b"],
  ["^[|]$", "|"],
  // What `\Q` quotes opens no class, and an alternative behind it is one.
  ["^\\Q[\\Ea|b$", "xb"],
  // A bracket that comes first in a class stands for itself, and so does what follows.
  ["^[](]a|b[])]$", "xb]"],
  ["^[^](]a|b[^])]$", "xbc"],
  ["^a\\$", "a$b"],
  ["^a\\\\$", "a\\"],
  ["(?i)^ab$", "AB"],
  ["(?s)^a.b$", "a\nb"],
  ["^a.b$", "a\nb"],
  ["^ab$", "ab\n"],
  ["(?is)^a.b|c$", "xC"],
  ["^$", ""],
  ["^$", "a"],
])("%s of %j", agrees);

const piece = fc.constantFrom(
  "a",
  "b",
  "|",
  "(",
  ")",
  "[",
  "]",
  "^",
  "$",
  "\\",
  "\\Q",
  "\\E",
  ".",
  "*",
  "?:",
);
const short = fc.string({ unit: fc.constantFrom("a", "b", "|", "[", "]", ")", "\n"), maxLength: 4 });

test("of any pattern and text", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), short, (pieces, text) => {
      const source = `^${pieces.join("")}$`;
      try {
        RE2JS.compile(source);
      } catch {
        expect(() => pattern(source)).toThrow();
        return;
      }
      agrees(source, text);
    }),
    { numRuns: 3_000 },
  );
});
