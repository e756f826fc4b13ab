import type { DerivedFact } from "../../rules/fact.ts";

const learningTypes = [
  "course",
  "workshop",
  "seminar",
  "webinar",
  "training of trainers",
  "study tour",
  "fellowship",
  "master's programme",
  "summer school",
] as const;
const learning: ReadonlySet<unknown> = new Set(learningTypes);
/** Joint workshops and other events may be either: some units hold them without any learning outcome. */
const otherTypes = ["conference", "public lecture", "meeting", "briefing", "side event"] as const;
const otherThanLearning: ReadonlySet<unknown> = new Set(otherTypes);

export const isLearningEvent: DerivedFact = {
  name: "isLearningEvent",
  type: "boolean",
  doc: "Whether the event has learning outcomes: as recorded, else by its type.",
  says: { true: "the event is learning-related", false: "the event is not learning-related" },
  from: ["learningRelated", { isEmpty: "learningRelated" }, "eventType"],
  derive: (learningRelated, learningRelatedIsEmpty, eventType) => {
    if (learningRelated !== undefined) return learningRelated;
    // Something is recorded that cannot be read: it may contradict the type.
    if (learningRelatedIsEmpty === false) return undefined;
    if (learning.has(eventType)) return true;
    return otherThanLearning.has(eventType) ? false : undefined;
  },
  behaviour: { kind: "cases", constants: [...learningTypes, ...otherTypes] },
};
