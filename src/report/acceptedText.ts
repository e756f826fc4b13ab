import { type BaselineUse, countFixed } from "../findings/baseline/use.ts";
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

/** What is accepted, to stand after the findings that count: `; besides, waivers cover 3 and the baseline knows 12`. */
export function acceptedText({ waived, baseline }: FindingCounts): string {
  const parts = [
    ...(sumOf(waived) === 0 ? [] : [`waivers cover ${grouped(sumOf(waived))}`]),
    ...(sumOf(baseline) === 0 ? [] : [`the baseline knows ${grouped(sumOf(baseline))}`]),
  ];
  return parts.length === 0 ? "" : `; besides, ${parts.join(" and ")}`;
}

/** Below the counts by rule, which hold what is accepted too: otherwise they are more than the sum above them. */
export function acceptedInCounts(counts: FindingCounts): string | undefined {
  return acceptedText(counts) === "" ? undefined : "What is accepted is counted here, too.";
}

/** `12 new findings`, `No findings`. Only against a baseline is a finding new: without one it may be years old. */
export function countedText({
  summary: { findings },
  baseline,
}: Pick<ReportHead, "summary" | "baseline">): string {
  const noun = baseline === null ? "finding" : "new finding";
  const count = sumOf(findings.new);
  if (count > 0) return counted(count, noun);
  return `No ${noun}s${baseline === null && acceptedText(findings) !== "" ? " that count" : ""}`;
}

/** What became of a waiver, in a line. */
export function waiverText(use: WaiverUse): string {
  const { waiver, state, findings, evaluated, most, from, until } = use;
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
    case "notChecked":
      return `${waiver} was not checked: ${uncheckedText(use)} (it ends on ${until})`;
    case "exceeded":
      return `${waiver} is exceeded: there are ${counted(findings, "finding")}${bound}, so it covers none; look at them, then mend them or raise the bound`;
    case "expired":
      return `${waiver} ended on ${until}: its findings count again; renew it with a reason, or take it out`;
    case "notYet":
      return `${waiver} begins on ${from}`;
  }
}

function uncheckedText({ rules, unchecked = [] }: WaiverUse): string {
  const texts = {
    rules:
      rules.length === 1
        ? "its rule was not asked, or could not answer"
        : "not all of its rules were asked and could answer",
    events: "not all of its events are among those checked",
  } as const;
  return unchecked.map((what) => texts[what]).join("; ");
}

/** How a baseline compares. */
export function baselineText({ known, found, fixed }: BaselineUse): string {
  const { checked, gone } = countFixed(fixed);
  const open = known - found - checked - gone;
  const parts = [
    `${grouped(found)} of ${counted(known, "known finding")} ${found === 1 ? "is" : "are"} still there`,
    ...(checked === 0
      ? []
      : [
          checked === 1
            ? "1 is fixed (ems-dq baseline prune takes it out)"
            : `${grouped(checked)} are fixed (ems-dq baseline prune takes them out)`,
        ]),
    ...(gone === 0
      ? []
      : [
          gone === 1
            ? "1 belongs to an event that is in none of the files (prune keeps it, without --gone)"
            : `${grouped(gone)} belong to events that are in none of the files (prune keeps them, without --gone)`,
        ]),
    ...(open === 0
      ? []
      : [`${grouped(open)} ${open === 1 ? "was" : "were"} not asked for, or could not be decided`]),
  ];
  return parts.join("; ");
}

/** `coc-missing: severity warning, not error, for MDP (Partner agreements …)`. */
export function overriddenText({ ruleId, setting, from, to, units, eventTypes, reason }: Overridden): string {
  const scope = [units, eventTypes]
    .filter((codes) => codes.length > 0)
    .map((codes) => codes.join(" or "))
    .join(", ");
  const change = setting === "enabled" ? (to === false ? "off" : "on") : `${setting} ${changeText(to, from)}`;
  return `${ruleId}: ${change}${scope === "" ? "" : ` for ${scope}`} (${reason})`;
}

/** A change that takes more room than this is told in short, where it is one of a list. */
const changeMost = 120;

function changeText(to: unknown, from: unknown): string {
  const whole = `${JSON.stringify(to)}${besideRule(to, from)}`;
  if (whole.length <= changeMost || !Array.isArray(to) || !Array.isArray(from)) return whole;
  const more = to.filter((item) => !from.includes(item));
  const fewer = from.filter((item) => !to.includes(item));
  const parts = [
    counted(to.length, "item"),
    ...(more.length === 0 ? [] : [`with ${firstOf(more)}`]),
    ...(fewer.length === 0 ? [] : [`without ${firstOf(fewer)}`]),
    ...(more.length + fewer.length === 0 ? ["as in the rule"] : []),
  ];
  return parts.join(", ");
}

const itemsShown = 3;

/** `"a", "b", "c" and 37 more`. */
function firstOf(items: readonly unknown[]): string {
  const shown = items.slice(0, itemsShown).map((item) => JSON.stringify(item));
  const more = items.length - shown.length;
  return `${shown.join(", ")}${more === 0 ? "" : ` and ${grouped(more)} more`}`;
}

/** What stands in the rule beside a setting: `, not "error"`. What is said against another setting may be what the rule says. */
export function besideRule(to: unknown, from: unknown): string {
  if (from === undefined || from === null) return "";
  const text = JSON.stringify(from);
  return JSON.stringify(to) === text ? ", as in the rule" : `, not ${text}`;
}
