import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMessage, placeholdersOf, wordsOf } from "../../src/rules/message.ts";

const mistakes: readonly (readonly [text: string, at: number, message: RegExp])[] = [
  ["a } alone", 2, /no \{ for this \}/],
  ["{", 0, /name of a value/],
  ["a {}", 2, /name of a value/],
  ["a {1}", 2, /name of a value/],
  ["a {params.}", 9, /not closed here/],
  ["{participants", 13, /\} is missing/],
  ["{participants and", 14, /not closed here/],
  ["{n, select, a {b} other {c}}", 4, /Only plurals/],
  ["{n, number}", 4, /Only plurals/],
  ["{n, plural}", 10, /comma must follow/],
  ["{n, plural, }", 12, /no case other/],
  ["{n, plural, one {# thing}}", 25, /no case other/],
  ["{n, plural, single {a} other {b}}", 12, /no case of a plural/],
  ["{n, plural, =01 {a} other {b}}", 14, /must follow in braces/],
  ["{n, plural, =1.5 {a} other {b}}", 14, /must follow in braces/],
  ["{n, plural, one {a} one {b} other {c}}", 20, /twice/],
  ["{n, plural, =1 {a} =1 {b} other {c}}", 19, /twice/],
  ["{n, plural, other}", 17, /must follow in braces/],
  ["{n, plural, other {# things}", 28, /\} is missing/],
  ["{n, plural, other {# things", 27, /\} is missing/],
  ["{n, plural, other {a}}}", 22, /no \{ for this \}/],
];

describe("a message", () => {
  it("is text, values and plurals, with their places", () => {
    const parsed = parseMessage("In {unit}: {n, plural, =0 {nobody} one {# of {m}} other {#}}, l'{x.y} #1");
    expect(parsed).toEqual({
      parts: [
        { kind: "text", text: "In ", at: 0 },
        { kind: "value", name: "unit", at: 3 },
        { kind: "text", text: ": ", at: 9 },
        {
          kind: "plural",
          name: "n",
          at: 11,
          exact: new Map([[0, [{ kind: "text", text: "nobody", at: 27 }]]]),
          cases: new Map([
            [
              "one",
              [
                { kind: "number", name: "n", at: 40 },
                { kind: "text", text: " of ", at: 41 },
                { kind: "value", name: "m", at: 45 },
              ],
            ],
            ["other", [{ kind: "number", name: "n", at: 57 }]],
          ]),
          other: [{ kind: "number", name: "n", at: 57 }],
        },
        { kind: "text", text: ", l'", at: 60 },
        { kind: "value", name: "x.y", at: 64 },
        { kind: "text", text: " #1", at: 69 },
      ],
    });
    if (!("parts" in parsed)) return;
    expect(placeholdersOf(parsed.parts).map(({ name, isPlural }) => [name, isPlural])).toEqual([
      ["unit", false],
      ["n", true],
      ["m", false],
      ["x.y", false],
    ]);
    expect(wordsOf(parsed.parts).map(({ text }) => text)).toEqual([
      "In ",
      ": ",
      "nobody",
      " of ",
      ", l'",
      " #1",
    ]);
  });

  it.each(mistakes)("tells what is wrong with %s", (text, at, message) => {
    const parsed = parseMessage(text);
    expect(parsed).toMatchObject({ mistake: { at, message: expect.stringMatching(message) } });
  });

  it("is parsed or refused, whatever the text", () => {
    const piece = fc.constantFrom("{", "}", "#", "n", ", plural, ", "one ", "other ", "=0 ", "'", " ", "é");
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join("")),
        (text) => {
          const parsed = parseMessage(text);
          if ("mistake" in parsed) expect(parsed.mistake.at).toBeLessThanOrEqual(text.length);
          else
            for (const { text: word, at } of wordsOf(parsed.parts))
              expect(text.startsWith(word, at)).toBe(true);
        },
      ),
    );
  });

  it("is refused, not endlessly deep, where plurals nest without end", () => {
    const text = "{n, plural, other {".repeat(50_000);
    expect(parseMessage(text)).toMatchObject({ mistake: { message: expect.stringMatching(/levels deep/) } });
  });
});
