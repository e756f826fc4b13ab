import { createChecker } from "../src/checker/checker.ts";
import { compileRules } from "../src/engine/rules.ts";
import { derivedFacts, eventFacts } from "../src/events/facts.ts";
import { normaliseEvent } from "../src/events/normalise.ts";
import type { EmsEvent } from "../src/events/schema.ts";
import { vocabularies } from "../src/events/vocabularies/codes.ts";
import type { FactValue } from "../src/rules/value.ts";
import { shippedRules } from "../src/shipped/rules.generated.ts";
import { type Figure, figure, timeAsyncCall, timeCall } from "./measure.ts";
import { engineFor } from "./oracle.ts";

const asOf = "2025-06-30";

/** A complete record of a course, as a focal point would save it. */
export const completeEvent: EmsEvent = {
  eventId: "EVT-0000001",
  title: "Sound management of chemicals",
  status: "completed",
  unit: "CWM",
  division: "Planet",
  focalPoint: "Focal point CWM",
  focalPointEmail: "cwm@example.org",
  eventType: "course",
  learningRelated: true,
  objectiveAssessment: true,
  certificateType: "completion",
  masterProgramme: false,
  startDate: "2024-01-05",
  endDate: "2024-01-26",
  updatedOn: "2024-11-01",
  deliveryMode: "e-learning",
  platform: "moodle",
  platformCourseCode: "C-1",
  language: "en",
  registered: 170,
  participants: 165,
  uniqueBeneficiaries: 165,
  female: 86,
  male: 79,
  otherGender: 0,
  genderNotStated: 0,
  cocIssued: 133,
  copIssued: 0,
  cocRate: 80.6,
  completions: 133,
  certificatesRecordedOn: "2024-11-01",
  evaluationConducted: true,
  evaluationResponses: 82,
  responseRate: 49.7,
  usefulnessScore: 4.2,
  donorFunded: true,
  projectCode: "P001",
  engagementStrategy: "Peer groups and tutoring",
};

/** (a) One event with all shipped rules, against json-rules-engine with the same rules. */
export async function benchEvent(repeats: number, milliseconds: number): Promise<readonly Figure[]> {
  const checker = createChecker({ asOf });
  const facts = factsOf(completeEvent);
  const engine = engineFor(shippedRules, facts);
  const plain = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    ours.push(timeCall(() => checker.check(completeEvent), milliseconds));
    theirs.push(await timeAsyncCall(() => engine.run(plain), Math.max(3, Math.round(milliseconds / 4))));
  }
  const ratios = theirs.map((each, index) => each / (ours[index] ?? Number.NaN));
  return [
    figure(`check(event), ${checker.ruleset.rules.length} rules`, "µs", ours, 10),
    figure("json-rules-engine, the same rules", "µs", theirs),
    { ...figure("times faster than json-rules-engine (wanted: at least 100)", "x", ratios) },
  ];
}

/** (f) What the hundredth rule costs against the first: rules taken in turn from the shipped ones. */
export function benchRules(repeats: number, milliseconds: number): readonly Figure[] {
  const record = normaliseEvent(completeEvent);
  const evaluators = [1, 10, 50, 100].map((count) => {
    const rules = Array.from({ length: count }, (_, index) => ({
      ...(shippedRules.rules[index % shippedRules.rules.length] ?? shippedRules.rules[0]),
      id: `rule-${index}`,
    })) as typeof shippedRules.rules;
    const compiled = compileRules(
      { ...shippedRules, rules },
      { asOf, facts: eventFacts, codeLists: vocabularies },
    );
    return { count, run: () => compiled.evaluate(record) };
  });
  const times = evaluators.map((): number[] => []);
  for (let repeat = 0; repeat < repeats; repeat++) {
    evaluators.forEach(({ run }, index) => {
      times[index]?.push(timeCall(run, milliseconds));
    });
  }
  const perRule = (times[3] ?? []).map((hundred, index) => (hundred - (times[2]?.[index] ?? 0)) / 50);
  return [
    ...evaluators.map(({ count }, index) =>
      figure(`evaluate, ${count} ${count === 1 ? "rule" : "rules"}`, "µs", times[index] ?? []),
    ),
    figure("each rule from the 51st to the 100th", "µs", perRule),
  ];
}

function factsOf(source: EmsEvent): Readonly<Record<string, FactValue | undefined>> {
  const facts: Record<string, FactValue | undefined> = {
    ...(normaliseEvent(source) as Record<string, FactValue | undefined>),
    asOf,
  };
  for (const { name, from, derive } of derivedFacts) {
    facts[name] = derive(
      ...from.map((input) => (typeof input === "string" ? facts[input] : facts[input.isEmpty] === undefined)),
    );
  }
  return facts;
}
