import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import { createWording } from "../../src/locale/wording.ts";
import { formatExplanation } from "../../src/report/eventExplanation.ts";

const text = readFileSync(new URL("../../docs/languages.md", import.meta.url), "utf8");
const plain = (shown: string | undefined): string | undefined => shown?.replaceAll("\u00a0", " ");

it.each(["en", "fr", "es"])("docs/languages.md shows what a check says in %s", (locale) => {
  const [, sentence = "", expected] =
    new RegExp(`^\\| \`${locale}\` +\\| (.+?) +\\| (.+?) +\\|$`, "m").exec(text) ?? [];
  const { findings } = createChecker({ asOf: "2025-06-30", locale }).check({
    eventId: "EMS-1",
    endDate: "2021-12-01",
    participants: 1200,
    cocIssued: 1250,
  });
  const found = findings.find(({ ruleId }) => ruleId === "coc-exceeds-participants");
  expect(plain(found?.message.slice(0, sentence.length))).toBe(sentence);
  expect(plain(found?.fields[0]?.expected)).toBe(expected);
});

it.each(["en", "en-US", "fr", "fr-CH", "fr-CA", "es", "es-MX", "de", "ar"])(
  "docs/languages.md shows how dates and numbers are written in %s",
  (locale) => {
    const row = text
      .split("\n")
      .find(
        (line) =>
          line.startsWith("| `") &&
          line.split("|")[1]?.includes(`\`${locale}\``) &&
          line.split("|").length === 6,
      );
    const [, , , date, number] = row?.split("|").map((cell) => cell.trim()) ?? [];
    const { formats } = createWording(locale);
    expect([formats.date("2021-12-01"), plain(formats.number(12_345.5))]).toEqual([date, number]);
  },
);

it("docs/languages.md shows an explanation in French", () => {
  const [, shown] = /## An explanation in each language[\s\S]*?```text\n([\s\S]*?)```/.exec(text) ?? [];
  const checker = createChecker({ asOf: "2025-06-30", locale: "fr" });
  const event = { startDate: "2025-03-07", endDate: "2025-03-03" };
  const explanation = formatExplanation(checker.explain(event, "end-before-start"), { locale: "fr" });
  expect(plain(explanation)).toBe(shown);
});

it("docs/languages.md shows the words of a form in Swiss French", () => {
  const wording = createWording("fr-CH");
  const shown = [...text.matchAll(/^wording\.text\("([\w.]+)"\); \/\/ "(.+)"$/gm)];
  expect(shown.length).toBeGreaterThan(2);
  const texts: Readonly<Record<string, string>> = {
    "severity.warning": wording.text("severity.warning"),
    "status.waived": wording.text("status.waived"),
    "effect.block": wording.text("effect.block"),
  };
  for (const [, key = "", said] of shown) expect(texts[key]).toBe(said);
  const label = wording.fieldLabel("endDate");
  expect(text).toContain(`// "${plain(wording.text("reason.empty", { fact: label }))}"`);
});
