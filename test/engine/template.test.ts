import "../seed.ts";
import fc from "fast-check";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { createFormats } from "../../src/engine/formats.ts";
import { compileRules } from "../../src/engine/rules.ts";
import type { FactDefinition } from "../../src/rules/fact.ts";
import { always, ruleWith } from "./rule.ts";

const words = { yes: "yes", no: "no", none: "(none)", hidden: "(hidden)" };

const facts: readonly FactDefinition[] = [
  { name: "n", type: "number", doc: "A number." },
  { name: "m", type: "number", doc: "Another." },
  { name: "day", type: "date", doc: "A day." },
  { name: "flag", type: "boolean", doc: "A flag." },
  { name: "state", type: "text", doc: "A code.", codeList: "state" },
  { name: "note", type: "text", doc: "A note." },
  { name: "tags", type: "list", doc: "Several." },
];

/** What the rule says of the record, where its message is this. */
function said(text: string, record: Readonly<Record<string, unknown>>, tag = "en-GB"): string | undefined {
  const compiled = compileRules(
    [
      {
        ...ruleWith({ violation: always, fields: ["n"] }),
        message: text,
        params: {
          most: { default: 1234.5, unit: "people", source: "ours: a test" },
          first: { default: "1965-02-01", unit: "date", source: "ours: a test" },
          one: { default: 1, unit: "points", source: "ours: a test" },
        },
      },
    ],
    {
      asOf: "2025-06-30",
      facts,
      wording: {
        ownFormats: createFormats(tag, words, (list, code) =>
          list === "state" && code === "done" ? "finished" : undefined,
        ),
      },
    },
  );
  const outcome = compiled.evaluate(record as Parameters<typeof compiled.evaluate>[0])[0];
  return outcome?.outcome === "failed" ? outcome.failure.message : undefined;
}

const people = "{n, plural, =0 {nobody} one {# person} other {# people}}";

describe("a message is filled", () => {
  it.each<[text: string, record: Readonly<Record<string, unknown>>, tag: string, expected: string]>([
    ["Nothing", {}, "en-GB", "Nothing"],
    [people, { n: 0 }, "en-GB", "nobody"],
    [people, { n: 1 }, "en-GB", "1 person"],
    [people, { n: 1.004 }, "en-GB", "1 person"],
    [people, { n: 1.5 }, "en-GB", "1.5 people"],
    [people, { n: 1.5 }, "fr", "1,5 person"],
    [people, { n: 12_345 }, "en-GB", "12,345 people"],
    [people, { n: 12_345 }, "fr", "12\u00a0345 people"],
    [people, { n: 1_234 }, "es", "1234 people"],
    [people, {}, "en-GB", "(none) people"],
    ["{n}", { n: 1 / 3 }, "en-GB", "0.33"],
    ["{n}", { n: -0.001 }, "en-GB", "0"],
    ["{n}", { n: 1e308 }, "en-GB", "1e+308"],
    ["{day}", { day: "2021-12-11" }, "en-GB", "11 December 2021"],
    ["{day}", { day: "2021-12-11" }, "en-US", "December 11, 2021"],
    ["{day}", { day: "2021-12-01" }, "fr", "1er décembre 2021"],
    ["{day}", { day: "2021-12-11" }, "fr-CH", "11 décembre 2021"],
    ["{day}", { day: "2021-12-11" }, "es", "11 de diciembre de 2021"],
    ["{day}", { day: "2021-02-30" }, "en-GB", "2021-02-30"],
    ["{asOf}", {}, "en-GB", "30 June 2025"],
    ["{params.most} {params.first}", {}, "en-GB", "1,234.5 1 February 1965"],
    ["{params.one, plural, one {# point} other {# points}}", {}, "en-GB", "1 point"],
    [
      "{flag}, {state}, {tags}",
      { flag: true, state: "done", tags: ["a", "b"] },
      "en-GB",
      "yes, finished, a, b",
    ],
    ["{state}", { state: "constructor" }, "en-GB", "constructor"],
    ["{note}", { note: "write to a.b@example.org" }, "en-GB", "(hidden)"],
    ["{note}", {}, "en-GB", "(none)"],
    ["l'{note}", { note: "x" }, "fr", "l'x"],
  ])("%s of %o in %s", (text, record, tag, expected) => {
    expect(said(text, record, tag)).toBe(expected);
  });

  it.each(["{", "{n, plural, one {x}}", "{params.none}", "{params.first, plural, other {x}}"])(
    "and %s is refused",
    (text) => {
      expect(() => said(text, {})).toThrow(/\[rule-invalid\]/);
    },
  );
});

type Piece =
  | string
  | { readonly value: "n" | "m" }
  | { readonly plural: "n" | "m"; readonly cases: readonly (readonly [string, readonly Piece[]])[] };

const plain = fc.string({ unit: fc.constantFrom("a", "é", " ", "'", "''", "’", "<b>", ",", ".", "\n") });

const pieces = fc.letrec<{ pieces: readonly Piece[] }>((tie) => ({
  pieces: fc.array(
    fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      plain,
      fc.record({ value: fc.constantFrom("n", "m") }),
      fc.constant("#"),
      fc.record({
        plural: fc.constantFrom("n", "m"),
        cases: fc
          .tuple(
            fc.uniqueArray(
              fc.tuple(fc.constantFrom("=0", "=1", "=2", "=1000000", "one", "many"), tie("pieces")),
              {
                selector: ([name]) => name,
                maxLength: 4,
              },
            ),
            tie("pieces"),
          )
          .map(([some, other]) => [...some, ["other", other] as const]),
      }),
    ),
    { maxLength: 4 },
  ),
})).pieces;

/** In our syntax, or in ICU's, where an apostrophe is written twice and a value is filled in as text. */
function written(all: readonly Piece[], isIcu: boolean): string {
  return all
    .map((piece) => {
      if (typeof piece === "string") return isIcu ? piece.replaceAll("'", "''") : piece;
      if ("value" in piece) return isIcu ? `{${piece.value}Text}` : `{${piece.value}}`;
      const cases = piece.cases.map(([name, inside]) => `${name} {${written(inside, isIcu)}}`);
      return `{${piece.plural}, plural, ${cases.join(" ")}}`;
    })
    .join("");
}

const count = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 5, 21, 999, 1000, 12_345, 1_000_000, 2_000_000, 1_000_001, -1, -1000),
  fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
  fc.integer({ min: 0, max: 400 }).map((hundredths) => hundredths / 100),
);

it.each(["en-GB", "fr", "es"])("in %s it says what intl-messageformat says", (tag) => {
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 });
  fc.assert(
    fc.property(pieces, count, count, (all, n, m) => {
      const expected = new IntlMessageFormat(written(all, true), tag, undefined, { ignoreTag: true }).format({
        n,
        m,
        nText: number.format(n),
        mText: number.format(m),
      });
      // No text at all is no message; the rule's schema refuses it.
      fc.pre(expected !== undefined);
      expect(said(written(all, false), { n, m }, tag)).toBe(String(expected).replaceAll("\u202f", "\u00a0"));
    }),
    { numRuns: 400 },
  );
});
