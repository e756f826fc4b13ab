import type { Finding } from "../../findings/finding.ts";
import { printable } from "../printable.ts";
import { groupBy } from "./groupBy.ts";
import type { Layout } from "./layout.ts";
import { acceptanceOf, columnsOf, placeOf, suggestionsOf } from "./place.ts";

/** Findings under their event, in the order of the files: for who mends one record after the other. */
export function writeByEvent(findings: readonly Finding[], layout: Layout): void {
  const files = [...new Set(findings.map(({ source }) => source?.file))];
  const inOrder = [...findings].sort(
    (one, other) =>
      files.indexOf(one.source?.file) - files.indexOf(other.source?.file) ||
      (one.source?.row ?? 0) - (other.source?.row ?? 0),
  );
  for (const ofEvent of groupBy(inOrder, placeOf).values()) {
    const [first] = ofEvent;
    if (first === undefined) continue;
    layout.line();
    layout.text(layout.style("strong", placeOf(first)), "", "  ");
    for (const finding of ofEvent) {
      const { severity, ruleId, message, fix } = finding;
      layout.text(
        `${layout.style(severity, `${severity}:`)} ${printable(message)} (${ruleId})${acceptanceOf(finding)}`,
        "  ",
        "    ",
      );
      layout.text(`→ ${printable(fix)}`, "    ", "      ");
      const columns = columnsOf(finding);
      if (columns !== undefined) layout.text(columns, "    ", "      ");
      for (const suggestion of suggestionsOf(finding)) layout.text(suggestion, "    ", "      ");
    }
  }
}
