import type { BaselineUse } from "../findings/baseline/use.ts";
import type { WaiverUse } from "../findings/waivers/use.ts";
import type { Severity } from "../rules/schema.ts";
import type { Overridden, ReportHead } from "./schema.ts";
import { shareText } from "./shareText.ts";
import { counted, grouped } from "./table/counted.ts";

type FindingCounts = ReportHead["summary"]["findings"];

/** Findings of one status, of any severity. */
export function sumOf({ error, warning, info }: Readonly<Record<Severity, number>>): number {
  return error + warning + info;
}

/** What is accepted, to stand beside the findings that count: `besides 3 that waivers cover and 12 of the baseline`. */
export function acceptedText({ waived, baseline }: FindingCounts): string | undefined {
  const parts = [
    ...(sumOf(waived) === 0 ? [] : [`${grouped(sumOf(waived))} that waivers cover`]),
    ...(sumOf(baseline) === 0 ? [] : [`${grouped(sumOf(baseline))} of the baseline`]),
  ];
  return parts.length === 0 ? undefined : `besides ${parts.join(" and ")}`;
}

/** What became of a waiver, in a line. */
export function waiverText({ waiver, state, findings, evaluated, most, from, until }: WaiverUse): string {
  const bound =
    most === undefined
      ? ""
      : "findings" in most
        ? ` of at most ${grouped(most.findings)}`
        : ` in ${counted(evaluated ?? 0, "event")}, of at most ${shareText(most.share, 1)}`;
  switch (state) {
    case "used":
      return `${waiver} covers ${counted(findings, "finding")}${bound}, until ${until}`;
    case "unused":
      return `${waiver} has nothing to cover: take it out, unless its findings are still to come (it ends on ${until})`;
    case "exceeded":
      return `${waiver} is exceeded: there are ${counted(findings, "finding")}${bound}, so it covers none; look at them, then mend them or raise the bound`;
    case "expired":
      return `${waiver} ended on ${until}: its findings count again; renew it with a reason, or take it out`;
    case "notYet":
      return `${waiver} begins on ${from}`;
  }
}

/** How a baseline compares. */
export function baselineText({ known, found, fixed }: BaselineUse): string {
  const gone = fixed.reduce((sum, { count }) => sum + count, 0);
  const rest =
    gone === 0
      ? ""
      : `; ${grouped(gone)} ${gone === 1 ? "is" : "are"} gone (ems-dq baseline prune takes them out)`;
  return `${grouped(found)} of ${counted(known, "known finding")} ${found === 1 ? "is" : "are"} still there${rest}`;
}

/** `coc-missing: severity warning, not error, for MDP (Partner agreements …)`. */
export function overriddenText({ ruleId, setting, from, to, units, eventTypes, reason }: Overridden): string {
  const scope = [...units, ...eventTypes];
  const change =
    setting === "enabled"
      ? to === false
        ? "off"
        : "on"
      : `${setting} ${JSON.stringify(to)}${besideRule(to, from)}`;
  return `${ruleId}: ${change}${scope.length === 0 ? "" : ` for ${scope.join(", ")}`} (${reason})`;
}

/** What stands in the rule beside a setting: `, not "error"`. What is said against another setting may be what the rule says. */
export function besideRule(to: unknown, from: unknown): string {
  if (from === undefined || from === null) return "";
  const text = JSON.stringify(from);
  return JSON.stringify(to) === text ? ", as in the rule" : `, not ${text}`;
}
