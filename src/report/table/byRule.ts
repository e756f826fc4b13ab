import type { Finding } from "../../findings/finding.ts";
import type { Severity } from "../../rules/schema.ts";
import { printable } from "../printable.ts";
import { counted } from "./counted.ts";
import { groupBy } from "./groupBy.ts";
import type { Layout } from "./layout.ts";
import type { RuleCount } from "./overview.ts";
import { columnsOf, standingOf, suggestionsOf } from "./place.ts";

/** Findings under their rule; what is said of several events in the same words is said once. */
export function writeByRule(
  findings: readonly Finding[],
  counts: readonly RuleCount[],
  titles: ReadonlyMap<string, string>,
  layout: Layout,
): void {
  const byRule = groupBy(findings, ({ ruleId }) => ruleId);
  for (const { ruleId, severity, findings: all, mix } of counts) {
    const listed = byRule.get(ruleId) ?? [];
    if (listed.length === 0) continue;
    layout.line();
    const title = layout.style("strong", printable(titles.get(ruleId) ?? ruleId));
    layout.text(
      `${layout.style(severity, `${severity}:`)} ${title} (${ruleId}, ${counted(all, "finding")}${mix === undefined ? "" : `: ${mix}`})`,
      "",
      "  ",
    );
    writeAlike(listed, severity, layout);
    if (all > listed.length)
      layout.text(`… and ${counted(all - listed.length, "more", "more")}`, "  ", "  ", "faint");
  }
}

/** What is the same for all findings of the rule stands above them, once. */
function writeAlike(findings: readonly Finding[], severity: Severity, layout: Layout): void {
  const alike = [
    ...groupBy(findings, (finding) =>
      JSON.stringify([finding.message, finding.fix, columnsOf(finding), suggestionsOf(finding)]),
    ).values(),
  ];
  const fix = common(findings, (finding) => finding.fix);
  const columns = common(findings, columnsOf);
  const isOne = alike.length === 1;
  const writeFix = (text: string): void => layout.text(`→ ${printable(text)}`, "  ", "    ");
  const writeColumns = (text: string): void => layout.text(text, "    ", "      ");
  if (!isOne && fix !== undefined) writeFix(fix);
  if (!isOne && columns !== undefined) writeColumns(columns);
  for (const same of alike) {
    const [first] = same;
    if (first === undefined) continue;
    layout.text(printable(first.message), "  ");
    if (isOne || fix === undefined) writeFix(first.fix);
    const own = columnsOf(first);
    if (own !== undefined && (isOne || columns === undefined)) writeColumns(own);
    for (const suggestion of suggestionsOf(first)) layout.text(suggestion, "    ", "      ");
    for (const finding of same) {
      const own = finding.severity === severity ? "" : ` (${finding.severity})`;
      layout.text(`${standingOf(finding)}${own}`, "    ", "      ", "faint");
    }
  }
}

/** The text that all findings have; `undefined` where they differ. */
function common(
  findings: readonly Finding[],
  textOf: (finding: Finding) => string | undefined,
): string | undefined {
  const texts = new Set(findings.map(textOf));
  return texts.size === 1 ? [...texts][0] : undefined;
}
