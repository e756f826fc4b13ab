import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { localeMistakes, withHashes } from "../../scripts/localeMistakes.ts";
import { type Catalogue, parseCatalogue } from "../../src/locale/catalogue.ts";
import { loadRules } from "../../src/node/loadRules.ts";
import { parseMessage } from "../../src/rules/message.ts";

const folder = new URL("../../locales/", import.meta.url);
const { rules } = await loadRules(new URL("../../rules", import.meta.url).pathname);

function read(language: string): Catalogue {
  return parseCatalogue(JSON.parse(readFileSync(new URL(`${language}.json`, folder), "utf8")));
}

const english = read("en");
const translated = readdirSync(folder)
  .map((file) => file.replace(/\.json$/, ""))
  .filter((language) => language !== "en");

it("English, French and Spanish are there", () => {
  expect(["en", ...translated].sort()).toEqual(["en", "es", "fr"]);
});

it("every English text is a message", () => {
  for (const text of Object.values({ ...english.texts, ...english.explanation }))
    expect(parseMessage(text)).toHaveProperty("parts");
});

it.each(translated)(
  "%s has every rule, text and label, translated from the English as it is now",
  (language) => {
    const mistakes = localeMistakes(read(language), english, rules);
    expect(mistakes, "npx tsx scripts/locales.ts").toEqual([]);
  },
);

describe("of a catalogue that is not right it is told", () => {
  const whole = read("fr");
  const texts = whole.rules?.["coc-zero"];
  if (texts === undefined) throw new Error("coc-zero");
  const withRule = (part: object): Catalogue => ({
    ...whole,
    rules: { ...whole.rules, "coc-zero": { ...texts, ...part } },
  });
  const { "coc-zero": _, ...others } = whole.rules ?? {};

  it.each<[string, Catalogue, object]>([
    ["a missing rule", { ...whole, rules: others }, { kind: "missing", entry: "rules.coc-zero" }],
    ["a missing text", { ...whole, texts: {} }, { kind: "missing", entry: "texts.cell.fix" }],
    [
      "a missing word of explanations",
      { ...whole, explanation: {} },
      { kind: "missing", entry: "explanation.verdict.failed" },
    ],
    [
      "a fact that has no words",
      { ...whole, explanation: {} },
      { kind: "missing", entry: "explanation.says.hasEnded.false" },
    ],
    ["a missing label", { ...whole, fields: {} }, { kind: "missing", entry: "fields.endDate" }],
    ["a stale rule", withRule({ of: "00000000" }), { kind: "stale", entry: "rules.coc-zero" }],
    ["stale texts", { ...whole, of: "00000000" }, { kind: "stale", entry: "of" }],
    [
      "a superfluous rule",
      { ...whole, rules: { ...whole.rules, gone: texts } },
      { kind: "superfluous", entry: "rules.gone" },
    ],
    [
      "a superfluous expectation",
      withRule({ expected: { ...texts.expected, title: "x" } }),
      { kind: "text", entry: "rules.coc-zero.expected.title" },
    ],
    ["another value", withRule({ message: "{status}" }), { kind: "text", entry: "rules.coc-zero.message" }],
    [
      "a plural of no number",
      { ...whole, texts: { ...whole.texts, "cell.fix": "{expected, plural, other {x}}" } },
      { kind: "text", entry: "texts.cell.fix", message: expect.stringContaining("needs a number") },
    ],
    ["a typewriter's apostrophe", withRule({ title: "L'un" }), { kind: "text", entry: "rules.coc-zero" }],
    ["a space that breaks", withRule({ title: "Attention !" }), { kind: "text", entry: "rules.coc-zero" }],
    ["no space", withRule({ title: "Attention : «\u00a0x»" }), { kind: "text", entry: "rules.coc-zero" }],
  ])("%s", (_name, catalogue, mistake) => {
    expect(localeMistakes(catalogue, english, rules)).toContainEqual(expect.objectContaining(mistake));
  });

  it("in Spanish, a percentage that breaks", () => {
    const spanish = read("es");
    const broken = { ...spanish, texts: { ...spanish.texts, "cell.expected.percent": "85 u 85 %" } };
    expect(localeMistakes(broken, english, rules)).toEqual([
      expect.objectContaining({ kind: "text", entry: "texts.cell.expected.percent" }),
    ]);
  });

  it("and hashes of all, or of one rule, are brought up to date", () => {
    const stale = withRule({ of: "00000000" });
    expect(localeMistakes(withHashes(stale, english, rules), english, rules)).toEqual([]);
    expect(withHashes({ ...stale, of: "00000000" }, english, rules, new Set(["coc-zero"]))).toEqual({
      ...whole,
      of: "00000000",
    });
  });
});
