import CliTable3 from "cli-table3";
import { compareText } from "../compareText.ts";
import { loadRules } from "../node/loadRules.ts";
import { selectRules } from "../node/selectRules.ts";
import { printable } from "../report/printable.ts";
import type { Rule } from "../rules/schema.ts";
import { shippedRules } from "../shipped/rules.generated.ts";
import { chosen } from "./chosen.ts";
import { styleFor } from "./style.ts";

/** The options of `ems-dq rules list`, as they are typed. */
export interface RulesListArguments {
  readonly format: string;
  readonly rules?: string;
  readonly tag?: readonly string[];
  readonly color: boolean;
}

/** Runs `ems-dq rules list`. */
export function listRules(args: RulesListArguments): void {
  const format = chosen("--format", args.format, ["table", "json"] as const);
  const ruleset = args.rules === undefined ? shippedRules : loadRules(args.rules);
  const { rules } = selectRules(ruleset, args.tag === undefined ? {} : { tags: args.tag });
  process.stdout.write(format === "json" ? jsonOf(rules) : tableOf(rules, args.color));
}

function jsonOf(rules: readonly Rule[]): string {
  const list = rules.map(({ id, version, severity, state, title, dimension, tags }) => ({
    id,
    version,
    severity,
    state,
    title,
    group: tags[0],
    dimension,
    tags,
  }));
  return `${JSON.stringify(list, undefined, 2)}\n`;
}

function tableOf(rules: readonly Rule[], colours: boolean): string {
  const style = styleFor(process.stdout, colours);
  const table = new CliTable3({
    head: ["Rule", "Severity", "State", "Group", "Title"].map((name) => style("strong", name)),
    style: { head: [], border: [] },
  });
  const inOrder = [...rules].sort(
    (one, other) => compareText(one.tags[0] ?? "", other.tags[0] ?? "") || compareText(one.id, other.id),
  );
  for (const { id, severity, state, title, tags } of inOrder)
    table.push([id, style(severity, severity), state, printable(tags[0] ?? ""), printable(title)]);
  return `${table.toString()}\n${rules.length} rules\n`;
}
