import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import { createWording } from "../../src/locale/wording.ts";

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
