import type { Finding } from "../../findings/finding.ts";
import { printable } from "../printable.ts";
import { counted } from "./counted.ts";
import { groupBy } from "./groupBy.ts";
import type { Layout } from "./layout.ts";
import type { RuleCount } from "./overview.ts";
import { placeOf, suggestionsOf } from "./place.ts";

/** Findings under their rule; what is said of several events in the same words is said once. */
export function writeByRule(
  findings: readonly Finding[],
  counts: readonly RuleCount[],
  titles: ReadonlyMap<string, string>,
  layout: Layout,
): void {
  const byRule = groupBy(findings, ({ ruleId }) => ruleId);
  for (const { ruleId, severity, findings: all } of counts) {
    const listed = byRule.get(ruleId) ?? [];
    if (listed.length === 0) continue;
    layout.line();
    const title = layout.style("strong", printable(titles.get(ruleId) ?? ruleId));
    layout.text(
      `${layout.style(severity, `${severity}:`)} ${title} (${ruleId}, ${counted(all, "finding")})`,
      "",
      "  ",
    );
    writeAlike(listed, layout);
    if (all > listed.length)
      layout.text(`… and ${counted(all - listed.length, "more", "more")}`, "  ", "  ", "faint");
  }
}

function writeAlike(findings: readonly Finding[], layout: Layout): void {
  const alike = groupBy(findings, ({ message, fix, fields }) =>
    JSON.stringify([message, fix, fields.map(({ suggested }) => suggested)]),
  );
  for (const same of alike.values()) {
    const [first] = same;
    if (first === undefined) continue;
    layout.text(printable(first.message), "  ");
    layout.text(`→ ${printable(first.fix)}`, "  ", "    ");
    for (const suggestion of suggestionsOf(first)) layout.text(suggestion, "    ", "      ");
    for (const finding of same) layout.text(placeOf(finding), "    ", "      ", "faint");
  }
}
