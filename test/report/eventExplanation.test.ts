import { describe, expect, test } from "vitest";
import { createEventExplainer } from "../../src/checker/explainEvent.ts";
import { normaliseEvent } from "../../src/events/normalise.ts";
import { parseCatalogue } from "../../src/locale/catalogue.ts";
import { createWording } from "../../src/locale/wording.ts";
import { formatExplanation } from "../../src/report/eventExplanation.ts";
import { shippedRules } from "../../src/shipped/rules.generated.ts";

const explainerIn = (locale: string) =>
  createEventExplainer({
    ruleset: shippedRules,
    asOf: "2025-06-30",
    absent: ["city"],
    assumed: [],
    columns: new Map([["startDate", "First day"]]),
    facts: [],
    operators: [],
    wording: createWording(locale),
  });
const swapped = normaliseEvent({ eventId: "EMS-1", startDate: "2025-03-07", endDate: "2025-03-03" });
const held = normaliseEvent({
  eventId: "EMS-2",
  status: "completed",
  eventType: "course",
  learningRelated: true,
  objectiveAssessment: true,
  certificateType: "both",
  startDate: "2025-03-03",
  endDate: "2025-03-07",
  participants: 20,
  cocIssued: 25,
});
const planned = normaliseEvent({ eventId: "EMS-3", status: "planned", endDate: "2025-12-01" });

describe("an explanation in another language", () => {
  test.each([
    [
      "fr",
      [
        "end-before-start n’est pas respectée\u00a0: L’événement se termine avant de commencer. Éléments décisifs\u00a0: date de fin\u00a0: 2025-03-03, date de début\u00a0: 2025-03-07.",
        "",
        "vrai    * when: toujours",
        'vrai    * violation: endDate before startDate  «\u00a0endDate\u00a0» vaut "2025-03-03"; «\u00a0startDate (“First day”)\u00a0» vaut "2025-03-07"',
        "* décide du résultat",
        "",
      ],
    ],
    [
      "es",
      [
        "end-before-start no se cumple: El evento termina antes de empezar. Datos decisivos: fecha de fin: 2025-03-03, fecha de inicio: 2025-03-07.",
        "",
        "verdadero   * when: siempre",
        'verdadero   * violation: endDate before startDate  «endDate» vale "2025-03-03"; «startDate (“First day”)» vale "2025-03-07"',
        "* decide el resultado",
        "",
      ],
    ],
  ])("%s: words, tree and legend", (locale, lines) => {
    const explanation = explainerIn(locale).explain(swapped, "end-before-start");
    expect(formatExplanation(explanation, { locale, width: 200 }).split("\n")).toEqual(lines);
  });

  // Names of facts and operators stand as in the rule; these phrases are the frame's.
  const english =
    /\b(?:all of|any of|always|not asked|is (?:true|false|empty|absent|due)|cannot be|was not|from [a-z]|Decided by|Parameters|[Tt]he (?:rule|event|record)|fails|passes|does not apply|assessed|unknown|stored|hidden|days|no value)\b/;

  test.each(["fr", "es"])("%s: nothing of the frame is left in English, whatever the outcome", (locale) => {
    const { explain } = explainerIn(locale);
    const outcomes = new Set<string>();
    for (const event of [swapped, held, planned])
      for (const { id } of shippedRules.rules) {
        const explanation = explain(event, id);
        outcomes.add(explanation.outcome.outcome);
        const text = formatExplanation(explanation, { locale, width: 400 });
        // Conditions with names, and values, are those of the rule and of the record.
        expect(text.replaceAll(/"[^"]*"|[\w-]+-[\w-]+/g, "")).not.toMatch(english);
      }
    expect([...outcomes].sort()).toEqual(["failed", "notApplicable", "notAssessed", "notDue", "passed"]);
  });

  test("a code is called by its label, a flag by its clause, also of the stored version", () => {
    const { explain } = explainerIn("fr");
    const event = { ...held, isStored: true, previousStatus: "completed", previousDonorFunded: false };
    const stored = formatExplanation(explain(held, "status-reopened-after-completion", event), {
      locale: "fr",
    });
    expect(stored).toContain("statut\u00a0: terminé");
    const passed = formatExplanation(explain(held, "coc-zero"), { locale: "fr", width: 300 });
    expect(passed).toContain("des certificats d’achèvement sont attendus pour l’événement");
  });

  test("a catalogue of one's own says what it has, and English the rest", () => {
    const catalogue = parseCatalogue({
      language: "pt",
      explanation: { "tree.always": "sempre", "label.endDate": "data de fim" },
    });
    const locale = createWording("pt", { catalogue });
    const text = formatExplanation(explainerIn("pt-BR").explain(swapped, "end-before-start"), { locale });
    expect(text).toContain("true    * when: sempre");
    expect(text).toContain("Decided by: data de fim 2025-03-03");
  });
});
