import { daysBetween } from "../../rules/calendar.ts";
import type { DerivedFact } from "../../rules/fact.ts";
import { asText } from "./inputs.ts";

export const daysUntilStart: DerivedFact = {
  name: "daysUntilStart",
  type: "number",
  doc: "Days from the clock to the first day; negative after it.",
  label: "time until the start date",
  unit: "days",
  whole: true,
  from: ["startDate", "asOf"],
  derive: (startDate, asOf) => daysBetween(asText(asOf), asText(startDate)),
  behaviour: { kind: "days", from: "asOf", to: "startDate", plus: 0 },
};
