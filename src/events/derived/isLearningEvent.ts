import type { DerivedFact } from "../../rules/fact.ts";

const learning: ReadonlySet<unknown> = new Set([
  "course",
  "workshop",
  "seminar",
  "webinar",
  "training of trainers",
  "study tour",
  "fellowship",
  "master's programme",
  "summer school",
]);
/** Joint workshops and other events may be either: some units hold them without any learning outcome. */
const otherThanLearning: ReadonlySet<unknown> = new Set([
  "conference",
  "public lecture",
  "meeting",
  "briefing",
  "side event",
]);

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
};
