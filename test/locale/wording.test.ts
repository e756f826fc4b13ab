import { describe, expect, it } from "vitest";
import { fieldNames, fields } from "../../src/events/fields.ts";
import { vocabularies } from "../../src/events/vocabularies/codes.ts";
import { type Catalogue, parseCatalogue } from "../../src/locale/catalogue.ts";
import { hashOfTexts } from "../../src/locale/hashOfTexts.ts";
import { createWording, languages } from "../../src/locale/wording.ts";
import type { Rule } from "../../src/rules/schema.ts";
import { shippedRules } from "../../src/shipped/rules.generated.ts";

const codeLists = ["status", "eventType", "certificateType", "deliveryMode", "platform"] as const;

function shippedRule(id: string): Rule {
  const rule = shippedRules.rules.find((each) => each.id === id);
  if (rule === undefined) throw new Error(id);
  return rule;
}

describe("a locale", () => {
  it.each<[asked: string | undefined, locale: string, language: string, date: string, number: string]>([
    [undefined, "en-GB", "en", "1 December 2021", "12,345.5"],
    ["en", "en-GB", "en", "1 December 2021", "12,345.5"],
    ["en-US", "en-US", "en", "December 1, 2021", "12,345.5"],
    ["fr", "fr", "fr", "1er décembre 2021", "12\u00a0345,5"],
    ["FR-ch", "fr-CH", "fr", "1er décembre 2021", "12\u00a0345,5"],
    ["es", "es", "es", "1 de diciembre de 2021", "12.345,5"],
    ["es-MX", "es-MX", "es", "1 de diciembre de 2021", "12,345.5"],
    // No texts: English ones, with English formats.
    ["de-CH", "en-GB", "en", "1 December 2021", "12,345.5"],
    ["ar", "en-GB", "en", "1 December 2021", "12,345.5"],
    // Another calendar or other digits are left out.
    ["fr-u-ca-islamic-nu-arab", "fr", "fr", "1er décembre 2021", "12\u00a0345,5"],
  ])("%s is spoken as %s", (asked, locale, language, date, number) => {
    const wording = createWording(asked);
    expect(wording).toMatchObject({ locale, language });
    expect(wording.formats.date("2021-12-01")).toBe(date);
    expect(wording.formats.number(12_345.5)).toBe(number);
  });

  it.each<[unknown, string | undefined]>([
    ["french", undefined],
    ["fr_CH.UTF-8", 'Did you mean "fr-CH"?'],
    ["", undefined],
    ["*", undefined],
    ["fr,en;q=0.8", 'Did you mean "fr"?'],
    ["x".repeat(10_000), undefined],
    [3, undefined],
    [null, undefined],
  ])("%j is none", (locale, hint) => {
    const wrong = (): unknown => Reflect.apply(createWording, undefined, [locale]);
    expect(wrong).toThrow(
      expect.objectContaining({
        code: "invalid-locale",
        problems: [expect.objectContaining(hint === undefined ? { code: "invalid-locale" } : { hint })],
      }),
    );
  });
});

describe("labels", () => {
  it("in English are those of the fields", () => {
    const { fieldLabel } = createWording();
    for (const name of fieldNames) {
      const definition = fields[name];
      if ("label" in definition) expect(fieldLabel(name)).toBe(definition.label);
    }
    expect(fieldLabel("endDate")).toBe("end date");
    expect(fieldLabel("someFactOfOnesOwn")).toBe("some fact of ones own");
    expect(fieldLabel("constructor")).toBe("constructor");
  });

  it.each(languages)("of codes in %s are words that the reader of cells knows", (language) => {
    const { codeLabel } = createWording(language);
    const unknown = codeLists.flatMap((list) =>
      vocabularies[list].codes
        .filter((code) => vocabularies[list].lookUp(codeLabel(list, code)) !== code)
        .map((code) => `${list} ${code}: ${codeLabel(list, code)}`),
    );
    expect(unknown).toEqual([]);
  });

  it("of codes without another name are the codes", () => {
    const { codeLabel } = createWording("fr");
    expect(codeLabel("unit", "CWM")).toBe("CWM");
    expect(codeLabel("status", "constructor")).toBe("constructor");
    expect(codeLabel("__proto__", "x")).toBe("x");
  });
});

describe("texts of the package", () => {
  it("have plurals and values", () => {
    expect(createWording("en").text("problem.detail", { findings: 1 })).toBe(
      "1 thing has to be mended first; “errors” says what and where.",
    );
    expect(createWording("en").text("cause.silence", { rules: 0 })).toBe("No rule needs it.");
    expect(createWording("fr").text("cell.fix", { expected: "un code" })).toBe("Saisissez un code.");
    expect(createWording("es").text("severity.error")).toBe("error");
  });
});

describe("the translation of a rule", () => {
  const rule = shippedRule("coc-exceeds-participants");

  it("is there in the languages of the package, and in English is the rule's own", () => {
    expect(createWording("en").rule(rule)).toBeUndefined();
    for (const language of ["fr", "es"]) {
      const texts = createWording(language).rule(rule);
      expect(texts?.title).not.toBe(rule.title);
      expect(Object.keys(texts?.expected ?? {})).toEqual(["cocIssued", "participants"]);
    }
  });

  it("is not shown where the rule says something else than was translated", () => {
    const wording = createWording("fr");
    expect(wording.rule({ ...rule, severity: "info", version: 9 })).toBeDefined();
    expect(wording.rule({ ...rule, message: `${rule.message} It matters.` })).toBeUndefined();
    expect(wording.rule({ ...rule, title: "Another rule" })).toBeUndefined();
    expect(wording.rule({ ...rule, fields: ["cocIssued"] })).toBeUndefined();
    expect(wording.rule({ ...rule, id: "constructor" })).toBeUndefined();
  });
});

describe("a catalogue of one's own", () => {
  const rule: Rule = {
    ...shippedRule("coc-exceeds-participants"),
    id: "my-rule",
    title: "Mine",
    message: "There are {participants}.",
    fix: "Mend it.",
    fields: [{ field: "participants", expected: "fewer" }],
  };
  const texts = {
    title: "Minha",
    message: "São {participants, plural, one {#} other {#}}.",
    fix: "Corrija.",
  };
  const portuguese: Catalogue = {
    language: "pt",
    texts: { "value.yes": "sim" },
    codes: { status: { planned: "previsto" } },
    rules: { "my-rule": { of: hashOfTexts(rule), ...texts } },
  };

  it("adds a language, and what it lacks is English", () => {
    const wording = createWording("pt-BR", { catalogue: portuguese });
    expect(wording).toMatchObject({ locale: "pt-BR", language: "pt" });
    expect(wording.rule(rule)).toMatchObject(texts);
    expect(wording.formats.date("2021-12-01")).toBe("1 de dezembro de 2021");
    expect(wording.formats.flag(true)).toBe("sim");
    expect(wording.formats.flag(false)).toBe("no");
    expect(wording.codeLabel("status", "planned")).toBe("previsto");
    expect(wording.fieldLabel("endDate")).toBe("end date");
    // English texts have English formats.
    expect(wording.rule(shippedRule("coc-missing"))).toBeUndefined();
    expect(wording.ownFormats.date("2021-12-01")).toBe("1 December 2021");
  });

  it("adds rules to a language of the package", () => {
    const wording = createWording("fr", { catalogue: { language: "fr", rules: { "my-rule": texts } } });
    expect(wording.rule(rule)?.title).toBe("Minha");
    expect(wording.rule(shippedRule("coc-missing"))).toBeDefined();
    expect(wording.codeLabel("status", "cancelled")).toBe(
      createWording("fr").codeLabel("status", "cancelled"),
    );
  });

  it.each<[string, object, RegExp]>([
    ["a value too many", { message: "{participants} {focalPoint}" }, /English text has no \{focalPoint\}/],
    ["a value too few", { message: "Muitos" }, /does not say \{participants\}/],
    ["a bad plural", { fix: "{participants, plural, one {x}}" }, /no case other.*character/],
  ])("with %s is refused", (_, wrong, message) => {
    const catalogue = { ...portuguese, rules: { "my-rule": { ...texts, ...wrong } } };
    expect(() => createWording("pt", { catalogue }).rule(rule)).toThrow(message);
  });

  it("of another language is refused", () => {
    expect(() => createWording("fr", { catalogue: portuguese })).toThrow(/\[catalogue-language\]/);
  });

  it("is read with all its mistakes at once", () => {
    const wrong = { language: "Portuguese", txts: {}, rules: { a: { title: "", message: "x", fix: "x" } } };
    expect(() => parseCatalogue(wrong, "pt.json")).toThrow(
      expect.objectContaining({
        problems: expect.arrayContaining([
          expect.objectContaining({ path: "$.language", file: "pt.json" }),
          expect.objectContaining({ code: "unknown-key", hint: 'Did you mean "texts"?' }),
          expect.objectContaining({ path: "$.rules.a.title" }),
        ]),
      }),
    );
  });
});
