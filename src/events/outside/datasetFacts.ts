import type { OutsideFact } from "../../rules/fact.ts";

/** Facts that only the other events tell. A backend that can count them in its database hands them over by a look-up. */
export const datasetFacts: readonly OutsideFact[] = [
  {
    name: "eventsWithSameId",
    type: "number",
    doc: "Other events with the same identifier.",
    label: "other events with the same identifier",
    whole: true,
    outside: "dataset",
  },
  {
    name: "similarEvents",
    type: "number",
    doc: "Other events of the same unit that begin on the same day and have nearly the same title.",
    label: "other events of the unit with the same first day and nearly the same title",
    whole: true,
    outside: "dataset",
  },
  {
    name: "participantsAmongPeers",
    type: "number",
    doc: "How far the participants are from the median of the events of the same type, in robust standard deviations (1.4826 × the median absolute deviation); negative below the median.",
    label: "distance of the participants from the median of their peers",
    unit: "robust standard deviations",
    outside: "dataset",
  },
];
