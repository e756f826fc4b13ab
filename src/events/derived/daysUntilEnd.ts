import { daysBetween } from "../../rules/calendar.ts";
import type { DerivedFact } from "../../rules/fact.ts";
import { asText } from "./inputs.ts";

export const daysUntilEnd: DerivedFact = {
  name: "daysUntilEnd",
  type: "number",
  doc: "Days from the clock to the last day; negative after it.",
  label: "time until the end date",
  unit: "days",
  whole: true,
  from: ["endDate", "asOf"],
  derive: (endDate, asOf) => daysBetween(asText(asOf), asText(endDate)),
  behaviour: { kind: "days", from: "asOf", to: "endDate", plus: 0 },
};
