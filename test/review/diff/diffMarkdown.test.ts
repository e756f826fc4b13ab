import fc from "fast-check";
import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { plain } from "../../../src/report/style.ts";
import { diffMarkdown } from "../../../src/review/diff/diffMarkdown.ts";
import { writeDiffTable } from "../../../src/review/diff/diffTable.ts";
import { rulesDiffSchema } from "../../../src/review/diff/schema.ts";
import { changeWith, diffWith, findingWith } from "./sample.ts";

/** What the comment is made of; anything else came in with the data. */
const own = new Set("h2 p code strong em ul li table thead tbody tr th td details summary sub".split(" "));

/** The tags of the comment as it is shown, links and pictures among them. */
function strangeTags(markdown: string): readonly string[] {
  const html = marked.parse(markdown, { async: false, gfm: true });
  return [...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)]
    .map(([, tag = ""]) => tag)
    .filter((tag) => !own.has(tag));
}

const hostile = [
  "<script>alert(1)</script>",
  "</details><img src=x onerror=alert(1)>",
  "[click](javascript:alert(1))",
  "![x](https://example.org/x.png)",
  "https://example.org/phishing",
  "www.example.org",
  "a@example.org",
  "`code` | cell | *bold* ~~gone~~",
  "``",
  "| a | b |",
  "line\n\n# heading\n\n- list",
  "\u001b[31mred",
  "\u202egnp.exe",
  "\\",
  "&lt;b&gt;",
  "$x^2$",
  "<!-- ",
];

describe("text from data and rules is shown, and does nothing", () => {
  const commentOf = (text: string): string =>
    diffMarkdown(
      diffWith(
        [
          changeWith(
            {
              difference: {
                verdict: "possible",
                example: {
                  event: { title: text },
                  absent: [],
                  asOf: "2025-06-30",
                  base: "passed",
                  head: "failed",
                },
              },
              words: [{ kind: "text", text: `title: “old” → “${text}”` }],
            },
            [
              findingWith({
                eventId: text,
                unit: text,
                message: text,
                source: { file: text, line: 2, row: 1 },
              }),
            ],
          ),
        ],
        {
          base: { ...diffWith([]).base, name: text },
          failures: [{ code: "new-findings", rule: "a-rule", message: text }],
          conditions: [{ name: text, kind: "meaning", words: [text], rules: ["a-rule"] }],
        },
      ),
    );

  test.each(hostile)("%j", (text) => {
    expect(strangeTags(commentOf(text))).toEqual([]);
    // A comment that opens more than it closes would swallow what follows.
    const html = marked.parse(commentOf(text), { async: false });
    expect(html.split("<details>").length).toBe(html.split("</details>").length);
  });

  test("nobody is called", () => {
    expect(commentOf("@octocat")).not.toMatch(/@\w/);
  });

  test("whatever it is", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "grapheme" }),
          fc.array(fc.constantFrom(...hostile)).map((list) => list.join(" ")),
        ),
        (text) => {
          expect(strangeTags(commentOf(text))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("the comment", () => {
  test("says the verdict first, then the counts of each rule", () => {
    const failed = diffWith([changeWith()], {
      verdict: "failed",
      failures: [{ code: "meaning-without-version", rule: "a-rule", message: "the meaning changed" }],
    });
    const lines = diffMarkdown(failed).split("\n");
    expect(lines[0]).toBe("## ❌ Rules diff: 1 new finding (1 error), 0 dropped, 0 changed");
    expect(lines).toContain("| <code>a-rule</code> | meaning | 1 | 1 (1.0 %) | 0 | 0 | 5 |");
    expect(diffMarkdown(diffWith([changeWith()]))).toMatch(/^## ⚠️ /);
  });

  test("says where nothing changed", () => {
    const text = diffMarkdown(diffWith([]));
    expect(text).toMatch(/^## ✅ Rules diff: no finding is new, dropped or changed\n/);
    expect(text).toContain("No rule changed, 9 unchanged");
    expect(text).not.toContain("|---");
  });

  test("folds away what touches nothing", () => {
    const same = changeWith();
    const minor = changeWith({
      id: "b-rule",
      kinds: ["examples"],
      words: [{ kind: "examples", text: "example added: “x” (failed)" }],
      effect: same.effect && {
        ...same.effect,
        moves: [],
        findings: diffWith([]).cells ?? same.effect.findings,
      },
    });
    const text = diffMarkdown(diffWith([same, minor]));
    expect(text).not.toMatch(/\| <code>b-rule/);
    expect(text).toContain("1 rule changed in text, tags, wording or examples alone");
  });

  test("counts examples that came or went, and names the first", () => {
    const words = [
      ...Array.from({ length: 40 }, (_, place) => ({
        kind: "examples" as const,
        text: `example added: “number ${place}” (failed)`,
      })),
      { kind: "examples" as const, text: "example dropped: “old” (passed)" },
    ];
    const expected = [
      "40 examples added, such as “number 0” (failed) and “number 1” (failed)",
      "example dropped: “old” (passed)",
    ];
    const without = { kinds: ["examples" as const], words, effect: null, difference: null };
    const diff = diffWith([changeWith({ words }), changeWith({ ...without, id: "b-rule" })]);
    const text = diffMarkdown(diff);
    for (const line of expected)
      expect(text.split("\n").filter((each) => each.trim() === `- ${line}`)).toHaveLength(2);
    expect(text).not.toContain("number 2");
    let table = "";
    writeDiffTable(diff, { write: (piece) => (table += piece), width: 400, style: plain });
    expect(table).toContain(`\n  b-rule: ${expected.join("; ")}\n`);
    expect(table).toContain(`\n  ${expected.join("\n  ")}\n`);
    expect(table).not.toContain("number 2");
  });

  test("says why a finding is counted on both sides", () => {
    const change = changeWith();
    const effect = change.effect && {
      ...change.effect,
      findings: { ...change.effect.findings, dropped: 1, sameEvent: 1 },
    };
    expect(diffMarkdown(diffWith([{ ...change, effect }]))).toContain(
      "1 event has both a new and a dropped finding: what a finding is known by (its rule, event and fields) changed, so waivers and baselines no longer fit.",
    );
  });

  test("never holds more than GitHub takes, and counts what it leaves out", () => {
    const long = "A message of some length, as they are. ".repeat(12);
    const found = Array.from({ length: 50 }, (_, place) =>
      findingWith({ eventId: `EMS-${place}`, message: long }),
    );
    const many = Array.from({ length: 1_000 }, (_, place) => changeWith({ id: `rule-${place}` }, found));
    const text = diffMarkdown(
      diffWith(many, {
        verdict: "failed",
        failures: many.map(({ id }) => ({ code: "too-much-change", rule: id, message: long })),
      }),
    );
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/^- and [\d,]+ more reasons$/m);
    expect(text).toMatch(/^\| and [\d,]+ more rules \|{7}$/m);
    expect(text).toMatch(/\*[\d,]+ sections left out/);
    expect(text.split("<details>").length).toBe(text.split("</details>").length);
  });
});

test("the sample is what the schema says", () => {
  expect(rulesDiffSchema.parse(diffWith([changeWith()]))).toBeTruthy();
});
