import type { DerivedFact } from "../../rules/fact.ts";

export const quarter: DerivedFact = {
  name: "quarter",
  type: "text",
  doc: "Quarter of the last day: 2024-Q1.",
  label: "quarter of the end date",
  from: ["endDate"],
  derive: (endDate) =>
    typeof endDate === "string"
      ? `${endDate.slice(0, 4)}-Q${Math.ceil(Number(endDate.slice(5, 7)) / 3)}`
      : undefined,
};
