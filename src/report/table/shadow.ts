import { printable } from "../printable.ts";
import type { ReportHead } from "../schema.ts";
import { shadowText } from "../shadowText.ts";
import type { Layout } from "./layout.ts";
import { placeOf } from "./place.ts";

/** What rules on trial would have found: apart from the findings, and in no count of them. */
export function writeShadow({ shadow }: ReportHead, layout: Layout): void {
  if (shadow.length === 0) return;
  layout.heading("On trial: shadow rules, whose findings do not count");
  for (const rule of shadow) {
    layout.text(`${printable(rule.title)} (${rule.id}): ${shadowText(rule)}`, "  ", "    ");
    for (const example of rule.examples) layout.text(placeOf(example), "    ", "      ", "faint");
  }
}
