import { daysBetween } from "../../rules/calendar.ts";
import type { DerivedFact } from "../../rules/fact.ts";
import { asText } from "./inputs.ts";

export const durationDays: DerivedFact = {
  name: "durationDays",
  type: "number",
  doc: "Days from the first to the last day, both counted.",
  label: "length of the event",
  unit: "days",
  whole: true,
  from: ["startDate", "endDate"],
  derive: (startDate, endDate) => {
    const days = daysBetween(asText(startDate), asText(endDate));
    return days === undefined ? undefined : days + 1;
  },
  behaviour: { kind: "days", from: "startDate", to: "endDate", plus: 1 },
};
