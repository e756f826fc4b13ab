import { createRandom, type Random } from "../../../scripts/fixtures/random.ts";
import { type FieldDefinition, type FieldName, fieldNames, fields } from "../../../src/events/fields.ts";
import { type EventRecord, emptyRecord } from "../../../src/events/record.ts";
import { codeLists } from "../../../src/events/vocabularies/codes.ts";
import { createTableBuilder, type EventTable } from "../../../src/review/suggest/table.ts";
import { addDays } from "../../../src/rules/calendar.ts";
import type { FactValue } from "../../../src/rules/value.ts";

/** Events as a table, from one file. */
export function tableOf(events: readonly EventRecord[], file = "made.csv"): EventTable {
  const builder = createTableBuilder();
  builder.source({ file, absent: new Set(), assumed: new Set(), columns: new Map() });
  for (const [index, event] of events.entries()) builder.add(event, index + 2);
  return builder.build();
}

/** Mostly small, and one in twenty very large, so that no limit could be drawn. */
function people(random: Random): number {
  return random.percent(95) ? random.int(1, 30) : random.int(1_000, 30_000);
}

function day(random: Random): string {
  return addDays("2020-01-01", random.int(0, 2_000)) ?? "";
}

/** Something of the field's kind, whatever else the event holds. */
function noiseOf(field: FieldName, random: Random): FactValue {
  const { kind, codeList }: FieldDefinition = fields[field];
  switch (kind) {
    case "id":
      return Array.from({ length: random.int(2, 12) }, () =>
        random.pick([..."ABCXYZabcxyz0123456789-/_."]),
      ).join("");
    case "text":
    case "person":
    case "email":
      return "Something";
    case "code":
    case "openCode":
      return random.pick(codeList === undefined ? ["a"] : codeLists[codeList]);
    case "flag":
      return random.percent(50);
    case "date":
      return day(random);
    case "count":
      return people(random);
    case "percent":
      return random.int(0, 100);
    case "score":
      return random.int(10, 50) / 10;
  }
}

/** Events in which no column has anything to do with another; one cell in five is empty. */
export function noise(seed: number, count: number): readonly EventRecord[] {
  const random = createRandom(seed, 1);
  return Array.from({ length: count }, (_, index) => {
    const values = fieldNames.flatMap((field) =>
      random.percent(80) ? [[field, noiseOf(field, random)] as const] : [],
    );
    return { ...emptyRecord(), ...Object.fromEntries(values), eventId: `E-${index}` };
  });
}

/** The regularities of {@link planted}, each as the id of the rule that it makes. */
export const plantedRules = [
  "registered-not-sum-of-completions-evaluation-responses",
  "certificates-recorded-on-after-updated-on",
  "delivery-mode-not-blended-where-event-type-fellowship",
  "partner-missing-where-donor-funded-yes",
  "platform-not-usual",
  "project-code-of-unusual-form",
  "city-unexpected-where-evaluation-conducted-no",
] as const;

/** The same noise, in which a few regularities are planted that no shipped rule knows. */
export function planted(seed: number, count: number): readonly EventRecord[] {
  const random = createRandom(seed, 2);
  return noise(seed, count).map((event): EventRecord => {
    const [completions, responses] = [random.int(1, 60), random.int(1, 60)];
    const recorded = day(random);
    const donorFunded = random.percent(50);
    const evaluationConducted = random.percent(50);
    const hasPartner = donorFunded || random.percent(40);
    const often = <Value>(value: Value): Value | undefined => (random.percent(95) ? value : undefined);
    return {
      ...event,
      completions: often(completions),
      evaluationResponses: often(responses),
      registered: often(completions + responses),
      certificatesRecordedOn: often(recorded),
      updatedOn: often(addDays(recorded, random.int(0, 25))),
      deliveryMode: event.eventType === "fellowship" ? "blended" : event.deliveryMode,
      donorFunded: often(donorFunded),
      partner: hasPartner ? "Partner" : undefined,
      platform: often(random.pick(["moodle", "edapp", "none"])),
      projectCode: often(
        `PRJ-${random.int(2020, 2025)}-${random.pick(["CWM", "SDP", "UNOSAT"])}-${random.int(1, 99)}`,
      ),
      evaluationConducted: often(evaluationConducted),
      city: evaluationConducted && random.percent(70) ? "Suva" : undefined,
    };
  });
}
