import { daysBetween } from "../../rules/calendar.ts";
import type { DerivedFact } from "../../rules/fact.ts";
import { asText } from "./inputs.ts";

export const daysSinceEnd: DerivedFact = {
  name: "daysSinceEnd",
  type: "number",
  doc: "Days from the last day to the clock; negative before the end.",
  label: "time since the end date",
  unit: "days",
  whole: true,
  from: ["endDate", "asOf"],
  derive: (endDate, asOf) => daysBetween(asText(endDate), asText(asOf)),
  behaviour: { kind: "days", from: "endDate", to: "asOf", plus: 0 },
};
