import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellFinding } from "../../src/checker/cells.ts";
import { type Checker, createChecker } from "../../src/checker/checker.ts";
import { rootCauses } from "../../src/checker/rootCauses.ts";
import type { EmsEvent } from "../../src/events/schema.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { createWording } from "../../src/locale/wording.ts";
import { Unreadable } from "../../src/rules/value.ts";
import { shippedRules } from "../../src/shipped/rules.generated.ts";
import { anyEvent } from "../checker/events.ts";

const asOf = "2025-06-30";
const locales = ["en", "fr", "es", "fr-CH", "de"] as const;
const checkers = new Map<string, Checker>(
  locales.map((locale) => [locale, createChecker({ asOf, locale })] as const),
);

function check(locale: string, event: Omit<EmsEvent, "eventId">): readonly Finding[] {
  return checkers.get(locale)?.check({ eventId: "EMS-1", ...event }).findings ?? [];
}

function finding(findings: readonly Finding[], ruleId: string): Finding | undefined {
  return findings.find((each) => each.ruleId === ruleId);
}

const held = {
  title: "Trade law",
  unit: "PFTP",
  status: "completed",
  eventType: "course",
  certificateType: "completion",
  objectiveAssessment: true,
  learningRelated: true,
  startDate: "2021-11-29",
  endDate: "2021-12-01",
};

describe("a check in French", () => {
  it("says in French what is wrong, and writes numbers and dates as the French do", () => {
    const findings = check("fr", { ...held, participants: 1200, cocIssued: 1250 });
    expect(finding(findings, "coc-exceeds-participants")).toMatchObject({
      message: expect.stringMatching(/ 1\u00a0250 certificats .* 1\u00a0200 participants\./u),
      fields: [
        { field: "cocIssued", observed: 1250, expected: expect.stringContaining("1\u00a0200") },
        { field: "participants", observed: 1200, expected: expect.stringContaining("1\u00a0250") },
      ],
    });
    const missing = finding(check("fr", { ...held, participants: 20 }), "coc-missing");
    expect(missing?.message).toContain("1er décembre 2021");
    expect(missing?.due).toBe("2022-03-01");
  });

  it("speaks of one as of one", () => {
    const one = finding(check("fr", { ...held, participants: 1, cocIssued: 2 }), "coc-exceeds-participants");
    expect(one?.message).toMatch(/1 participant\b(?!s)/u);
    const english = finding(
      check("en", { ...held, participants: 1, cocIssued: 2 }),
      "coc-exceeds-participants",
    );
    expect(english?.message).toMatch(
      /^2 Certificates of Completion \(CoC\) are recorded, but only 1 participant\./,
    );
  });

  it("calls a code what the form calls it", () => {
    const cancelled = finding(
      check("fr", { ...held, status: "cancelled", participants: 3, cocIssued: 3 }),
      "certificates-on-cancelled-event",
    );
    expect(cancelled?.message).toContain("annulé");
    expect(cancelled?.fields[0]).toMatchObject({ field: "status", observed: "cancelled" });
  });

  it("tells in French of a cell that cannot be read", () => {
    const event = { eventId: "EMS-1", unit: null };
    const wording = createWording("fr");
    const status = cellFinding("status", new Unreadable("zzz"), undefined, event, null, wording);
    expect(status.message).toMatch(/^Le contenu de «\u00a0statut\u00a0» n’est pas lisible/);
    expect(status.fix).toMatch(/prévu, en cours/);
    const platform = cellFinding("platform", new Unreadable("zzz"), "Plateforme", event, null, wording);
    expect(platform.message).toContain("«\u00a0Plateforme\u00a0»");
    expect(platform.fix).toContain("«\u00a0autre\u00a0»");
  });

  it("tells all of it in French, whichever way events are checked", () => {
    const checker = createChecker({ asOf, locale: "fr", absent: ["participants"] });
    // A program without types may hand over anything.
    const event: EmsEvent = JSON.parse(JSON.stringify({ eventId: "EMS-1", ...held, endDate: "31.31.2024" }));
    const report = checker.checkAll([event]);
    const single = checker.check(event);
    const cell = "Le contenu de «\u00a0date de fin\u00a0» n’est pas lisible";
    expect(finding(report.findings, "cell-unreadable")?.message).toContain(cell);
    expect(finding(single.findings, "cell-unreadable")?.message).toContain(cell);
    expect(report.rootCauses.map(({ message }) => message).join("\n")).toMatch(
      /participants\u00a0».* règles? /,
    );
  });

  it("tells in French why rules could not run", () => {
    const context = {
      ruleset: shippedRules,
      asOf,
      facts: [],
      file: "export.csv",
      events: 10,
      columns: new Map([["endDate", "Fin"]]),
      renamed: new Map([["unit", "Untié"]]),
      ambiguous: [],
      wording: createWording("fr"),
    };
    const causes = rootCauses({
      ...context,
      absent: ["participants", "unit", "status", "cohortEndDate"],
      unreadable: [{ field: "endDate", unreadable: 9 }],
    });
    const texts = causes.flatMap(({ message, fix }) => [message, fix]);
    expect(causes.map(({ cause }) => cause)).toEqual(
      expect.arrayContaining(["column-absent", "header-renamed", "column-unreadable"]),
    );
    // No word of the English sentences is left.
    for (const text of texts) expect(text).not.toMatch(/\b(?:the|rules?|column|cannot|would|profile)\b/i);
  });
});

it("without texts in the language all is English", () => {
  const event = { ...held, participants: 1200, cocIssued: 1250 };
  expect(check("de", event)).toEqual(check("en", event));
});

it("the language changes words, and nothing else", () => {
  const others = locales.filter((locale) => locale !== "en");
  const plain = (findings: readonly Finding[]): unknown =>
    findings.map(({ message: _, fix: __, fields, ...rest }) => ({
      ...rest,
      fields: fields.map(({ expected, ...field }) => ({ ...field, isExpected: expected !== undefined })),
    }));
  fc.assert(
    fc.property(anyEvent, fc.constantFrom(...others), (event, locale) => {
      const english = checkers.get("en")?.check(event);
      const other = checkers.get(locale)?.check(event);
      expect(other?.outcomes.map(({ outcome }) => outcome)).toEqual(
        english?.outcomes.map(({ outcome }) => outcome),
      );
      expect(plain(other?.findings ?? [])).toEqual(plain(english?.findings ?? []));
    }),
    { numRuns: 200 },
  );
});

describe.each(["en", "fr", "es"])("in %s nothing personal is said", (locale) => {
  const someone = "amina.traore@example.org";
  const telephone = "+41 22 917 84 00";
  const personal = [
    "focalPoint",
    "focalPointEmail",
    "partner",
    "city",
    "title",
    "cohort",
    "engagementStrategy",
    "startDate",
    "participants",
  ];

  it("wherever it stands", () => {
    const hidden = { en: "(hidden: it may be personal)", fr: "(masqué", es: "(oculto" }[locale] ?? "?";
    const findings = check(locale, { ...held, unit: someone, division: telephone, eventType: someone });
    expect(findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(findings)).not.toContain("amina");
    expect(JSON.stringify(findings)).not.toContain("22 917");
    expect(findings.some(({ message }) => message.includes(hidden))).toBe(true);
  });

  it("whatever the field", () => {
    const event = Object.fromEntries(personal.map((field) => [field, "Amina Traoré"]));
    const findings = check(locale, event);
    expect(findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(findings)).not.toMatch(/amina|traor/i);
  });
});
