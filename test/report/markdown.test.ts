import * as fc from "fast-check";
import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { markdownReporter } from "../../src/report/markdown.ts";
import { markdownCode, markdownText } from "../../src/report/markdownText.ts";
import { printable } from "../../src/report/printable.ts";
import { check } from "./formats/check.ts";
import { type CheckInput, hostile, inputs, rules } from "./formats/inputs.ts";
import { write } from "./formats/write.ts";
import { all, type Element, parseXml, textIn } from "./formats/xml.ts";
import { finding, headOf, written } from "./sample.ts";

function rendered(markdown: string): Element {
  return parseXml(`<root>${marked.parse(markdown, { gfm: true, async: false })}</root>`);
}

describe("text of a file", () => {
  /** In a table, a list and a paragraph. */
  const around = (text: string): readonly string[] => [
    `| a |\n| --- |\n| ${text} |`,
    `- ${text}`,
    `x ${text}`,
  ];

  /** What is shown, and which elements are there. */
  function shownIn(markdown: string): { readonly text: string; readonly elements: readonly string[] } {
    const elements: string[] = [];
    const visit = (element: Element): void => {
      elements.push(element.name);
      for (const child of element.children) if (typeof child !== "string") visit(child);
    };
    const root = rendered(markdown);
    visit(root);
    return { text: textIn(root), elements };
  }

  function expectPlain(text: string): void {
    for (const [index, escaped] of around(markdownText(text)).entries()) {
      const expected = shownIn(around("word")[index] ?? "");
      const { text: shown, elements } = shownIn(escaped);
      expect(elements).toEqual(expected.elements);
      const spaces = /[\s\u200b]+/gu;
      expect(shown.replace(spaces, "")).toBe(
        expected.text.replace("word", () => printable(text)).replace(spaces, ""),
      );
    }
    for (const [index, escaped] of around(`y ${markdownCode(text)}`).entries()) {
      const expected = shownIn(around("y <code>word</code>")[index] ?? "");
      expect(shownIn(escaped).elements).toEqual(expected.elements);
    }
  }

  test.each(hostile)("%j is shown as it is, and does nothing", (text) => {
    expectPlain(text);
  });

  test("is shown as it is, whatever it is", () => {
    const part = fc.constantFrom(
      ...hostile,
      "a",
      " ",
      "`",
      "|",
      "*",
      "_",
      "<",
      ">",
      "[",
      "]",
      "(",
      ")",
      "\\",
      "&",
      ";",
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) =>
        expectPlain(`w${parts.join("")}`),
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  test.each([
    ["jane@example.org", "jane&#64;&#8203;example.org"],
    ["@somebody", "&#64;&#8203;somebody"],
    ["#12", "&#35;&#8203;12"],
    ["owner/repository#12, GH-7 and gh-8", "owner/repository&#35;&#8203;12, GH-&#8203;7 and gh-&#8203;8"],
    ["!3 $4 &5 %6", "&#33;&#8203;3 &#36;&#8203;4 &#38;&#8203;5 %&#8203;6"],
    ["R&D, 5%, a # and #a", "R&#38;D, 5%, a &#35; and &#35;a"],
  ])("notifies nobody and refers to nothing: %s", (text, expected) => {
    expect(markdownText(text)).toBe(expected);
  });
});

test("is short, and says first what matters", async () => {
  const { text } = write(
    markdownReporter,
    await check(inputs["errors among others"] as CheckInput),
    rules.rules,
  );
  expect(text).toBe(
    `## Data quality: 4 findings: 2 errors, 1 warning, 1 note

4 events of <code>export.csv</code> as of 2025-06-30, by rules 0. The check **fails** (it fails from error on).

### By rule

| Severity | Rule | Findings | Of events | Share |
| --- | --- | ---: | ---: | ---: |
| error | Found as error (<code>found-error</code>) | 2 | 4 | 50.0 % |
| warning | Found as warning (<code>found-warning</code>) | 1 | 4 | 25.0 % |
| info | Found as info (<code>found-info</code>) | 1 | 4 | 25.0 % |

### Findings

| Severity | Event | Place | Rule | What is wrong → what to do |
| --- | --- | --- | --- | --- |
| error | <code>EMS-2</code> CWM | <code>export.csv</code> line 3 | <code>found-error</code> | CWM has 1 participants. **→** Choose another number. |
| error | <code>EMS-4</code> CWM | <code>export.csv</code> line 5 | <code>found-error</code> | CWM has 1 participants. **→** Choose another number. |
| warning | <code>EMS-3</code> CWM | <code>export.csv</code> line 4 | <code>found-warning</code> | CWM has 2 participants. **→** Choose another number. |
| info | <code>EMS-1</code> CWM | <code>export.csv</code> line 2 | <code>found-info</code> | CWM has 3 participants. **→** Choose another number. |

### On trial: shadow rules, whose findings do not count

- Found &#124; on &#60;b&#62;trial&#60;/b&#62; (<code>on-trial</code>): would have found nothing in 4 events
`,
  );
});

test("has a section for each thing there is to say, and no other", async () => {
  const sections = async (name: string) => {
    const input = inputs[name] as CheckInput;
    const { text } = write(markdownReporter, await check(input), input.rules.rules);
    return all(rendered(text), "h3").map(textIn);
  };
  const trial = "On trial: shadow rules, whose findings do not count";
  expect(await sections("clean")).toEqual([trial]);
  expect(await sections("refused rows")).toEqual(["Rows that were not checked: 3", trial]);
  expect(await sections("an absent column")).toEqual(["About the files as a whole", "Not assessed", trial]);
});

test.each([
  [1, 3, "33.3 %"],
  [3, 3, "100 %"],
  [999_999, 1_000_000, "> 99.9 %"],
  [1, 1_000_000, "< 0.1 %"],
])("%i of %i is %s", (findings, evaluated, share) => {
  const head = headOf([finding()]);
  const [first, ...others] = head.rules;
  const summaries = [
    { ...first, failed: findings, evaluated },
    ...others.map((rule) => ({ ...rule, failed: 0 })),
  ];
  const { text } = written(markdownReporter, [], { head: { rules: summaries as typeof head.rules } });
  expect(text).toContain(`| ${share} |\n`);
});

test("fits into a job summary of GitHub, the gravest findings first", () => {
  const many = Array.from({ length: 6_000 }, (_, index) =>
    finding({
      eventId: `EMS-${index}`,
      severity: index % 2 === 0 ? "warning" : "error",
      message: "数据 ".repeat(60),
    }),
  );
  const { text, listed } = written(markdownReporter, many);
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
  expect(listed).toBeGreaterThan(500);
  expect(listed).toBeLessThan(3_000);
  expect(text).toContain(`${(6_000 - listed).toLocaleString("en")} findings are not listed here`);
  const rows = all(rendered(text), "td").filter((cell) => /^(error|warning)$/.test(textIn(cell)));
  expect(rows.slice(-listed).every((cell) => textIn(cell) === "error")).toBe(true);
});

test.each([
  [0, "The check **passes** (it fails from error on)."],
  [1, "The check **fails** (it fails from error on)."],
])("an exit code of %i is told in words", async (exitCode, words) => {
  const name = exitCode === 0 ? "clean" : "errors among others";
  const { text } = write(markdownReporter, await check(inputs[name] as CheckInput), rules.rules);
  expect(text).toContain(words);
});
