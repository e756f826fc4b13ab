import { compareText } from "../../compareText.ts";
import { cellRule } from "../../findings/cellRule.ts";
import { counted } from "../../report/table/counted.ts";
import { dimensions, type Rule, severities } from "../../rules/schema.ts";
import { abbreviations } from "./abbreviations.ts";
import { type DocsInput, groupOf, type Links } from "./docs.ts";
import { capitalised, code, escaped, table } from "./markdown.ts";
import { severityMeans } from "./rulePage.ts";
import { unitCodes, unitsOf } from "./units.ts";

/** The index of all rules: by group, unit, severity and dimension. */
export function indexPage({ rules: all, context }: DocsInput, links: Links): string {
  const rules = all.map(({ rule }) => rule).sort((one, other) => compareText(one.id, other.id));
  const live = rules.filter(({ state }) => state !== "retired");
  const retired = rules.filter(({ state }) => state === "retired");
  const targetOf = (rule: Rule): string => links.rule(rule.id) ?? "";
  const link = (rule: Rule): string => `[${code(rule.id)}](${targetOf(rule)})`;
  const groups = [...new Set(live.map(groupOf))].sort(compareText);
  const byGroup = groups.map((group) => {
    const members = live.filter((rule) => groupOf(rule) === group);
    return `### ${group}\n\n${tableOf(members, targetOf)}`;
  });
  const bySeverity = severities.map((severity) => {
    const members = live.filter((rule) => rule.severity === severity);
    return `- **${capitalised(severity)}** (${severityMeans[severity]}; ${members.length}): ${linked(members, link)}`;
  });
  const byDimension = dimensions.flatMap((dimension) => {
    const members = live.filter((rule) => rule.dimension === dimension);
    return members.length === 0
      ? []
      : [`- **${capitalised(dimension)}** (${members.length}): ${linked(members, link)}`];
  });
  return [
    "# Rules",
    `${counted(live.length, "rule")} in ${counted(groups.length, "group")}. Each has a page: what it checks, why, what to do, an example of wrong and right, and what “not assessed” means there. Besides them, [a cell that cannot be read](${links.rule(cellRule) ?? ""}) is a finding of its own.`,
    `By [group](#by-group), [unit](#by-unit), [severity](#by-severity), [dimension](#by-dimension). What the sources are short for stands at [the end](#sources).`,
    "## By group",
    ...byGroup,
    "## By unit",
    unitText({ rules: all, context }, live, link),
    "## By severity",
    bySeverity.join("\n"),
    "## By dimension",
    byDimension.join("\n"),
    ...(retired.length === 0
      ? []
      : ["## Retired", `They run no more; their ids are never used again.\n\n${tableOf(retired, targetOf)}`]),
    "## Sources",
    abbreviations.map(([short, long]) => `- **${short}**: ${escaped(long)}`).join("\n"),
  ].join("\n\n");
}

function tableOf(rules: readonly Rule[], targetOf: (rule: Rule) => string): string {
  return table(
    ["What is wrong", "Rule", "Severity", "Dimension"],
    rules.map((rule) => [
      `[${escaped(rule.title)}](${targetOf(rule)})${rule.state === "shadow" ? " _(on trial)_" : ""}`,
      code(rule.id, "cell"),
      rule.severity,
      rule.dimension,
    ]),
  );
}

function unitText({ context }: DocsInput, live: readonly Rule[], link: (rule: Rule) => string): string {
  const known = live.map((rule) => ({ rule, ...unitsOf(rule, context) }));
  const forAll = known.filter(({ only }) => only === undefined).length;
  const named = [...new Set([...unitCodes(context), ...known.flatMap(({ only }) => only ?? [])])];
  const lines = named.flatMap((unit) => {
    const own = known.filter(({ only }) => only?.includes(unit) === true).map(({ rule }) => rule);
    const rest = known
      .filter(({ only, restsOn }) => only?.includes(unit) !== true && restsOn.includes(unit))
      .map(({ rule }) => rule);
    if (own.length + rest.length === 0) return [];
    const parts = [
      ...(own.length === 0 ? [] : [`for it only: ${linked(own, link)}`]),
      ...(rest.length === 0 ? [] : [`what it said stands behind ${linked(rest, link)}`]),
    ];
    return [`- **${escaped(unit)}**: ${parts.join("; ")}`];
  });
  const silent = named.filter(
    (unit) => !known.some(({ only, restsOn }) => only?.includes(unit) === true || restsOn.includes(unit)),
  );
  return [
    forAll === live.length
      ? "Every rule is for the events of every unit. Some rest on what a unit said to the evaluation:"
      : `${capitalised(counted(forAll, "rule"))} of ${live.length} are for the events of every unit; the others say so:`,
    lines.join("\n"),
    ...(silent.length === 0
      ? []
      : [`For the other units (${silent.map((each) => escaped(each)).join(", ")}) the same rules hold.`]),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function linked(rules: readonly Rule[], link: (rule: Rule) => string): string {
  return rules.length === 0 ? "none" : rules.map(link).join(", ");
}
